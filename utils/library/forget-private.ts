import type { Library } from './database';
import { generateDraftId } from './drafts';
import { forgetEndedJobs, forgetImages } from './forget-images';
import { changeWherever } from './images';
import { type JobRecord, runningStates } from './jobs';

const picturesOf = (job: JobRecord): readonly string[] =>
  job.kind === 'edit' ? [job.imageId, ...(job.references ?? [])] : [];

/**
 * Forgets what was taken in private windows, what was made of it, and what panels of such windows have shown. What a
 * running job needs is paid for, and stays until that has ended.
 */
export async function forgetPrivate(library: Library): Promise<void> {
  const { images, captures, drafts, workspace, jobs } = library;
  const gone = await library.transaction(
    'rw',
    [images, captures, drafts, workspace, jobs],
    async () => {
      const running = await jobs.where('state').anyOf(runningStates).toArray();
      const needed = new Set(running.flatMap(picturesOf));
      const ids = await images
        .filter(({ id, page }) => page.isPrivate === true && !needed.has(id))
        .primaryKeys();
      await images.bulkDelete(ids);
      await captures.filter(({ page }) => page.isPrivate === true).delete();
      if ((await drafts.get(generateDraftId))?.isPrivate) await drafts.delete(generateDraftId);
      await workspace.filter(({ isPrivate }) => isPrivate === true).delete();
      const ofGone = new Set(ids);
      await changeWherever(library, ({ imageId = '' }) => ofGone.has(imageId), {
        imageId: undefined,
      });
      return ids;
    },
  );
  await forgetImages(library, gone);
  await forgetEndedJobs(library, ({ isPrivate }) => isPrivate === true);
}

/** Lets what was taken in private windows stay for good, marked. */
export const keepPrivate = async (library: Library): Promise<void> => {
  await library.images
    .filter(({ page }) => page.isPrivate === true)
    .modify((image) => {
      Object.assign(image, { page: { ...image.page, isPrivate: 'kept' } });
    });
};
