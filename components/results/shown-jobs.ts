import { isRunning } from '../../utils/jobs/job-state';
import type { JobRecord } from '../../utils/library/records';

export interface ShownJobs {
  /** Those that run or wait, the oldest first. */
  readonly running: readonly JobRecord[];
  /** The one that ended last, as long as it is news: not where others were begun after its end. */
  readonly ended: JobRecord | undefined;
}

/** Which of some jobs are shown, as what. */
export function shownJobs(jobs: readonly JobRecord[]): ShownJobs {
  const running = jobs
    .filter(({ state }) => isRunning(state))
    .sort((a, b) => a.createdAt - b.createdAt);
  const begun = running[0]?.createdAt ?? 0;
  const [ended] = jobs
    .filter(({ state, endedAt = 0 }) => !isRunning(state) && endedAt >= begun)
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  return { running, ended };
}
