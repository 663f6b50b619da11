import { isRunning, type JobRecord } from '../../utils/library/jobs';
import { isSameWish } from './create-job';

interface ShownJobs {
  /** Those that run or wait, the oldest first. */
  readonly running: readonly JobRecord[];
  /** The one that ended last, as long as it is news: not where others were begun after its end, or it was closed. */
  readonly ended: JobRecord | undefined;
  /** Others that the browser's stop has cut off, the newest first, until something new is asked for. */
  readonly interrupted: readonly JobRecord[];
}

const endOf = ({ endedAt = 0 }: JobRecord): number => endedAt;

/** Which of some jobs are shown, as what. */
export function shownJobs(jobs: readonly JobRecord[]): ShownJobs {
  const running = jobs
    .filter(({ state }) => isRunning(state))
    .sort((a, b) => a.createdAt - b.createdAt);
  const begun = running[0]?.createdAt ?? 0;
  const [last] = jobs
    .filter((job) => !isRunning(job.state) && endOf(job) >= begun)
    .sort((a, b) => endOf(b) - endOf(a));
  // Closed, it does not bring back an older one.
  const ended = last?.isDismissed ? undefined : last;
  return { running, ended, interrupted: cutOff(jobs).filter((job) => job !== ended) };
}

/** The interrupted jobs that were neither asked for once more nor followed by another wish. */
function cutOff(jobs: readonly JobRecord[]): JobRecord[] {
  const isRetryOf = (later: JobRecord, job: JobRecord): boolean =>
    later.createdAt >= endOf(job) && isSameWish(later, job);
  const interrupted = jobs.filter(({ state }) => state === 'interrupted');
  const asked = jobs.filter((job) => !interrupted.some((other) => isRetryOf(job, other)));
  const lastAsked = Math.max(0, ...asked.map(({ createdAt }) => createdAt));
  return interrupted
    .filter(
      (job) =>
        !job.isDismissed && endOf(job) >= lastAsked && !jobs.some((later) => isRetryOf(later, job)),
    )
    .sort((a, b) => b.createdAt - a.createdAt);
}
