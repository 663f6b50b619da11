import type { Placement, Rect, Size } from '../../base/geometry';
import type { Coverage } from '../../pixels/raster';
import { addTo, invert, takeFrom } from '../raster/cells';
import { createStepCover } from '../raster/cover-step';
import type { MaskStep } from '../steps';

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
  applySteps(coverage, steps, { scaleX, scaleY, x: -region.x * scaleX, y: -region.y * scaleY });
  return coverage;
}

/**
 * Applies more steps to what a mask covers, in place. What the screen shows, what is counted and what is sent all come from
 * here.
 * @param placement where image px land among the pixels of `coverage`
 */
export function applySteps(
  coverage: Coverage,
  steps: readonly MaskStep[],
  placement: Placement,
): void {
  const cover = createStepCover(placement, coverage);
  const add = addTo(coverage);
  const take = takeFrom(coverage);
  const last = steps.findLastIndex(empties);
  if (last >= 0) coverage.data.fill(0);
  // What is inverted is kept as its opposite, where adding is taking away, until the end.
  let isOpposite = false;
  for (const step of steps.slice(Math.max(0, last))) {
    if (step.kind === 'invert') isOpposite = !isOpposite;
    else if (step.kind !== 'clear') {
      const isAdding = (step.mode === 'add') !== isOpposite;
      cover(step, isAdding ? add : take);
    }
  }
  if (isOpposite) invert(coverage);
}

/** Whether nothing that was masked before a step counts any more. */
const empties = (step: MaskStep): boolean =>
  step.kind === 'clear' || (step.kind === 'runs' && step.replaces === true);
