import { AppError, type StoredError, toStoredError } from '../base/errors';
import type { Library } from './database';
import { changeWherever, changeWorkspace } from './images';
import type { CaptureRecord, PageContext } from './records';
import { replaceImage } from './replace-image';

/** Those of this background: by name, as a clock that was set back tells nothing. */
const begunHere = new Set<string>();

/**
 * Notes that an image is on its way and lets a panel wait for it.
 * @param workspaceId whose panel waits; see `workspaceOfWindow`
 * @param replaces the image whose better copy it is: then those wait for it that show that one still, and no other
 */
export const beginCapture = (
  library: Library,
  page: PageContext,
  workspaceId: string,
  replaces?: string,
): Promise<string> =>
  library.transaction('rw', library.captures, library.workspace, async () => {
    const capture: CaptureRecord = {
      id: crypto.randomUUID(),
      startedAt: Date.now(),
      state: 'running',
      page,
      replaces,
    };
    const isPrivate = page.isPrivate ? ({ isPrivate: true } as const) : {};
    const shown = { tab: 'edit', captureId: capture.id, ...isPrivate } as const;
    if (replaces) await changeWherever(library, ({ imageId }) => imageId === replaces, shown);
    else await changeWorkspace(library, shown, workspaceId);
    const rows = await library.workspace.toArray();
    const shownIds = new Set(rows.map(({ captureId }) => captureId));
    // Those that are not shown any more never will be.
    await library.captures.filter(({ id, state }) => isOver(state) && !shownIds.has(id)).delete();
    begunHere.add(capture.id);
    await library.captures.add(capture);
    return capture.id;
  });

const isOver = (state: CaptureRecord['state']): boolean => state === 'done' || state === 'failed';

/** Ends a capture, once, and shows its image unless the user has asked for another one meanwhile. */
export const endCapture = (library: Library, id: string, imageId: string): Promise<void> =>
  // At once: nobody is to see the one image gone and the other not yet there.
  library.transaction('rw', library.tables, async () => {
    const capture = await library.captures.get(id);
    if (!capture || capture.state === 'done') return;
    await library.captures.update(id, { state: 'done', imageId });
    if (capture.replaces) await replaceImage(library, capture.replaces, imageId);
    const shown = { tab: 'edit', imageId, captureId: undefined } as const;
    await changeWherever(library, ({ captureId }) => captureId === id, shown);
  });

/** Ends the captures that a background was at when it was killed: nobody goes on with them. */
export async function recoverCaptures(library: Library): Promise<void> {
  for (const { id, state } of await library.captures.toArray())
    if (state === 'running' && !begunHere.has(id))
      // One that can't be ended is no reason to leave the others.
      await failCapture(library, id, new AppError('capture-interrupted')).catch(console.warn);
}

export async function failCapture(library: Library, id: string, error: unknown): Promise<void> {
  const stored: StoredError = toStoredError(error);
  await library.captures.update(id, { state: 'failed', error: stored });
}

/**
 * Notes how much of a slow file has come.
 * @throws an AbortError where the user has cancelled the capture
 */
export async function noteProgress(
  library: Library,
  id: string,
  received: number,
  total: number | undefined,
): Promise<void> {
  const capture = await library.captures.get(id);
  if (!capture || capture.isCancelled) throw new DOMException('cancelled', 'AbortError');
  await library.captures.update(id, { received, total });
}

/** Ends a capture by the user's wish: what was on the screen before it is there again. */
export async function cancelCapture(library: Library, id: string): Promise<void> {
  await library.captures.update(id, { isCancelled: true });
  await forgetCapture(library, id);
}

/** Takes a capture off the screen; a newer one that has taken its place meanwhile stays. */
export const forgetCapture = (library: Library, id: string): Promise<void> =>
  library.transaction('rw', library.workspace, async () => {
    await changeWherever(library, ({ captureId }) => captureId === id, { captureId: undefined });
  });
