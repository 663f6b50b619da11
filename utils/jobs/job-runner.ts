import { isAbort, toStoredError } from '../base/errors';
import type { Library } from '../library/database';
import {
  type EditJob,
  type GenerateJob,
  isAnswered,
  isOnDevice,
  type JobRecord,
} from '../library/jobs';
import { changeJob } from './change-job';
import { keepAliveDuring } from './keep-alive';

/** Does a job's work, from `queued` or from its answer to `succeeded`; rejects where it can't. */
export type JobWork<Job = JobRecord> = (signal: AbortSignal, job: Job) => Promise<void>;

/** Who does which kind of job. */
interface JobWorks {
  readonly edit: JobWork<EditJob>;
  /** The edits that need no server. */
  readonly onDevice: JobWork<EditJob>;
  readonly generate: JobWork<GenerateJob>;
}

export interface JobRunner {
  /**
   * Runs a stored job when its turn comes; returns at once. One whose answer has come is finished without
   * another request; one that runs or has ended is left alone.
   */
  start(jobId: string): void;
  /** Ends a job at once, also one that waits or that a killed worker left behind. */
  cancel(jobId: string): void;
  /** True for jobs that this worker runs or has in its queue. */
  isRunning(jobId: string): boolean;
}

interface RunnerRules {
  /** How many jobs may be with a server at the same time; of those that need none, one is done at a time beside them. */
  readonly atOnce: () => Promise<number>;
  /** Told whenever jobs were taken or have ended; `count` of them are left. */
  onCount?(count: number): void;
  /** Told of each job that has ended here, with its last state. */
  onEnd?(job: JobRecord): Promise<void>;
}

/** Runs jobs in this worker and keeps it alive meanwhile. Every outcome is written to the library. */
export function createJobRunner(
  library: Library,
  work: JobWorks,
  { atOnce, onCount, onEnd }: RunnerRules,
): JobRunner {
  /** Jobs of this worker in the order they came, those that run among them. */
  const taken = new Map<string, AbortController>();
  const running = new Set<string>();
  /** Those of them that need no server. */
  const local = new Set<string>();

  const workOn = (job: EditJob): JobWork<EditJob> => (isOnDevice(job) ? work.onDevice : work.edit);

  async function run(jobId: string, controller: AbortController): Promise<void> {
    try {
      const job = await library.jobs.get(jobId);
      if (!job || (job.state !== 'queued' && !isAnswered(job))) return;
      if (job.state !== 'queued') await library.jobs.update(jobId, { resumedAt: Date.now() });
      if (job.kind === 'edit') await workOn(job)(controller.signal, job);
      else await work.generate(controller.signal, job);
    } catch (error) {
      if (isAbort(error) && controller.signal.aborted) return; // `cancel` has written the state
      console.error(error);
      await changeJob(library, jobId, 'failed', {
        endedAt: Date.now(),
        error: toStoredError(error),
      });
    }
  }

  async function runAndTell(jobId: string, controller: AbortController): Promise<void> {
    await run(jobId, controller).catch(console.error);
    running.delete(jobId);
    local.delete(jobId);
    taken.delete(jobId);
    onCount?.(taken.size);
    beginNext();
    const job = await library.jobs.get(jobId);
    if (job) await onEnd?.(job);
  }

  async function begin(): Promise<void> {
    const limit = await atOnce();
    for (const [jobId, controller] of taken) {
      if (running.has(jobId)) continue;
      const job = await library.jobs.get(jobId);
      const isLocal = job !== undefined && isOnDevice(job);
      if (running.has(jobId) || !taken.has(jobId)) continue; // begun or cancelled meanwhile
      const alike = isLocal ? local.size : running.size - local.size;
      if (alike >= (isLocal ? 1 : limit)) continue;
      running.add(jobId);
      if (isLocal) local.add(jobId);
      void keepAliveDuring(runAndTell(jobId, controller)).catch(console.error);
    }
  }

  const beginNext = (): void => void keepAliveDuring(begin()).catch(console.error);

  return {
    start(jobId) {
      if (taken.has(jobId)) return;
      taken.set(jobId, new AbortController());
      onCount?.(taken.size);
      // Noted, so that a later worker knows that no message will begin it.
      void library.jobs.update(jobId, { takenAt: Date.now() }).catch(console.error);
      beginNext();
    },
    cancel(jobId) {
      void changeJob(library, jobId, 'cancelled', { endedAt: Date.now() });
      taken.get(jobId)?.abort();
      if (!running.has(jobId) && taken.delete(jobId)) onCount?.(taken.size);
    },
    isRunning: (jobId) => taken.has(jobId),
  };
}
