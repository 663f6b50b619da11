import { AppError } from '../base/errors';
import type { IccProfile } from '../pixels/raster';
import { decodeIccProfile } from './colour-profile';

interface LossyPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The profile that the samples are in, for the file to carry; without it they are sRGB. */
  readonly icc?: IccProfile | undefined;
}

/**
 * A picture as JPEG or WebP. Samples stay in the file's own colour space. JPEG has no transparency:
 * what is clear becomes white.
 * @param quality 0…1
 * @throws AppError image-truncated, image-too-large where the format can't hold the size, out-of-memory
 */
export async function encodeLossy(
  blob: Blob,
  type: 'image/jpeg' | 'image/webp',
  quality: number,
): Promise<LossyPicture> {
  const icc = await decodeIccProfile(new Uint8Array(await blob.arrayBuffer()));
  const bitmap = await createImageBitmap(blob, {
    colorSpaceConversion: icc ? 'none' : 'default',
  }).catch((cause: unknown) => {
    throw new AppError('image-truncated', { cause });
  });
  try {
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: type === 'image/webp' });
    if (!context) throw new AppError('out-of-memory');
    if (type === 'image/jpeg') {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
    }
    context.drawImage(bitmap, 0, 0);
    const encoded = await canvas.convertToBlob({ type, quality });
    // Browsers give a PNG where the format can't be had.
    if (encoded.type !== type) throw tooLarge(width, height);
    return { bytes: new Uint8Array(await encoded.arrayBuffer()), icc };
  } finally {
    bitmap.close();
  }
}

const tooLarge = (width: number, height: number): AppError =>
  new AppError('image-too-large', {
    details: { substitutions: [String(width), String(height)] },
  });
