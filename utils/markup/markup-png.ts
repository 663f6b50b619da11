import type { DrawingStep } from '../drawing/steps';
import { AppError } from '../errors';
import type { Point, Rect, Size } from '../geometry';
import { drawMarks } from './draw-marks';

/** Which part of the image is sent, image px, at which size, and request px for one image px. */
interface Sent {
  readonly crop: Rect;
  readonly requestSize: Size;
  readonly scale: Point;
}

/**
 * The marks on what is sent as the server is to see them: a transparent PNG of the request's size, with
 * nothing but pixels in it. Needs an OffscreenCanvas and no page.
 * @throws AppError out-of-memory
 */
export async function encodeMarkup(
  steps: readonly DrawingStep[],
  { crop, requestSize: { width, height }, scale }: Sent,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new AppError('out-of-memory');
  context.setTransform(scale.x, 0, 0, scale.y, -crop.x * scale.x, -crop.y * scale.y);
  drawMarks(context, steps);
  return canvas.convertToBlob({ type: 'image/png' });
}
