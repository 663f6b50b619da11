import { grow, intersect, mapRect, rectOf, roundOut } from '../../base/geometry';
import { stepBounds } from '../bounds';
import { deviationOf, gaussianReach } from '../mask/softness';
import type { AreaStep } from '../steps';
import { createStepCover } from './cover-step';

/** A 2D context of a page or of a worker. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Draws what a step covers onto a canvas, under the context's transform (image px -> canvas px, without rotation), in its
 * `fillStyle` with coverage as alpha, by its composite operation and within its clip.
 * @throws Error where the browser gives no 2D canvas
 */
export function paintStep(context: Context2D, step: AreaStep): void {
  const { a: scaleX, d: scaleY, e: x, f: y } = context.getTransform();
  const bounds = stepBounds(step);
  const rim = step.kind === 'stroke' ? gaussianReach * deviationOf(step) * Math.max(scaleX, scaleY) : 0;
  const placed = bounds && grow(mapRect(bounds, { scaleX, scaleY, x, y }), rim + 1);
  const box = placed && intersect(roundOut(placed), rectOf(context.canvas));
  if (!box) return;
  const layer = new OffscreenCanvas(box.width, box.height).getContext('2d');
  if (!layer) throw new Error('This browser has no 2D canvas to draw on');
  const pixels = new ImageData(box.width, box.height);
  const cover = createStepCover({ scaleX, scaleY, x: x - box.x, y: y - box.y }, box);
  cover(step, (row, from, to, coverage) => {
    const start = row * box.width;
    for (let i = start + from; i < start + to; i++) pixels.data[4 * i + 3] = coverage;
  });
  layer.putImageData(pixels, 0, 0);
  layer.globalCompositeOperation = 'source-in';
  layer.fillStyle = context.fillStyle;
  layer.fillRect(0, 0, box.width, box.height);
  context.save();
  context.resetTransform();
  context.drawImage(layer.canvas, box.x, box.y);
  context.restore();
}
