import { AppError, type ErrorCode } from '../base/errors';
import { isRunning, isSent, type JobRecord } from '../library/jobs';

/** The charges of a day, a month or a model, added up. */
export interface Total {
  /** `2026-11-23`, `2026-11` or a model id. */
  readonly key: string;
  readonly usd: number;
  readonly jobs: number;
  /** False where a charge among them is an estimate. */
  readonly isExact: boolean;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The month in the user's own time zone: `2026-11`. */
const monthOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}`;
};

/** The day in the user's own time zone: `2026-11-23`. */
const dayOf = (at: number): string => `${monthOf(at)}-${twoDigits(new Date(at).getDate())}`;

/** When the month of `at` began in the user's own time zone, ms since 1970. */
export const monthStart = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
};

export const keyOf = {
  day: ({ at }: Charge): string => dayOf(at),
  month: ({ at }: Charge): string => monthOf(at),
  model: ({ model }: Charge): string => model,
} as const;

/** Totals by key. Days and months come newest first, models dearest first. */
export function totalsBy(by: keyof typeof keyOf, charges: readonly Charge[]): Total[] {
  const totals = new Map<string, Total>();
  for (const charge of charges) {
    const key = keyOf[by](charge);
    const { usd = 0, jobs = 0, isExact = true } = totals.get(key) ?? {};
    totals.set(key, {
      key,
      usd: usd + charge.usd,
      jobs: jobs + 1,
      isExact: isExact && charge.isExact,
    });
  }
  const order = (a: Total, b: Total): number =>
    by === 'model' ? b.usd - a.usd : b.key.localeCompare(a.key);
  return [...totals.values()].sort(order);
}

/** What one job cost, or may have. */
interface Charge {
  readonly jobId: string;
  /** When the request left, ms since 1970. */
  readonly at: number;
  readonly kind: JobRecord['kind'];
  readonly model: string;
  readonly usd: number;
  /** True where the server counted its tokens; else it is what was estimated before. */
  readonly isExact: boolean;
}

/** Failures after which a request may be billed: the server had taken it and was at work. */
const maybeBilled: ReadonlySet<ErrorCode> = new Set([
  'answer-incomplete',
  'answer-stalled',
  'answer-undecodable',
  'answer-misfit',
  'answer-reframed',
  'answer-empty',
  'timed-out',
  'connection-broken',
  'answer-unreachable',
  'answer-leads-inside',
  'answer-too-large',
  'interrupted-after-sending',
  'interrupted-while-finishing',
  'storage-full',
  'out-of-memory',
  'unexpected',
]);

const mayBeBilled = (job: JobRecord): boolean => {
  const { state, sentAt, error, answers = [], answerUrls = [] } = job;
  if (sentAt === undefined) return false;
  if (answers.length + answerUrls.length > 0) return true; // the pictures came, whatever became of them
  if (state === 'failed' || state === 'interrupted')
    return error !== undefined && maybeBilled.has(error.code);
  return state === 'succeeded' || state === 'cancelled' || isSent(state);
};

/** The job's charge; undefined where nothing was billed, or nobody can know how much. */
export function chargeOf(job: JobRecord): Charge | undefined {
  const { id, kind, options, sentAt, createdAt, costUsd, estimatedUsd } = job;
  const usd = costUsd ?? (mayBeBilled(job) ? estimatedUsd : undefined);
  if (usd === undefined) return undefined;
  const at = sentAt ?? createdAt;
  return { jobId: id, at, kind, model: options.model, usd, isExact: costUsd !== undefined };
}

/** True for a job that was or may be billed at a price that nobody knows. */
export const isUnpriced = (job: JobRecord): boolean =>
  mayBeBilled(job) && chargeOf(job) === undefined;

export const chargesOf = (jobs: readonly JobRecord[]): Charge[] =>
  jobs.map(chargeOf).filter((charge) => charge !== undefined);

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

/** What a job has cost or will: one that waits for its turn counts with its estimate. */
const committedUsd = (job: JobRecord): number =>
  chargeOf(job)?.usd ?? (isRunning(job.state) ? (job.estimatedUsd ?? 0) : 0);

/** When a job is charged: as its request leaves, which may be in another month than it was asked for in. */
const dueAt = ({ sentAt, createdAt }: JobRecord): number => sentAt ?? createdAt;

/** What was spent in the month of `now`, running jobs included, USD. */
export const committedThisMonth = (jobs: readonly JobRecord[], now: number): number =>
  jobs
    .filter((job) => isRunning(job.state) || dueAt(job) >= monthStart(now))
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
