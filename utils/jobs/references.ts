import { AppError, asAppErrorElse } from '../base/errors';
import type { Library } from '../library/database';
import { maxReferences } from '../server/request';

/** Px of the longer side: models look at no more, and fifteen of them have to be uploaded. */
const longestSide = 1536;

/**
 * Images of the library as further pictures of a request: upright, in sRGB, freshly encoded, so
 * without EXIF and GPS.
 * @throws AppError reference-gone for one that was deleted meanwhile: without it, it would be another
 * request than the one that was asked for; image-truncated, out-of-memory
 */
export async function prepareReferences(
  library: Library,
  ids: readonly string[] = [],
): Promise<Blob[]> {
  const images = await library.images.bulkGet(ids.slice(0, maxReferences));
  const files: Blob[] = [];
  for (const image of images) {
    if (!image) throw new AppError('reference-gone');
    files.push(await freshPng(image.blob)); // one at a time: memory
  }
  return files;
}

async function freshPng(blob: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(blob).catch((cause: unknown) => {
    throw asAppErrorElse('image-truncated', cause);
  });
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new AppError('out-of-memory');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return await context.canvas.convertToBlob({ type: 'image/png' });
  } finally {
    bitmap.close();
  }
}
