import { AppError } from '../base/errors';
import { areaOf, type Size } from '../base/geometry';
import type { Library } from '../library/database';
import type { FinishedJob } from '../library/images';
import { isAnswered, type JobProgress, type JobRecord } from '../library/jobs';
import type { fetchAnswer } from '../server/picture';
import { noteAnswered } from './change-job';
import { keepAliveDuring } from './keep-alive';

/** What came for a job and has to be stored. */
interface CameForJob {
  /** A few bytes, which find room where no picture does. */
  readonly paid: Pick<JobProgress, 'usage' | 'costUsd' | 'requestId'>;
  /** The pictures, and the addresses of those that could not be fetched. */
  readonly pictures: Pick<JobProgress, 'answers' | 'answerUrls'>;
}

export interface AnswerKeeper {
  /**
   * Stores what came. Where a write fails (no room, a transaction that was aborted), it stays in this worker's
   * memory, which is kept alive for it, and is written again until that works. Never rejects.
   */
  keep(jobId: string, came: CameForJob): Promise<void>;
  /**
   * Resolves when nothing of the job is in memory only.
   * @throws the signal's reason when that aborts; what is held stays held
   */
  stored(signal: AbortSignal, jobId: string): Promise<void>;
  /** Has ready-made results in the place of the pictures that a job holds, for whoever asks for those. */
  offer(jobId: string, results: readonly Blob[]): void;
  /** The pictures that are in memory only, by job. */
  held(): ReadonlyMap<string, readonly Blob[]>;
}

interface KeeperRules {
  /** Told whenever something else is held. */
  onHeld?(): void;
  /** ms between two tries */
  readonly retryMs?: number;
}

/** A full disk is looked at again this often, ms: soon after the user has made room. */
const defaultRetryMs = 5_000;

/** Looks after answers between their arrival and their place in the library. */
export function createAnswerKeeper(
  library: Library,
  { onHeld, retryMs = defaultRetryMs }: KeeperRules = {},
): AnswerKeeper {
  const held = new Map<string, readonly Blob[]>();
  const writing = new Map<string, Promise<void>>();

  /** At once: the background may be killed at any moment, and nothing paid may be without what it was paid for. */
  const write = (jobId: string, { paid, pictures }: CameForJob): Promise<void> =>
    noteAnswered(library, jobId, { ...paid, ...pictures });

  async function writeUntilStored(jobId: string, came: CameForJob): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, retryMs));
      try {
        await write(jobId, came);
        break;
      } catch (error) {
        console.warn(error);
      }
    }
    held.delete(jobId);
    writing.delete(jobId);
    onHeld?.();
  }

  return {
    async keep(jobId, came) {
      try {
        await write(jobId, came);
      } catch (error) {
        console.error(error);
        await noteAnswered(library, jobId, came.paid).catch(console.error);
        held.set(jobId, came.pictures.answers ?? []);
        writing.set(jobId, keepAliveDuring(writeUntilStored(jobId, came)));
        onHeld?.();
      }
    },
    async stored(signal, jobId) {
      const stored = writing.get(jobId);
      if (!stored) return;
      signal.throwIfAborted();
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      await Promise.race([stored, aborted]);
    },
    offer(jobId, results) {
      if (held.has(jobId) && results.length > 0) held.set(jobId, results);
    },
    held: () => held,
  };
}

/** Makes results of answers, which are stored by then, come what may: only then may the job end. */
export async function finishKept(
  signal: AbortSignal,
  keeper: AnswerKeeper,
  jobId: string,
  finish: () => Promise<FinishedJob>,
): Promise<FinishedJob> {
  try {
    const finished = await finish();
    keeper.offer(
      jobId,
      finished.pictures.map(({ blob }) => blob),
    );
    return finished;
  } finally {
    await keeper.stored(signal, jobId);
  }
}

export interface KeptAnswerDeps {
  readonly library: Library;
  readonly fetchAnswer: typeof fetchAnswer;
  readonly keeper: AnswerKeeper;
}

/**
 * The answers that a job keeps, with those that the server has only said the addresses of and that can be fetched
 * now; undefined for a job that is still to be sent.
 * @throws AppError answer-unreachable, answer-undecodable, answer-empty
 */
export async function keptAnswers(
  signal: AbortSignal,
  job: JobRecord,
  { fetchAnswer, keeper }: KeptAnswerDeps,
): Promise<readonly Blob[] | undefined> {
  if (!isAnswered(job)) return undefined;
  const { answers: here = [], answerUrls: urls = [] } = job;
  if (urls.length === 0) return here;
  const { server, mayGoAnywhere = false } = job;
  const place = { baseUrl: server?.baseUrl ?? '', mayGoAnywhere };
  const fetched = await Promise.allSettled(urls.map((url) => fetchAnswer(signal, url, place)));
  const came = fetched.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const answers = [...here, ...came];
  const still = urls.filter((_, index) => fetched[index]?.status === 'rejected');
  const failed = fetched.find((each) => each.status === 'rejected');
  if (answers.length === 0 && failed) throw failed.reason;
  await keeper.keep(job.id, {
    paid: {},
    pictures: { answers, answerUrls: still.length > 0 ? still : undefined },
  });
  return answers;
}

/** Beside the pictures: the job, the draft, what the database writes twice; bytes. */
const reserveBytes = 16_000_000;

/** An answer at its largest is RGBA that does not compress; results of photos took 1.9 (measured on 12 and 50 MP). */
const answerBytesPerPixel = 4;
const resultBytesPerPixel = 2;

/** Bytes that a job's answers and results may take. */
export const bytesForJob = (variants: number, requestSize: Size, result: Size): number =>
  reserveBytes +
  variants * (answerBytesPerPixel * areaOf(requestSize) + resultBytesPerPixel * areaOf(result));

/**
 * Asks for room before something is paid for. Browsers that don't say how much there is are believed to have it.
 * @throws AppError storage-full
 */
export async function assertRoom(bytes: number): Promise<void> {
  const { quota, usage = 0 } = await navigator.storage
    .estimate()
    .catch(() => ({ quota: undefined, usage: 0 }));
  if (quota !== undefined && quota - usage < bytes) throw new AppError('storage-full');
}
