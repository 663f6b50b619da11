import type { Library } from '../library/database';
import type { JobOptions, JobRecord } from '../library/records';
import type { MaskStep } from '../mask/steps';

export interface NewJob {
  readonly kind: JobRecord['kind'];
  readonly imageId?: string;
  readonly steps?: readonly MaskStep[];
  readonly prompt: string;
  readonly options: JobOptions;
  readonly estimatedUsd?: number | undefined;
}

/** Stores a job before anything is sent, so that it can be found again whatever happens. */
export async function createJob(library: Library, job: NewJob): Promise<JobRecord> {
  const record: JobRecord = {
    steps: [],
    ...job,
    id: crypto.randomUUID(),
    state: 'queued',
    createdAt: Date.now(),
    resultIds: [],
  };
  await library.jobs.add(record);
  return record;
}
