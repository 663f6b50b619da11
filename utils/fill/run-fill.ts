import type { Raster } from '../pixels/raster';
import { type FillOptions, fillHole } from './complete';
import type { FillPart } from './part';

/** How long the thread is kept at a time, ms: what else it has to do waits no longer. */
const sliceMs = 25;

/**
 * Fills a hole on this thread, in slices.
 * @param onShare told of the share (0…1) that is done after each slice
 * @throws the signal's reason where it is aborted
 */
export async function fillInSlices(
  signal: AbortSignal,
  part: FillPart,
  options: FillOptions,
  onShare: (share: number) => void,
): Promise<Raster | undefined> {
  const work = fillHole(part, options);
  const rest = createRest();
  try {
    for (;;) {
      const end = performance.now() + sliceMs;
      let step = work.next();
      while (!step.done && performance.now() < end) step = work.next();
      if (step.done) return step.value;
      onShare(step.value);
      await rest.next();
      signal.throwIfAborted();
    }
  } finally {
    rest.close();
  }
}

/** A task that comes after those that wait; timers would add 4 ms to each. */
function createRest() {
  const { port1, port2 } = new MessageChannel();
  return {
    next: () =>
      new Promise<void>((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(undefined);
      }),
    close: () => port1.close(),
  };
}

/** What is sent to the worker, and what it answers. */
export interface FillRequest {
  readonly part: FillPart;
  readonly options: FillOptions;
}

export type FillAnswer =
  | { readonly share: number }
  | { readonly filled: Raster | undefined }
  | { readonly error: string };

/**
 * Fills a hole in a worker of its own, which is ended with the signal.
 * @throws the signal's reason; Error where the worker can't be started or fails
 */
export function fillInWorker(
  address: string,
  signal: AbortSignal,
  request: FillRequest,
  onShare: (share: number) => void,
): Promise<Raster | undefined> {
  const worker = new Worker(address);
  const answer = new Promise<Raster | undefined>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'No worker')));
    worker.addEventListener('message', ({ data }: MessageEvent<FillAnswer>) => {
      if ('share' in data) onShare(data.share);
      else if ('error' in data) reject(new Error(data.error));
      else resolve(data.filled);
    });
  });
  worker.postMessage(request);
  return answer.finally(() => worker.terminate());
}
