import { AppError } from '../base/errors';
import { areaOf, type Size } from '../base/geometry';
import { bmpSize, gifSize, isGifTruncated, largestAvifItem } from './gif-bmp-avif';
import { isJpegTruncated, jpegExif, jpegHeader } from './jpeg';
import { exifOrientation, uprightSize } from './orientation';
import { findPngChunk, isPngTruncated, pngHeader } from './png-chunks';
import { isDecodableType, sniffType } from './sniff';
import { isRiffTruncated, webpHeader } from './webp';

/** What the user should know about a picture that is otherwise fine. */
type ImageNote = 'animated-first-frame' | 'cmyk-converted';

interface MeasuredImage extends Size {
  /** By its bytes. */
  readonly mimeType: string;
  readonly notes: readonly ImageNote[];
}

/**
 * Type and upright size in image px, read from the file's header wherever that tells both, and
 * the checks that can be made without decoding. SVG counts as unsupported here: it has to be
 * rasterised in a page first (`rasteriseSvg`).
 * @throws AppError image-empty, image-not-an-image, image-truncated, image-too-large
 *   (substitutions: width, height), image-type-unsupported (substitution: the type)
 */
export async function measureImage(blob: Blob): Promise<MeasuredImage> {
  if (blob.size === 0) throw new AppError('image-empty');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const sniffed = sniffType(bytes);
  if (!sniffed) throw new AppError('image-not-an-image');
  const { mimeType, animated } = sniffed;
  if (!isDecodableType(mimeType)) throw unsupported(mimeType);
  const { width, height } = await sizeOf(mimeType, bytes, blob);
  const notes: ImageNote[] = animated ? ['animated-first-frame'] : [];
  // Four components are CMYK, of which browsers make RGB; an edit can't be turned back.
  if (mimeType === 'image/jpeg' && jpegHeader(bytes)?.components === 4)
    notes.push('cmyk-converted');
  return { mimeType, width, height, notes };
}

function unsupported(mimeType: string): AppError {
  const name = mimeType
    .replace(/^image\/(x-)?/, '')
    .replace(/\+xml$/, '')
    .toUpperCase();
  return new AppError('image-type-unsupported', { details: { substitutions: [name] } });
}

async function sizeOf(mimeType: string, bytes: Uint8Array, blob: Blob): Promise<Size> {
  if (mimeType === 'image/jpeg') return jpegSize(bytes);
  if (mimeType === 'image/png') return pngSize(bytes);
  if (mimeType === 'image/webp') return checked(webpHeader(bytes), isRiffTruncated(bytes));
  if (mimeType === 'image/gif') return checked(gifSize(bytes), isGifTruncated(bytes));
  // The header only guards here: turned AVIF pictures and the choice of an icon are the browser's.
  const guard = mimeType === 'image/avif' ? largestAvifItem(bytes) : bmpSize(bytes);
  if (guard) assertDecodableSize(guard);
  return decodedSize(blob);
}

function jpegSize(bytes: Uint8Array): Size {
  const size = checked(jpegHeader(bytes), isJpegTruncated(bytes));
  return uprightSize(size, exifOrientation(jpegExif(bytes)));
}

function pngSize(bytes: Uint8Array): Size {
  const size = checked(pngHeader(bytes), isPngTruncated(bytes));
  return uprightSize(size, exifOrientation(findPngChunk(bytes, 'eXIf')));
}

/** The size after its checks; the size limit comes first, since "too large" is the better answer. */
function checked(size: Size | undefined, isTruncated: boolean): Size {
  if (size) assertDecodableSize(size);
  if (!size || isTruncated) throw new AppError('image-truncated');
  return size;
}

async function decodedSize(blob: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(blob).catch((cause: unknown) => {
    throw new AppError('image-truncated', { cause });
  });
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

/** Image px. Chromium's canvases beyond it come back blank without any error. */
const MAX_EDGE = 65_535;
/**
 * Image px. An edit holds two decoded copies, 512 MiB each at this area; twice as much, where
 * Chromium's canvases end, would end the worker on many machines and not in a message.
 */
const MAX_AREA = 2 ** 27;

/**
 * Refuses sizes that browsers cannot decode, by arithmetic, before a pixel is touched.
 * @throws AppError image-too-large (substitutions: width, height in image px), image-not-an-image
 *   where a side is 0
 */
export function assertDecodableSize(size: Size): void {
  const { width, height } = size;
  if (width < 1 || height < 1) throw new AppError('image-not-an-image');
  if (Math.max(width, height) > MAX_EDGE || areaOf(size) > MAX_AREA)
    throw new AppError('image-too-large', {
      details: { substitutions: [String(width), String(height)] },
    });
}
