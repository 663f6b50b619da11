import type { Point, Size } from '../geometry';

/** RGBA samples, straight alpha, 4 bytes a pixel, rows from the top. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray;
}

export interface Similarity {
  /** The largest difference of any sample (red, green, blue, alpha) that still counts, 0…255. */
  readonly tolerance: number;
  /** Whether a pixel must hang together with the first one, side by side. */
  readonly contiguous: boolean;
}

/**
 * Which pixels look like the one at `seed` (whole numbers, inside): 1 for those that do, 0 else, one
 * byte a pixel.
 */
export function selectSimilar(pixels: Pixels, seed: Point, options: Similarity): Uint8Array {
  const { width, height } = pixels;
  const isLike = comparison(pixels, (seed.y * width + seed.x) * 4, options.tolerance);
  const selected = new Uint8Array(width * height);
  if (options.contiguous) return flood(selected, pixels, seed, isLike);
  for (let i = 0; i < selected.length; i++) if (isLike(i)) selected[i] = 1;
  return selected;
}

/** Pixels of which any sample differs by more than `tolerance` between two pictures of one size. */
export function selectDifferent(one: Pixels, other: Pixels, tolerance: number): Uint8Array {
  const selected = new Uint8Array(one.width * one.height);
  for (let i = 0; i < one.data.length; i++) {
    const difference = Math.abs((one.data[i] ?? 0) - (other.data[i] ?? 0));
    if (difference > tolerance) selected[i >> 2] = 1;
  }
  return selected;
}

function comparison({ data }: Pixels, seed: number, tolerance: number) {
  const red = data[seed] ?? 0;
  const green = data[seed + 1] ?? 0;
  const blue = data[seed + 2] ?? 0;
  const alpha = data[seed + 3] ?? 0;
  return (pixel: number): boolean => {
    const i = pixel * 4;
    return (
      Math.abs((data[i] ?? 0) - red) <= tolerance &&
      Math.abs((data[i + 1] ?? 0) - green) <= tolerance &&
      Math.abs((data[i + 2] ?? 0) - blue) <= tolerance &&
      Math.abs((data[i + 3] ?? 0) - alpha) <= tolerance
    );
  };
}

/** Fills stretches of rows, from one to its neighbours above and below. */
function flood(
  selected: Uint8Array,
  { width, height }: Size,
  seed: Point,
  isLike: (pixel: number) => boolean,
): Uint8Array {
  const open: number[] = [seed.y * width + seed.x];
  const isFree = (pixel: number) => selected[pixel] === 0 && isLike(pixel);
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    if (!isFree(start)) continue;
    const row = start - (start % width);
    let left = start;
    while (left > row && isFree(left - 1)) left--;
    let right = start;
    while (right + 1 < row + width && isFree(right + 1)) right++;
    selected.fill(1, left, right + 1);
    for (const next of [row - width, row + width]) {
      if (next < 0 || next >= width * height) continue;
      let isInside = false;
      for (let pixel = next + left - row; pixel <= next + right - row; pixel++) {
        const free = isFree(pixel);
        if (free && !isInside) open.push(pixel);
        isInside = free;
      }
    }
  }
  return selected;
}
