import { expect, it } from 'vitest';
import { isLibraryBusy } from '../../../utils/jobs/is-busy';
import { beginCapture, failCapture } from '../../../utils/library/captures';
import { workspaceOfWindow } from '../../../utils/library/images';
import { runningStates } from '../../../utils/library/jobs';
import { addJob, emptyLibrary } from './jobs-fixture';

const here = workspaceOfWindow(1);

it.each(runningStates)('is busy while a job is %s', async (state) => {
  const library = emptyLibrary();
  await addJob(library, state);
  expect(await isLibraryBusy(library)).toBe(true);
});

it('is busy during a capture, and not after it', async () => {
  const library = emptyLibrary();
  const id = await beginCapture(library, {}, here);
  expect(await isLibraryBusy(library)).toBe(true);
  await failCapture(library, id, new Error('gone'));
  expect(await isLibraryBusy(library)).toBe(false);
});

it('is not busy with what has ended', async () => {
  const library = emptyLibrary();
  for (const state of ['succeeded', 'failed', 'cancelled', 'interrupted'] as const)
    await addJob(library, state);
  expect(await isLibraryBusy(library)).toBe(false);
});
