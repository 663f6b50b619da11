import { AppError, asAppError, type ErrorCode } from '../errors';
import { sniffType } from '../image/sniff';
import type { ImageNote, ImageSource } from '../library/records';
import { fetchInBackground } from './fetch-in-background';
import { fetchInPage } from './fetch-in-page';
import type { PageFrame } from './run-in-page';
import { captureScreenshot } from './screenshot';

/** An image of a page, with the best pixels that could be had. */
export interface CapturedImage {
  readonly blob: Blob;
  readonly source: ImageSource;
  readonly notes: readonly ImageNote[];
}

/** Bytes that came but are no whole image: another way would only fetch the same. */
const finalCodes: ReadonlySet<ErrorCode> = new Set([
  'image-empty',
  'image-not-an-image',
  'image-truncated',
  'image-too-large',
  'image-type-unsupported',
]);

/** Throws where the bytes are not an image at all (an error page, nothing). */
async function refuseNonImages(blob: Blob): Promise<Blob> {
  if (blob.size === 0) throw new AppError('image-empty');
  if (!sniffType(new Uint8Array(await blob.slice(0, 4096).arrayBuffer())))
    throw new AppError('image-not-an-image');
  return blob;
}

/** The ways to an image's own bytes, the best first. */
const waysToOriginal = (signal: AbortSignal, frame: PageFrame, url: string) =>
  url.startsWith('data:')
    ? [() => fetchInBackground(signal, url)]
    : [() => fetchInPage(frame, url), () => fetchInBackground(signal, url)];

/**
 * Climbs down the ladder from the original file to a screenshot until a rung holds.
 * @throws AppError that says why the file could not be had, where the screen doesn't show it either
 */
export async function captureImage(
  signal: AbortSignal,
  frame: PageFrame,
  url: string,
): Promise<CapturedImage> {
  let reason: AppError | undefined;
  for (const way of waysToOriginal(signal, frame, url)) {
    try {
      return { blob: await refuseNonImages(await way()), source: 'original', notes: [] };
    } catch (error) {
      const failure = asAppError(error);
      if (finalCodes.has(failure.code)) throw failure;
      // The page's own answer (404, 403) tells more than the background's "unreachable".
      reason ??= failure;
      if (failure.code === 'image-timeout') break; // another fetch would wait as long again
    }
  }
  try {
    const blob = await captureScreenshot(frame, url);
    return { blob, source: 'screenshot', notes: ['screen-quality'] };
  } catch {
    throw reason ?? new AppError('no-image-there');
  }
}
