import type { Library } from '../library/database';
import type { JobProgress, JobState } from '../library/job-records';
import { canFollow } from './job-state';

/**
 * Moves a job on and stores what belongs to the new state.
 * @returns false where the job has ended meanwhile (cancelled); nothing is changed then
 */
export const changeJob = (
  library: Library,
  id: string,
  state: JobState,
  change: JobProgress = {},
): Promise<boolean> =>
  library.transaction('rw', library.jobs, async () => {
    const job = await library.jobs.get(id);
    if (!job || !canFollow(job.state, state)) return false;
    await library.jobs.update(id, { ...change, state });
    return true;
  });
