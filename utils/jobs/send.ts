import { AppError } from '../base/errors';
import { inspect } from '../codecs/inspect';
import type { Library } from '../library/database';
import type { JobRecord } from '../library/jobs';
import type { JobOptions } from '../plan/options';
import { usdOfUsage } from '../server/models';
import type { AnswerListeners, GenerationRequest, ImageAnswer } from '../server/request';
import { previewsOf } from '../server/request';
import { changeJob } from './change-job';

/** The longest wait that is worth a countdown, ms; after that the user decides anew. */
const longestWaitMs = 10 * 60_000;

/** How long the server asks to wait; undefined where the failure is no reason to wait. */
function waitOf(error: unknown): number | undefined {
  if (!(error instanceof AppError) || error.code !== 'rate-limited') return undefined;
  const { retryAfterMs, status } = error.details;
  if (status !== 429) return undefined; // said later or otherwise, the work may have begun
  return retryAfterMs !== undefined && retryAfterMs <= longestWaitMs ? retryAfterMs : undefined;
}

const sleep = (signal: AbortSignal, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/**
 * Sends a request of a job that is `sent`. Where the server says "too many requests" and when to come
 * back (429 with `Retry-After`), it is sent once more then: such a request was refused and is not billed.
 * That is the only request that is ever sent again without a click.
 */
export async function sendPatiently<T>(
  signal: AbortSignal,
  library: Library,
  jobId: string,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const wait = waitOf(error);
    if (wait === undefined) throw error;
    const waiting = { retryAt: Date.now() + wait, sentAt: undefined };
    if (!(await changeJob(library, jobId, 'waiting', waiting))) throw error;
    await sleep(signal, wait);
    const again = { retryAt: undefined, sentAt: Date.now() };
    if (!(await changeJob(library, jobId, 'sent', again))) throw error;
    return await send();
  }
}

/**
 * Writes what comes meanwhile to the job: each partial picture, where every panel sees it, and what the answer has
 * cost as soon as that is known, also where it is cancelled by then or its pictures can't be fetched.
 */
export const followAnswer = (
  library: Library,
  { id, options }: Pick<JobRecord, 'id' | 'options'>,
): AnswerListeners => ({
  onPartial: (preview) => {
    // Looked at before a panel decodes it. One that can't be shown or stored (no room left) must not end a paid job.
    inspect(preview)
      .then(() => changeJob(library, id, 'streaming', { preview }))
      .catch(console.warn);
  },
  onPaid: (paid) => {
    library.jobs.update(id, paidFor(options.model, paid)).catch(console.warn);
  },
});

/** What an answer says about its price, as it is stored with the job. */
export const paidFor = (
  model: string,
  { usage, requestId }: Pick<ImageAnswer, 'usage' | 'requestId'>,
): Pick<JobRecord, 'usage' | 'costUsd' | 'requestId'> => ({
  usage,
  costUsd: usage && usdOfUsage(model, usage),
  requestId,
});

/** The pictures that came, and where the others are. */
export const picturesOf = ({
  pictures,
  unreached,
}: ImageAnswer): Pick<JobRecord, 'answers' | 'answerUrls'> => ({
  answers: pictures,
  answerUrls: unreached?.details.answerUrls,
});

/** What a job asks for, but for the size: the fields that edits and generations share. */
export const sharedFields = ({
  prompt,
  options,
}: Pick<JobRecord, 'prompt' | 'options'>): Omit<GenerationRequest, 'size'> => ({
  prompt,
  model: options.model,
  quality: options.quality,
  variants: options.variants,
  complexity: options.complexity,
  partialImages: previewsOf(options),
});

/** The finished file as the user wants it; pictures that are composited come as PNG, without a choice. */
export const fileFields = ({
  background,
  format,
  compression,
}: JobOptions): Pick<GenerationRequest, 'background' | 'format' | 'compression'> => ({
  background,
  format,
  compression,
});
