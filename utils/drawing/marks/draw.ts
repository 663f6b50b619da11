import { AppError } from '../../base/errors';
import type { Point, Rect, Size } from '../../base/geometry';
import { type Context2D, paintStep } from '../raster/cover-step';
import {
  type AreaStep,
  type DrawingStep,
  erases,
  isMark,
  type Mark,
  markColours,
  sinceLastClear,
} from '../steps';
import { haloColour, haloWidth, markPath } from './shape';

/** Marks never change, so a path is made once however often the view moves. */
const paths = new WeakMap<Mark, Path2D>();

/**
 * Draws one mark under the context's transform (image px -> canvas px): its halo, and its line over
 * that. Nothing where it has no place or no size. Leaves the context as it was.
 */
export function drawMark(context: Context2D, mark: Mark): void {
  const colour = markColours[mark.colour];
  if (!colour || !(mark.size > 0)) return;
  const path = paths.get(mark) ?? markPath(mark);
  paths.set(mark, path);
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.globalCompositeOperation = 'source-over';
  context.strokeStyle = haloColour(mark);
  context.lineWidth = mark.size + 2 * haloWidth(mark);
  context.stroke(path);
  context.strokeStyle = colour;
  context.lineWidth = mark.size;
  context.stroke(path);
  context.restore();
}

/**
 * Draws the marks of a drawing under the context's transform, in order: those since the last time it was
 * cleared, without what was erased of them. Needs a canvas of its own, since the eraser erases whatever
 * is on it; the canvas has to be empty.
 */
export function drawMarks(context: Context2D, steps: readonly DrawingStep[]): void {
  for (const step of sinceLastClear(steps)) {
    if (isMark(step)) drawMark(context, step);
    else if (erases(step)) eraseStep(context, step);
  }
}

/** Takes away what a step covers, under the context's transform. */
export function eraseStep(context: Context2D, step: AreaStep): void {
  context.save();
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = markColours.black; // any opaque colour
  paintStep(context, step);
  context.restore();
}

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
