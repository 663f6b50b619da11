import type { Library } from '../library/database';
import type { JobRecord } from '../library/job-records';
import { changeJob } from './change-job';
import type { FinishedJob } from './finish-answers';

/**
 * Stores a job's pictures and ends the job in one transaction, so that a paid answer is never half
 * there. Shows the first picture, unless the user has gone on to another image.
 */
export async function storeResults(
  library: Library,
  job: JobRecord,
  { pictures, answers, error }: FinishedJob,
): Promise<void> {
  await library.transaction('rw', library.images, library.jobs, library.workspace, async () => {
    const resultIds = pictures.map(({ id }) => id);
    const ended = { resultIds, endedAt: Date.now(), preview: undefined, answers, error };
    await library.images.bulkAdd(pictures);
    if (!(await changeJob(library, job.id, 'succeeded', ended))) {
      await library.jobs.update(job.id, { resultIds, answers }); // cancelled too late: it is paid for
      return;
    }
    const workspace = await library.workspace.get('workspace');
    if (job.kind === 'edit' && workspace?.imageId === job.imageId)
      await library.workspace.update('workspace', { resultId: resultIds[0] });
  });
}
