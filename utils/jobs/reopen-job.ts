import type { ErrorCode } from '../errors';
import type { Library } from '../library/database';
import type { JobRecord } from '../library/job-records';

/** Failures that lie in the pictures themselves: to put them in place once more would not help. */
const faultsOfAnswers: readonly (ErrorCode | undefined)[] = [
  'answer-misfit',
  'answer-reframed',
  'answer-undecodable',
  'answer-empty',
];

/** True where the answer is here and paid, and only this device's part of the work is missing. */
export const canBeFinished = (job: JobRecord): boolean => {
  const { state, answers, error } = job;
  if (state !== 'failed' && state !== 'interrupted' && state !== 'cancelled') return false;
  return urlsOf(job).length > 0 || (!!answers?.length && !faultsOfAnswers.includes(error?.code));
};

/** Where the pictures are, if they still have to be fetched. */
const urlsOf = ({ answerUrls, error }: JobRecord): readonly string[] =>
  error?.answerUrls ?? answerUrls ?? [];

/**
 * Takes up an ended job whose answer is here, for the background to finish: unlike another try it
 * costs nothing.
 * @returns false where there is nothing to finish (another panel was faster)
 */
export const reopenJob = (library: Library, id: string): Promise<boolean> =>
  library.transaction('rw', library.jobs, async () => {
    const job = await library.jobs.get(id);
    if (!job || !canBeFinished(job)) return false;
    await library.jobs.update(id, {
      state: 'compositing',
      answerUrls: job.answers?.length ? undefined : urlsOf(job),
      error: undefined,
      endedAt: undefined,
      resumedAt: undefined, // the background that this wakes may take it up by itself
    });
    return true;
  });
