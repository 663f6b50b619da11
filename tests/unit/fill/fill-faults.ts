import type { Raster } from '../../../utils/pixels/raster';

/** What is wrong with a filling, in words; empty for a good one. */
export type Fault =
  | 'washed out'
  | 'too rough'
  | 'a step at the edge'
  | 'the thing is there'
  | 'far from what is behind it'
  | 'changed outside';

const lumaAt = ({ data }: Raster, pixel: number): number =>
  0.299 * (data[4 * pixel] ?? 0) +
  0.587 * (data[4 * pixel + 1] ?? 0) +
  0.114 * (data[4 * pixel + 2] ?? 0);

/** Mean difference of a pixel from its four neighbours' mean, over the inside of the hole. */
function detailOf(picture: Raster, hole: Uint8Array): number {
  const { width } = picture;
  let [sum, count] = [0, 0];
  for (let i = width; i < hole.length - width; i += 1) {
    if (!hole[i] || !hole[i - 1] || !hole[i + 1] || !hole[i - width] || !hole[i + width]) continue;
    const around = [i - 1, i + 1, i - width, i + width].map((at) => lumaAt(picture, at));
    sum += Math.abs(lumaAt(picture, i) - around.reduce((a, b) => a + b) / 4);
    count += 1;
  }
  return sum / count;
}

/** Mean jump from a pixel of the hole to one beside it that is none. */
function stepOf(picture: Raster, hole: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < hole.length; i += 1)
    for (const beside of [i - 1, i + 1, i - picture.width, i + picture.width]) {
      if (!hole[i] || hole[beside] !== 0) continue;
      sum += Math.abs(lumaAt(picture, i) - lumaAt(picture, beside));
      count += 1;
    }
  return sum / count;
}

/** Colours averaged over squares, so that where a blade of grass stands does not count. */
function coarseError(a: Raster, b: Raster, hole: Uint8Array): number {
  const side = 8;
  let [sum, count] = [0, 0];
  for (let top = 0; top < a.height; top += side)
    for (let left = 0; left < a.width; left += side) {
      let [difference, pixels] = [[0, 0, 0], 0];
      for (let y = top; y < top + side; y += 1)
        for (let x = left; x < left + side; x += 1) {
          const at = y * a.width + x;
          if (!hole[at]) continue;
          pixels += 1;
          difference = difference.map(
            (d, c) => d + (a.data[4 * at + c] ?? 0) - (b.data[4 * at + c] ?? 0),
          );
        }
      if (pixels < side * side) continue;
      sum += Math.hypot(...difference) / pixels;
      count += 1;
    }
  return sum / count;
}

const isRed = ({ data }: Raster, pixel: number): boolean =>
  (data[4 * pixel] ?? 0) > 150 && (data[4 * pixel + 1] ?? 0) < 60;

/** Compares a filling with the picture as it is without the thing. */
export function faultsOf(
  filled: Raster,
  truth: Raster,
  picture: Raster,
  hole: Uint8Array,
): Fault[] {
  const faults: Fault[] = [];
  const detail = detailOf(filled, hole) / detailOf(truth, hole);
  if (detail < 0.7) faults.push('washed out');
  if (detail > 1.4) faults.push('too rough');
  if (stepOf(filled, hole) > 1.5 * stepOf(truth, hole) + 1.5) faults.push('a step at the edge');
  if (hole.some((isHole, i) => isHole === 1 && isRed(filled, i))) faults.push('the thing is there');
  if (coarseError(filled, truth, hole) > 24) faults.push('far from what is behind it');
  if (hole.some((isHole, i) => !isHole && [0, 1, 2, 3].some((c) => filled.data[4 * i + c] !== picture.data[4 * i + c]))) faults.push('changed outside'); // biome-ignore format: one condition
  return faults;
}
