import type { fetchAnswer } from '../images-api/picture';
import type { Library } from '../library/database';
import type { JobRecord } from '../library/job-records';
import { isAnswered } from './job-state';

export interface KeptAnswerDeps {
  readonly library: Library;
  readonly fetchAnswer: typeof fetchAnswer;
}

/**
 * The answers that a job keeps, fetched if the server has only said where they are; undefined for a
 * job that is still to be sent.
 * @throws AppError answer-unreachable, answer-undecodable, answer-empty
 */
export async function keptAnswers(
  signal: AbortSignal,
  job: JobRecord,
  { library, fetchAnswer }: KeptAnswerDeps,
): Promise<readonly Blob[] | undefined> {
  if (!isAnswered(job)) return undefined;
  if (job.answers?.length) return job.answers;
  const urls = job.answerUrls ?? [];
  const fetched = await Promise.allSettled(urls.map((url) => fetchAnswer(signal, url)));
  const answers = fetched.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = fetched.find((each) => each.status === 'rejected');
  if (answers.length === 0 && failed) throw failed.reason;
  await library.jobs.update(job.id, { answers, answerUrls: undefined });
  return answers;
}
