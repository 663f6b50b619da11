import { type ReadonlySignal, signal } from '@preact/signals';

/*
 * Between a background that holds paid pictures which it could not store, and the panels. The library, by which
 * blobs travel else, is what has no room then; messages of extensions carry no blobs. What is told here is never
 * stored, so it can't outlive the background that holds them.
 */

type HeldMessage =
  | { readonly kind: 'who' }
  | { readonly kind: 'held'; readonly jobIds: readonly string[] }
  | { readonly kind: 'send'; readonly jobId: string }
  | { readonly kind: 'pictures'; readonly jobId: string; readonly pictures: readonly Blob[] };

const channelName = 'repaint-held-answers';

/**
 * The background's half.
 * @param held the pictures that are in memory only, by job
 * @returns what tells the panels of a change
 */
export function offerHeldAnswers(held: () => ReadonlyMap<string, readonly Blob[]>): () => void {
  const channel = new BroadcastChannel(channelName);
  const post = (message: HeldMessage): void => channel.postMessage(message);
  const tell = () => post({ kind: 'held', jobIds: [...held().keys()] });
  channel.onmessage = ({ data }: MessageEvent<HeldMessage>) => {
    if (data.kind === 'who') tell();
    if (data.kind === 'send')
      post({ kind: 'pictures', jobId: data.jobId, pictures: held().get(data.jobId) ?? [] });
  };
  tell(); // what a background before this one held is gone
  return tell;
}

/** What a panel knows of pictures that are paid for and not stored. */
export interface HeldAnswers {
  readonly jobIds: ReadonlySignal<readonly string[]>;
  /** The pictures of such a job; none where they are stored by now. */
  picturesOf(jobId: string): Promise<readonly Blob[]>;
}

/** A panel's half. */
export function followHeldAnswers(): HeldAnswers {
  const channel = new BroadcastChannel(channelName);
  const post = (message: HeldMessage): void => channel.postMessage(message);
  const jobIds = signal<readonly string[]>([]);
  channel.addEventListener('message', ({ data }: MessageEvent<HeldMessage>) => {
    if (data.kind === 'held') jobIds.value = data.jobIds;
  });
  post({ kind: 'who' });
  return {
    jobIds,
    picturesOf: (jobId) =>
      new Promise((resolve) => {
        const listening = new AbortController();
        const listen = ({ data }: MessageEvent<HeldMessage>) => {
          if (data.kind !== 'pictures' || data.jobId !== jobId) return;
          listening.abort();
          resolve(data.pictures);
        };
        channel.addEventListener('message', listen, { signal: listening.signal });
        post({ kind: 'send', jobId });
      }),
  };
}
