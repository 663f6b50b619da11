import { AppError } from '../base/errors';
import { areaOf, type Size } from '../base/geometry';

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
