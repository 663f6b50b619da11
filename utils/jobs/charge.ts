import type { ErrorCode } from '../errors';
import type { JobRecord } from '../library/job-records';
import { isSent } from './job-state';

/** What one job cost, or may have. */
export interface Charge {
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
