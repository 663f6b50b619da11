import { grow, intersect, type Rect, rectOf, type Size } from '../base/geometry';
import { maskedFrom, wholeMask } from '../drawing/mask/threshold';
import { squaredDistances } from '../pixels/distance';
import { boundsOf, type Coverage } from '../pixels/raster';

/** The weight of a pixel that is wholly the answer's. */
export const FULL_WEIGHT = 65_535;

/**
 * How much of each pixel comes from the answer, 0…65,535: all inside the strokes (`wholeMask`, covered by half or more),
 * falling smoothly outside, exactly 0 from `featherPx` image px on.
 */
export function featherWeights(coverage: Coverage, featherPx: number): Uint16Array<ArrayBuffer> {
  const weights = new Uint16Array(coverage.width * coverage.height);
  const mask = wholeMask(coverage);
  const inside = mask && boundsOf(mask.data, mask, maskedFrom);
  if (!inside) return weights;
  const area = intersect(grow(inside, Math.ceil(featherPx)), rectOf(coverage)) ?? inside;
  const squared = squaredDistances(area, (i) => {
    const y = area.y + Math.floor(i / area.width);
    return (mask.data[y * mask.width + area.x + (i % area.width)] ?? 0) >= maskedFrom;
  });
  for (let y = 0, i = 0; y < area.height; y += 1) {
    const row = (area.y + y) * coverage.width + area.x;
    for (let x = 0; x < area.width; x += 1, i += 1)
      weights[row + x] = weightAt(squared[i] ?? 0, featherPx);
  }
  return weights;
}

function weightAt(squaredDistance: number, featherPx: number): number {
  if (squaredDistance === 0) return FULL_WEIGHT;
  if (squaredDistance >= featherPx * featherPx) return 0;
  const distance = Math.sqrt(squaredDistance);
  const t = 1 - distance / featherPx;
  return Math.round(FULL_WEIGHT * t * t * (3 - 2 * t));
}

/** The smallest box with every pixel that has any weight; undefined without any. */
export const changedBounds = (weights: Uint16Array, size: Size): Rect | undefined =>
  boundsOf(weights, size, 1);
