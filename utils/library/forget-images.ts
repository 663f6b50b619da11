import { emptyDrawing } from '../drawing/steps';
import type { Library } from './database';
import { generateDraftId } from './drafts';
import { isRunning, type JobRecord } from './jobs';

/** What shows or tells of a picture in a job. What it cost, when and by which model stays. */
const unsaid = {
  drawing: emptyDrawing,
  references: undefined,
  preview: undefined,
  answers: undefined,
  answerUrls: undefined,
  isNews: undefined,
} as const;

/** True where a job holds nothing but figures any more, and a prompt if that is to stay. */
const isForgotten = (job: JobRecord, keepsPrompt: boolean): boolean =>
  !(job.kind === 'edit' && (job.drawing !== emptyDrawing || job.references)) &&
  !job.preview &&
  !job.isNews &&
  !job.answers &&
  !job.answerUrls &&
  (keepsPrompt || job.prompt === '');

/** What to change of a job for pictures that are gone; the prompt stays with a result that is there. */
function forgotten(job: JobRecord, there: ReadonlySet<string>): object | undefined {
  const hasResult = job.resultIds.some((id) => there.has(id));
  const hasImage = job.kind === 'edit' && there.has(job.imageId);
  if (hasImage || (job.kind === 'generate' && hasResult)) return undefined;
  if (isForgotten(job, hasResult)) return undefined;
  const error = job.error && { code: job.error.code }; // the server's words may repeat the prompt
  return { ...unsaid, error, ...(hasResult ? {} : { prompt: '' }) };
}

const namesOf = (job: JobRecord): readonly string[] =>
  job.kind === 'edit' ? [job.imageId, ...job.resultIds] : job.resultIds;

/**
 * Removes for good what was kept for an undo of deleted images: mask and prompt, what jobs hold of them,
 * the page that they were taken from. Images that are there again, and jobs that run, are left alone.
 */
export const forgetImages = (library: Library, ids: readonly string[]): Promise<void> =>
  library.transaction(
    'rw',
    [library.images, library.drafts, library.stars, library.jobs, library.captures],
    async () => {
      const there = new Set(await library.images.toCollection().primaryKeys());
      const gone = new Set(ids.filter((id) => !there.has(id)));
      await library.drafts.bulkDelete([...gone]);
      await library.stars.bulkDelete([...gone]);
      await library.captures.filter(({ imageId = '' }) => gone.has(imageId)).delete();
      for (const job of await library.jobs.toArray()) {
        if (isRunning(job.state) || !namesOf(job).some((id) => gone.has(id))) continue;
        const change = forgotten(job, there);
        if (change) await library.jobs.update(job.id, change);
      }
    },
  );

/** The same for all images that are gone, for when no panel is left that could undo a deletion. */
export async function forgetDeleted(library: Library): Promise<void> {
  const there = new Set(await library.images.toCollection().primaryKeys());
  const drafts = await library.drafts.toCollection().primaryKeys();
  const stars = await library.stars.toCollection().primaryKeys();
  const ended = await library.jobs.filter((job) => forgotten(job, there) !== undefined).toArray();
  const gone = [...drafts, ...stars, ...ended.flatMap(namesOf)].filter(
    (id) => id !== generateDraftId && !there.has(id),
  );
  if (gone.length > 0) await forgetImages(library, gone);
}

/**
 * Removes every image, mask and prompt, and what jobs hold of them. What was spent stays, and so do
 * jobs that run: what they bring is paid for.
 */
export const deleteEverything = (library: Library): Promise<void> =>
  library.transaction('rw', library.tables, async () => {
    const { images, drafts, captures, stars, workspace } = library;
    for (const table of [images, drafts, captures, stars, workspace]) await table.clear();
    await forgetEndedJobs(library, () => true);
  });

/** Leaves of ended jobs what was spent, and nothing else. */
export const forgetEndedJobs = async (
  library: Library,
  isMeant: (job: JobRecord) => boolean,
): Promise<void> => {
  await library.jobs
    .filter((job) => !isRunning(job.state) && isMeant(job))
    .modify((job) => {
      Object.assign(job, forgotten({ ...job, resultIds: [] }, new Set()), { resultIds: [] });
    });
};
