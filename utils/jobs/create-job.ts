import type { Library } from '../library/database';
import type { JobOptions, JobRecord } from '../library/records';
import type { MaskStep } from '../mask/steps';
import { isRunning } from './job-state';
import { checkMonthlyLimit } from './monthly-limit';
import { monthStart } from './spending';

export interface NewJob {
  readonly kind: JobRecord['kind'];
  readonly imageId?: string | undefined;
  readonly steps?: readonly MaskStep[];
  readonly prompt: string;
  readonly references?: readonly string[] | undefined;
  readonly options: JobOptions;
  readonly estimatedUsd?: number | undefined;
}

/**
 * Stores a job before anything is sent, so that it can be found again whatever happens. Where the very
 * same thing already runs, that job is returned: the same wish twice is a double click.
 * @param limitUsd the user's monthly limit
 * @throws AppError monthly-limit-reached
 */
export const createJob = (
  library: Library,
  job: NewJob,
  limitUsd?: number | undefined,
): Promise<JobRecord> =>
  library.transaction('rw', library.jobs, async () => {
    const now = Date.now();
    const jobs = await library.jobs.where('createdAt').aboveOrEqual(monthStart(now)).toArray();
    const twin = jobs.find((other) => isRunning(other.state) && isSameWish(other, job));
    if (twin) return twin;
    checkMonthlyLimit(jobs, limitUsd, job.estimatedUsd, now);
    const record: JobRecord = {
      steps: [],
      ...job,
      id: crypto.randomUUID(),
      state: 'queued',
      createdAt: now,
      resultIds: [],
    };
    await library.jobs.add(record);
    return record;
  });

/** True where both ask for the same thing of the same picture. */
export const isSameWish = (a: NewJob, b: NewJob): boolean => wishOf(a) === wishOf(b);

const wishOf = ({
  kind,
  imageId = '',
  steps = [],
  prompt,
  references = [],
  options,
}: NewJob): string =>
  JSON.stringify([kind, imageId, steps, prompt, references, Object.entries(options).sort()]);

/** The same job once more, for a user who asks for it. */
export const onceMore = ({
  kind,
  imageId,
  steps,
  prompt,
  references,
  options,
  estimatedUsd,
}: JobRecord): NewJob => ({ kind, imageId, steps, prompt, references, options, estimatedUsd });
