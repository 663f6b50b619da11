import { AppError } from '../errors';
import { areaOf, type Size } from '../geometry';

// Chromium's canvases and bitmaps beyond these come back blank without any error.
const MAX_EDGE = 65_535;
const MAX_AREA = 16_384 * 16_384;

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
