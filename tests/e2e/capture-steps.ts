import { until } from '../rig/poll';
import type { World } from './world';

/** What came of the newest capture, as the library has it. */
export interface CaptureOutcome {
  readonly id: string;
  readonly state: string;
  readonly code?: string;
  readonly source?: string;
  readonly width?: number;
  readonly height?: number;
  readonly rungs: readonly { readonly rung: string; readonly outcome: string }[];
  readonly page: { readonly altText?: string; readonly otherFiles?: readonly object[] };
  /** The stored bytes. */
  readonly base64?: string;
}

type Context = Pick<CaptureOutcome, 'page'> & Partial<Pick<CaptureOutcome, 'rungs'>>;
type StoredCapture = Context & {
  readonly id: string;
  readonly startedAt: number;
  readonly state: string;
  readonly imageId?: string;
  readonly error?: { readonly code: string };
};
type StoredImage = Context &
  Pick<CaptureOutcome, 'source' | 'width' | 'height'> & { readonly blob: Blob };

/** Reads the newest capture and its image. Runs in the extension; functions inside must be anonymous. */
export const readNewest = async (): Promise<CaptureOutcome | null> => {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('repaint');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    const reading = database.transaction(['captures', 'images']);
    const captures = await new Promise<StoredCapture[]>((resolve, reject) => {
      const request = reading.objectStore('captures').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [capture] = captures.sort((a, b) => b.startedAt - a.startedAt);
    if (!capture) return null;
    const image = await new Promise<StoredImage | undefined>((resolve, reject) => {
      const request = reading.objectStore('images').get(String(capture.imageId));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const bytes = image ? new Uint8Array(await image.blob.arrayBuffer()) : undefined;
    let text = '';
    for (const byte of bytes ?? []) text += String.fromCharCode(byte);
    const { source, width, height } = image ?? {};
    const { id, state, error } = capture;
    const { rungs = [], page } = image ?? capture;
    return JSON.parse(
      JSON.stringify({
        id,
        state,
        code: error?.code,
        source,
        width,
        height,
        rungs,
        page,
        base64: btoa(text),
      }),
    );
  } finally {
    database.close();
  }
};

export async function newestCapture(world: World): Promise<CaptureOutcome | null> {
  const worker = await world.browser.worker();
  return worker.evaluate(readNewest);
}

/** The outcome of the capture after `before`, once it is done or has failed; `read` gives the newest. */
export const captureAfter = (
  before: CaptureOutcome | null,
  read: () => Promise<CaptureOutcome | null>,
  timeoutMs: number,
): Promise<CaptureOutcome> =>
  until(
    'the capture has ended',
    async () => {
      const newest = await read();
      const isNew = newest && newest.id !== before?.id;
      return isNew && ['done', 'failed'].includes(newest.state) ? newest : undefined;
    },
    { timeoutMs },
  );

/** The same, in Chromium. */
export const nextCapture = (
  world: World,
  before: CaptureOutcome | null,
  timeoutMs = 30_000,
): Promise<CaptureOutcome> => captureAfter(before, () => newestCapture(world), timeoutMs);
