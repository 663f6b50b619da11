import { stableJson } from '../../utils/base/stable-json';
import type { Library } from '../../utils/library/database';
import type { EditJob, GenerateJob, JobRecord } from '../../utils/library/jobs';
import { isRunning, runningStates } from '../../utils/library/jobs';
import { checkMonthlyLimit, monthStart } from '../../utils/money/spending';

type Wish = 'kind' | 'prompt' | 'options' | 'estimatedUsd' | 'server' | 'isPrivate';

/** An edit as it is asked for. */
export type NewEdit = Pick<EditJob, Wish | 'imageId' | 'drawing' | 'references'>;

/** A generation as it is asked for. */
type NewGeneration = Pick<GenerateJob, Wish>;

export type NewJob = NewEdit | NewGeneration;

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
    // Also those from before the month, and from before a clock was set back.
    const running = await library.jobs.where('state').anyOf(runningStates).toArray();
    const twin = running.find((other) => isSameWish(other, job));
    if (twin) return twin;
    const since = monthStart(now) - longestQueueMs;
    const recent = await library.jobs.where('createdAt').aboveOrEqual(since).toArray();
    const jobs = [...running, ...recent.filter(({ state }) => !isRunning(state))];
    checkMonthlyLimit(jobs, limitUsd, job.estimatedUsd, now);
    const record: JobRecord = {
      ...job,
      id: crypto.randomUUID(),
      state: 'queued',
      createdAt: now,
      resultIds: [],
    };
    await library.jobs.add(record);
    return record;
  });

/** A job that was asked for before the month may be sent in it, ms. */
const longestQueueMs = 7 * 24 * 60 * 60_000;

/** True where both ask for the same thing of the same picture. */
export const isSameWish = (a: NewJob, b: NewJob): boolean => wishOf(a) === wishOf(b);

const wishOf = (job: NewJob): string => {
  const picture = job.kind === 'edit' ? [job.imageId, job.drawing, job.references ?? []] : [];
  return JSON.stringify([job.kind, job.prompt, stableJson(job.options), ...picture]);
};

/** The same job once more, for a user who asks for it; for whatever server is in use then. */
export function onceMore(job: JobRecord): NewJob {
  const { prompt, estimatedUsd } = job;
  if (job.kind === 'generate') {
    const { kind, options, isPrivate } = job;
    return { kind, prompt, options, estimatedUsd, isPrivate };
  }
  const { kind, imageId, drawing, references, options } = job;
  return { kind, imageId, drawing, prompt, references, options, estimatedUsd };
}
