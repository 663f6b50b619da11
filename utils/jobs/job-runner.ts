import { isAbort, toStoredError } from '../errors';
import type { Library } from '../library/database';
import type { JobRecord } from '../library/records';
import { changeJob } from './change-job';
import { keepAliveDuring } from './keep-alive';

/** Does a job's work, from `queued` to `succeeded`; rejects where it can't. */
export type JobWork = (signal: AbortSignal, job: JobRecord) => Promise<void>;

export interface JobRunner {
  /** Runs a stored job; returns at once. A job that runs or has ended is left alone. */
  start(jobId: string): void;
  /** Ends a job at once, also one that a killed worker left behind. */
  cancel(jobId: string): void;
  isRunning(jobId: string): boolean;
}

/** Runs jobs in this worker and keeps it alive meanwhile. Every outcome is written to the library. */
export function createJobRunner(
  library: Library,
  work: Record<JobRecord['kind'], JobWork>,
): JobRunner {
  const running = new Map<string, AbortController>();

  async function run(jobId: string, controller: AbortController): Promise<void> {
    try {
      const job = await library.jobs.get(jobId);
      if (job?.state !== 'queued') return;
      await work[job.kind](controller.signal, job);
    } catch (error) {
      if (isAbort(error) && controller.signal.aborted) return; // `cancel` has written the state
      console.error(error);
      await changeJob(library, jobId, 'failed', {
        endedAt: Date.now(),
        error: toStoredError(error),
      });
    } finally {
      running.delete(jobId);
    }
  }

  return {
    start(jobId) {
      if (running.has(jobId)) return;
      const controller = new AbortController();
      running.set(jobId, controller);
      void keepAliveDuring(run(jobId, controller));
    },
    cancel(jobId) {
      void changeJob(library, jobId, 'cancelled', { endedAt: Date.now() });
      running.get(jobId)?.abort();
    },
    isRunning: (jobId) => running.has(jobId),
  };
}
