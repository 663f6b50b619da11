import { AppError, toStoredError } from '../base/errors';
import { createImageRecord, type NewImage } from './images';
import type { JobRecord } from './jobs';
import type { ImageRecord } from './records';

/** What came of a job. */
export interface FinishedJob {
  readonly pictures: readonly ImageRecord[];
  /** Further pictures that came and are no results, and why the last of them is none. */
  readonly answers?: JobRecord['answers'];
  readonly error?: JobRecord['error'];
}

/** True where the fault lies in the answer itself, not in this device; the others may be fine. */
const isFaultOfAnswer = (error: unknown): error is AppError =>
  error instanceof AppError && error.code.startsWith('answer-');

/** What is wrong with a file is said of the answer here, whose file it is. */
const describeAnswer = (image: NewImage): Promise<ImageRecord> =>
  createImageRecord(image).catch((cause: unknown) => {
    if (!(cause instanceof AppError) || !cause.code.startsWith('image-')) throw cause;
    throw new AppError('answer-undecodable', { cause });
  });

/**
 * Makes images of a job's answers. All are paid for, so one that can't be used is kept apart and is no
 * reason to lose the others.
 * @param finish makes an image of one answer
 * @throws AppError answer-… of the last one where none can be used; whatever else `finish` throws
 */
export async function finishAnswers(
  answers: readonly Blob[],
  finish: (answer: Blob) => Promise<NewImage>,
): Promise<FinishedJob> {
  const pictures: ImageRecord[] = [];
  const unfit: Blob[] = [];
  let error: AppError | undefined;
  for (const answer of answers) {
    // One at a time: memory.
    try {
      pictures.push(await describeAnswer(await finish(answer)));
    } catch (caught) {
      if (!isFaultOfAnswer(caught)) throw caught;
      unfit.push(answer);
      error = caught;
    }
  }
  if (!error) return { pictures };
  if (pictures.length === 0) throw error;
  return { pictures, answers: unfit, error: toStoredError(error) };
}
