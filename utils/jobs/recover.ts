import type { Library } from '../library/database';
import { changeJob } from './change-job';
import { interruptionOf, isRunning } from './job-state';

/**
 * Ends the jobs that another worker was running when it was killed. Nothing is sent again: the
 * request may have been billed, so only the user starts it anew.
 * @param isOurs true for jobs that this worker runs
 * @param includeQueued also ends jobs that no worker has begun: at the browser's start, when the
 *   message that would have begun them is gone
 */
export async function recoverJobs(
  library: Library,
  isOurs: (jobId: string) => boolean,
  includeQueued: boolean,
): Promise<void> {
  const jobs = await library.jobs.toArray();
  const orphans = jobs.filter(
    ({ id, state, takenAt }) =>
      isRunning(state) &&
      !isOurs(id) &&
      (includeQueued || state !== 'queued' || takenAt !== undefined),
  );
  for (const { id, state } of orphans)
    await changeJob(library, id, 'interrupted', {
      endedAt: Date.now(),
      error: { code: interruptionOf(state) },
    });
}
