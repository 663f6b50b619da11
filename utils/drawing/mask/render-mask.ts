import type { Rect, Size } from '../../base/geometry';
import type { Coverage } from '../../pixels/raster';
import { addTo, invert, takeFrom } from '../raster/cells';
import { createStepCover } from '../raster/cover-step';
import type { MaskStep } from '../steps';
import { type Context2D, drawStep, sinceCleared } from './draw-step';

/** Where image px land on a canvas: `canvas = image × scale + (x, y)`, canvas px. */
interface ToTarget {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Draws the mask that `steps` make, in the context's `fillStyle` (to be opaque), alpha = coverage.
 * The canvas has to be empty; the mask is not clipped to the image (set a clip for that).
 */
export function drawMask(
  context: Context2D,
  steps: readonly MaskStep[],
  { toTarget: { scale, x, y } }: { toTarget: ToTarget },
): void {
  context.save();
  context.setTransform(scale, 0, 0, scale, x, y);
  for (const step of sinceCleared(steps)) drawStep(context, step);
  context.restore();
}

/**
 * How far each pixel of `region` (image px, inside the image) is masked, at `targetSize` (pixels;
 * by default the region's own). Needs no canvas, so it is the same everywhere.
 */
export function renderCoverage(
  steps: readonly MaskStep[],
  region: Rect,
  targetSize: Size = region,
): Coverage {
  const { width, height } = targetSize;
  const coverage: Coverage = { width, height, data: new Uint8ClampedArray(width * height) };
  // The directions have their own scales: a target's sides are rounded to whole pixels.
  const scaleX = width / region.width;
  const scaleY = height / region.height;
  const placement = { scaleX, scaleY, x: -region.x * scaleX, y: -region.y * scaleY };
  const cover = createStepCover(placement, targetSize);
  const add = addTo(coverage);
  const take = takeFrom(coverage);
  // What is inverted is kept as its opposite, where adding is taking away, until the end.
  let isOpposite = false;
  for (const step of sinceCleared(steps)) {
    if (step.kind === 'invert') isOpposite = !isOpposite;
    else if (step.kind !== 'clear') {
      const isAdding = (step.mode === 'add') !== isOpposite;
      cover(step, isAdding ? add : take);
    }
  }
  if (isOpposite) invert(coverage);
  return coverage;
}
