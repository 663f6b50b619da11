import type { Placement, Rect, Size } from '../../base/geometry';
import type { Coverage } from '../../pixels/raster';
import { addTo, invert, takeFrom } from '../raster/cells';
import { createStepCover } from '../raster/cover-step';
import type { MaskStep } from '../steps';

/*
 * One answer for panel, job and blend to "is there a mask, and where": what the panel counts as painted gets a price, is sent,
 * and is put in.
 */

/** From this coverage on (of 255) a pixel counts as masked where there is only yes or no. */
export const maskedFrom = 128;

/** Coverage below this is a trace: noise of the rasteriser, or the smoothed edge of what was erased. */
const leastMask = 8;

/** Whether anything is masked. */
export const hasMask = ({ data }: Pick<Coverage, 'data'>): boolean =>
  data.some((value) => value >= leastMask);

/**
 * The mask with its strongest pixel wholly covered: one that is faint everywhere, a line thinner than a pixel or a dab that
 * was erased softly, counts from half its own maximum. Undefined where nothing is masked.
 */
export function wholeMask(coverage: Coverage): Coverage | undefined {
  if (coverage.data.includes(255)) return coverage; // as nearly all are, found quickly
  let most = 0;
  for (let i = 0; i < coverage.data.length && most < 255; i += 1)
    most = Math.max(most, coverage.data[i] ?? 0);
  if (most < leastMask) return undefined;
  if (most >= maskedFrom) return coverage;
  return { ...coverage, data: coverage.data.map((value) => Math.ceil((value * 255) / most)) };
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
