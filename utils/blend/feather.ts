import { grow, intersect, type Rect, rectOf } from '../base/geometry';
import { maskedFrom, wholeMask } from '../drawing/mask/threshold';
import { squaredDistances } from '../pixels/distance';
import { boundsOf, type Coverage } from '../pixels/raster';

/** The weight of a pixel that is wholly the answer's. */
export const fullWeight = 65_535;

/**
 * How much of each pixel comes from the answer, 0…65,535: all inside the strokes (`wholeMask`, covered by half or more),
 * falling smoothly outside, exactly 0 from `featherPx` image px on.
 */
export const featherWeights = (coverage: Coverage, featherPx: number): Uint16Array<ArrayBuffer> =>
  featherOf(coverage, featherPx).weights;

/** The weights, and the smallest box with every pixel that has any; undefined without any. */
export function featherOf(
  coverage: Coverage,
  featherPx: number,
): { weights: Uint16Array<ArrayBuffer>; changed: Rect | undefined } {
  const weights = new Uint16Array(coverage.width * coverage.height);
  const mask = wholeMask(coverage);
  const inside = mask && boundsOf(mask.data, mask, maskedFrom);
  if (!inside) return { weights, changed: undefined };
  const area = intersect(grow(inside, Math.ceil(featherPx)), rectOf(coverage)) ?? inside;
  const masked = maskedIn(mask, area);
  const squared = squaredDistances(area, (i) => masked[i] === 1);
  const own = new Uint16Array(squared.length);
  for (let i = 0; i < own.length; i += 1) own[i] = weightAt(squared[i] ?? 0, featherPx);
  for (let y = 0; y < area.height; y += 1)
    weights.set(
      own.subarray(y * area.width, (y + 1) * area.width),
      (area.y + y) * coverage.width + area.x,
    );
  const found = boundsOf(own, area, 1);
  return { weights, changed: found && { ...found, x: area.x + found.x, y: area.y + found.y } };
}

/** 1 for the masked pixels of that part. */
function maskedIn({ data, width }: Coverage, area: Rect): Uint8Array {
  const out = new Uint8Array(area.width * area.height);
  for (let y = 0, i = 0; y < area.height; y += 1) {
    let from = (area.y + y) * width + area.x;
    for (const end = from + area.width; from < end; from += 1, i += 1)
      if ((data[from] ?? 0) >= maskedFrom) out[i] = 1;
  }
  return out;
}

function weightAt(squaredDistance: number, featherPx: number): number {
  if (squaredDistance === 0) return fullWeight;
  if (squaredDistance >= featherPx * featherPx) return 0;
  const distance = Math.sqrt(squaredDistance);
  const t = 1 - distance / featherPx;
  return Math.round(fullWeight * t * t * (3 - 2 * t));
}
