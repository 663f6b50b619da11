import { type Rect, rectOf } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import { fullWeight } from './feather';

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
    let i = y * crop.width + changed.x;
    let to = 4 * ((crop.y + y) * original.width + crop.x + changed.x);
    for (const end = i + changed.width; i < end; i += 1, to += 4) {
      const weight = weights[i] ?? 0;
      if (weight === 0) continue;
      // Most of the pixels: there the mean is the answer itself.
      if (widen === 1 && weight === fullWeight && answer.data[4 * i + 3] === opaque)
        copyPixel(data, to, answer.data, 4 * i);
      else blendPixel(data, to, answer.data, 4 * i, weight, widen, maximum);
    }
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
