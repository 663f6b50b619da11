import { AppError } from '../errors';
import { areaOf, type Size } from '../geometry';

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
