import type { Library } from '../library/database';
import { describeImage, type NewImage } from '../library/images';
import type { JobRecord } from '../library/records';
import { changeJob } from './change-job';

/** What came of a job. */
export interface FinishedJob {
  readonly pictures: readonly NewImage[];
  /** Further pictures that came and did not fit, and why. */
  readonly answers?: JobRecord['answers'];
  readonly error?: JobRecord['error'];
}

/**
 * Stores a job's pictures and ends the job in one transaction, so that a paid answer is never half
 * there. Shows the first picture, unless the user has gone on to another image.
 */
export async function storeResults(
  library: Library,
  job: JobRecord,
  { pictures, answers, error }: FinishedJob,
): Promise<void> {
  const images = await Promise.all(pictures.map(describeImage));
  await library.transaction('rw', library.images, library.jobs, library.workspace, async () => {
    const resultIds = images.map(({ id }) => id);
    const ended = { resultIds, endedAt: Date.now(), preview: undefined, answers, error };
    await library.images.bulkAdd(images);
    if (!(await changeJob(library, job.id, 'succeeded', ended))) {
      await library.jobs.update(job.id, { resultIds, answers }); // cancelled too late: it is paid for
      return;
    }
    const workspace = await library.workspace.get('workspace');
    if (job.kind === 'edit' && workspace?.imageId === job.imageId)
      await library.workspace.update('workspace', { resultId: resultIds[0] });
  });
}
