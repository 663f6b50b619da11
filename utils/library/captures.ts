import { type StoredError, toStoredError } from '../errors';
import type { Library } from './database';
import type { CaptureRecord, PageContext } from './records';
import { changeWorkspace, openImage } from './workspace';

/** Notes that an image is on its way and lets every panel wait for it. */
export async function beginCapture(library: Library, page: PageContext): Promise<string> {
  const capture: CaptureRecord = {
    id: crypto.randomUUID(),
    startedAt: Date.now(),
    state: 'running',
    page,
  };
  await library.captures.clear(); // only the newest one is ever shown
  await library.captures.add(capture);
  await changeWorkspace(library, { tab: 'edit', captureId: capture.id, resultId: undefined });
  return capture.id;
}

/** Shows the captured image, unless the user has asked for another one meanwhile. */
export async function endCapture(library: Library, id: string, imageId: string): Promise<void> {
  if ((await library.captures.update(id, { state: 'done', imageId })) === 1)
    await openImage(library, imageId);
}

export async function failCapture(library: Library, id: string, error: unknown): Promise<void> {
  const stored: StoredError = toStoredError(error);
  await library.captures.update(id, { state: 'failed', error: stored });
}
