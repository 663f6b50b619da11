import { areaOf, grow, intersect, type Rect, rectOf, roundOut, type Size } from '../geometry';
import type { Coverage } from '../image/raster';
import { maskBounds } from './bounds';
import { growCoverage, maskedFrom } from './grow-mask';
import { renderCoverage } from './render-mask';
import { encodeRuns } from './runs';
import type { MaskStep, Runs } from './steps';

/** Up to this many pixels areas are computed at the image's own resolution; beyond, on fewer. */
const exactPixels = 12_000_000;

/** The size to compute with for `size`: the same, or one of the same shape with few enough pixels. */
export function workingSize(size: Size): Size {
  const scale = Math.min(1, Math.sqrt(exactPixels / areaOf(size)));
  return {
    width: Math.max(1, Math.floor(size.width * scale)),
    height: Math.max(1, Math.floor(size.height * scale)),
  };
}

/**
 * The mask with every edge moved outwards by `by` image px, inwards where that is negative; undefined
 * where nothing is left. The image's own edge is none of the mask's. Soft edges become hard ones.
 */
export function growMask(steps: readonly MaskStep[], image: Size, by: number): Runs | undefined {
  const bounds = maskBounds(steps, image);
  // One pixel of what is not masked around it, for the mask to shrink from.
  const region = bounds && intersect(roundOut(grow(bounds, Math.max(by, 0) + 1)), rectOf(image));
  if (!region) return undefined;
  const size = workingSize(region);
  const coverage = renderCoverage(steps, region, size);
  const scaled = Math.abs(by) * (size.width / region.width);
  const changed =
    by < 0 ? inverted(growCoverage(inverted(coverage), scaled)) : growCoverage(coverage, scaled);
  return runsOfCoverage(changed, region);
}

/** Pixels that are at least half covered. For very large masks counted on fewer pixels. */
export function countMasked(steps: readonly MaskStep[], image: Size): number {
  const bounds = maskBounds(steps, image);
  if (!bounds) return 0;
  const size = workingSize(bounds);
  const { data } = renderCoverage(steps, bounds, size);
  let count = 0;
  for (let i = 0; i < data.length; i++) if ((data[i] ?? 0) >= maskedFrom) count++;
  return Math.round(count * (areaOf(bounds) / areaOf(size)));
}

/** Coverage as runs of what is masked. */
const runsOfCoverage = ({ width, height, data }: Coverage, area: Rect): Runs | undefined =>
  encodeRuns(
    Uint8Array.from(data, (value) => (value >= maskedFrom ? 1 : 0)),
    { width, height },
    area,
  );

const inverted = ({ width, height, data }: Coverage): Coverage => ({
  width,
  height,
  data: data.map((value) => 255 - value),
});
