import { grow, intersect, type Rect, rectOf } from '../base/geometry';
import { maskedFrom, wholeMask } from '../drawing/mask/render-mask';
import { squaredDistances } from '../pixels/distance';
import { boundsOf, type Coverage, type Raster } from '../pixels/raster';

/**
 * Blends `answer` into the crop of `original`, in place: a copy of a 50-megapixel picture costs 200 MB,
 * so the caller makes one only if it still needs the old pixels. Pixels of weight 0 are not written
 * at all. Each new sample is the exactly rounded weighted mean; colours are weighted by alpha too, so
 * that what a clear pixel hides does not darken the paint.
 * @param crop image px, inside `original`
 * @param answer as large as `crop`, of either bit depth
 * @param weights one for each pixel of the crop, 0…65,535
 * @param changed a box of the crop, in its px, that holds all weights but 0
 */
export function compositeInto(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  changed: Rect = rectOf(crop),
): void {
  const { data, bitDepth } = original;
  const maximum = bitDepth === 16 ? 65_535 : 255;
  const opaque = answer.bitDepth === 16 ? 65_535 : 255;
  // 8-bit samples widen to 16 bits by 257, exactly; narrowing is rounded with the mean.
  const widen = maximum / opaque;
  for (let y = changed.y; y < changed.y + changed.height; y += 1) {
    const from = y * crop.width + changed.x;
    const to = 4 * ((crop.y + y) * original.width + crop.x + changed.x);
    const line = weights.subarray(from, from + changed.width);
    compositeLine(data, to, answer.data, 4 * from, line, widen, maximum, opaque);
  }
}

function compositeLine(
  data: Samples,
  to: number,
  paint: Samples,
  from: number,
  weights: Uint16Array,
  widen: number,
  maximum: number,
  opaque: number,
): void {
  for (let x = 0; x < weights.length; x += 1) {
    const weight = weights[x] ?? 0;
    if (weight === 0) continue;
    const here = to + 4 * x;
    const there = from + 4 * x;
    // Most of the pixels: there the mean is the answer itself.
    if (widen === 1 && weight === fullWeight && paint[there + 3] === opaque)
      copyPixel(data, here, paint, there);
    else blendPixel(data, here, paint, there, weight, widen, maximum);
  }
}

type Samples = Uint8ClampedArray | Uint16Array;

function copyPixel(data: Samples, to: number, paint: Samples, from: number): void {
  data[to] = paint[from] ?? 0;
  data[to + 1] = paint[from + 1] ?? 0;
  data[to + 2] = paint[from + 2] ?? 0;
  data[to + 3] = paint[from + 3] ?? 0;
}

function blendPixel(
  data: Samples,
  to: number,
  paint: Samples,
  from: number,
  weight: number,
  widen: number,
  maximum: number,
): void {
  const under = (data[to + 3] ?? 0) * (fullWeight - weight);
  const over = (paint[from + 3] ?? 0) * widen * weight;
  const sum = under + over;
  if (sum === 0) {
    // Clear before and after: nothing to change. Else what has gone does not stay behind as hidden colour.
    if (data[to + 3] !== 0) data.fill(0, to, to + 4);
    return;
  }
  for (let channel = 0; channel < 3; channel += 1) {
    const mixed = (data[to + channel] ?? 0) * under + (paint[from + channel] ?? 0) * widen * over;
    data[to + channel] = Math.min(maximum, Math.round(mixed / sum));
  }
  data[to + 3] = Math.min(maximum, Math.round(sum / fullWeight));
}

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
  const squared = squaredDistances(area, (i) => masked[i] === 1, featherPx);
  const own = new Uint16Array(squared.length);
  for (let y = 0; y < area.height; y += 1) {
    const line = own.subarray(y * area.width, (y + 1) * area.width);
    weighLine(squared.subarray(y * area.width, (y + 1) * area.width), line, featherPx);
    weights.set(line, (area.y + y) * coverage.width + area.x);
  }
  const found = boundsOf(own, area, 1);
  return { weights, changed: found && { ...found, x: area.x + found.x, y: area.y + found.y } };
}

/** 1 for the masked pixels of that part. */
function maskedIn({ data, width }: Coverage, area: Rect): Uint8Array {
  const out = new Uint8Array(area.width * area.height);
  for (let y = 0; y < area.height; y += 1)
    markLine(data, (area.y + y) * width + area.x, area.width, out, y * area.width);
  return out;
}

function markLine(
  data: Coverage['data'],
  from: number,
  count: number,
  out: Uint8Array,
  to: number,
): void {
  for (let x = 0; x < count; x += 1) if ((data[from + x] ?? 0) >= maskedFrom) out[to + x] = 1;
}

function weighLine(squared: Float32Array, weights: Uint16Array, featherPx: number): void {
  for (let x = 0; x < weights.length; x += 1) {
    const away = squared[x] ?? 0;
    if (away === 0) weights[x] = fullWeight;
    else if (away < featherPx * featherPx) weights[x] = weightAt(away, featherPx);
  }
}

/** Within the feather. */
function weightAt(squaredDistance: number, featherPx: number): number {
  const distance = Math.sqrt(squaredDistance);
  const t = 1 - distance / featherPx;
  return Math.round(fullWeight * t * t * (3 - 2 * t));
}
