import { AppError } from '../errors';
import type { Library } from '../library/database';
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
