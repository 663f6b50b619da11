import type { Library } from '../library/database';
import {
  interruptionOf,
  isAnswered,
  isRunning,
  type JobRecord,
  runningStates,
} from '../library/jobs';
import { changeJob } from './change-job';

export interface RecoveryRules {
  /** True for jobs that this worker runs. */
  isOurs(jobId: string): boolean;
  /** At the browser's start: the messages that would begin queued jobs are gone. */
  readonly isBrowserStart: boolean;
  /** Finishes a job whose answer is there; from then on it is ours. */
  takeUp(jobId: string): void;
  /** Told of each job that was ended, with its last state. */
  onEnd?(job: JobRecord): Promise<void>;
}

/** How long the message that begins a job may be on its way, ms; then the panel that sent it was closed too early. */
const messageMs = 20_000;

/**
 * Looks after the jobs that another worker was running when it was killed. Nothing is sent again: the
 * request may have been billed, so only the user starts it anew. An answer that had come is finished, once:
 * the picture may be what has killed the worker.
 */
export async function recoverJobs(library: Library, rules: RecoveryRules): Promise<void> {
  const jobs = await library.jobs.where('state').anyOf(runningStates).toArray();
  const ended: JobRecord[] = [];
  for (const job of jobs.filter((each) => isOrphan(each, rules))) {
    if (isAnswered(job) && job.resumedAt === undefined) rules.takeUp(job.id);
    // One that can't be ended is no reason to leave the others.
    else ended.push(...(await interrupt(library, job).catch(reported)));
  }
  for (const job of ended) await rules.onEnd?.(job).catch(console.warn);
}

function reported(error: unknown): JobRecord[] {
  console.warn(error);
  return [];
}

const isOrphan = (
  { id, state, takenAt, createdAt }: JobRecord,
  { isOurs, isBrowserStart }: RecoveryRules,
): boolean => {
  if (!isRunning(state) || isOurs(id)) return false;
  if (state !== 'queued' || takenAt !== undefined) return true;
  return isBrowserStart || Date.now() - createdAt > messageMs;
};

/** Returns the job with its last state; none where it has ended meanwhile. */
async function interrupt(library: Library, { id, ...job }: JobRecord): Promise<JobRecord[]> {
  const error = { code: interruptionOf(job) };
  if (!(await changeJob(library, id, 'interrupted', { endedAt: Date.now(), error }))) return [];
  const ended = await library.jobs.get(id);
  return ended ? [ended] : [];
}
