import type { Rect } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import { FULL_WEIGHT } from './feather';

/**
 * Blends `answer` into the crop of `original`, in place: a copy of a 50-megapixel picture costs 200 MB,
 * so the caller makes one only if it still needs the old pixels. Pixels of weight 0 are not written
 * at all. Each new sample is the exactly rounded weighted mean; colours are weighted by alpha too, so
 * that what a clear pixel hides does not darken the paint.
 * @param crop image px, inside `original`
 * @param answer as large as `crop`, of either bit depth
 * @param weights one for each pixel of the crop, 0…65,535
 */
export function compositeInto(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
): void {
  const { data, bitDepth } = original;
  const maximum = bitDepth === 16 ? 65_535 : 255;
  // 8-bit samples widen to 16 bits by 257, exactly; narrowing is rounded with the mean.
  const widen = maximum / (answer.bitDepth === 16 ? 65_535 : 255);
  for (let y = 0, i = 0; y < crop.height; y += 1) {
    let to = 4 * ((crop.y + y) * original.width + crop.x);
    for (let x = 0; x < crop.width; x += 1, i += 1, to += 4) {
      const weight = weights[i] ?? 0;
      if (weight !== 0) blendPixel(data, to, answer.data, 4 * i, weight, widen, maximum);
    }
  }
}

function blendPixel(
  data: Uint8ClampedArray | Uint16Array,
  to: number,
  paint: Uint8ClampedArray | Uint16Array,
  from: number,
  weight: number,
  widen: number,
  maximum: number,
): void {
  const under = (data[to + 3] ?? 0) * (FULL_WEIGHT - weight);
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
  data[to + 3] = Math.min(maximum, Math.round(sum / FULL_WEIGHT));
}
