import { AppError } from '../errors';
import type { JobRecord } from '../library/job-records';
import { chargeOf } from './charge';
import { isRunning } from './job-state';
import { monthStart } from './spending';

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

/** What a job has cost or will: one that waits for its turn counts with its estimate. */
const committedUsd = (job: JobRecord): number =>
  chargeOf(job)?.usd ?? (isRunning(job.state) ? (job.estimatedUsd ?? 0) : 0);

/** What was spent in the month of `now`, running jobs included, USD. */
export const committedThisMonth = (jobs: readonly JobRecord[], now: number): number =>
  jobs
    .filter(({ createdAt }) => createdAt >= monthStart(now))
    .reduce((sum, job) => sum + committedUsd(job), 0);

/**
 * Stops what would go over the limit that the user has set. A job whose price nobody can say is
 * stopped once the limit is reached.
 * @throws AppError monthly-limit-reached ($1 the limit, $2 what is spent)
 */
export function checkMonthlyLimit(
  jobs: readonly JobRecord[],
  limitUsd: number | undefined,
  estimatedUsd: number | undefined,
  now = Date.now(),
): void {
  if (limitUsd === undefined) return;
  const committed = committedThisMonth(jobs, now);
  if (committed + (estimatedUsd ?? 0) <= limitUsd && committed < limitUsd) return;
  throw new AppError('monthly-limit-reached', {
    details: { substitutions: [dollars(limitUsd), dollars(committed)] },
  });
}
