import { type Point, rectOf, type Size } from '../../base/geometry';
import type { Runs } from '../steps';
import { encodeRuns } from './runs';

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

/** From here on a sample counts as opaque, or as white. */
const half = 128;

/**
 * A picture read as a mask of an image of any size, over which it is stretched. Where it is transparent
 * somewhere, transparent means masked (as image servers have it), else white does. Undefined where
 * nothing is masked.
 */
export function runsOfMaskFile({ data, width, height }: Pixels, image: Size): Runs | undefined {
  const cells = new Uint8Array(width * height);
  const hasAlpha = isTransparentSomewhere(data);
  for (let i = 0; i < cells.length; i++) {
    const masked = hasAlpha ? (data[4 * i + 3] ?? 0) < half : luminance(data, 4 * i) >= half;
    cells[i] = masked ? 1 : 0;
  }
  return encodeRuns(cells, { width, height }, rectOf(image));
}

function isTransparentSomewhere(data: Uint8ClampedArray): boolean {
  for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) < half) return true;
  return false;
}

/** ITU-R BT.709 weights on the samples as they are. */
const luminance = (data: Uint8ClampedArray, i: number): number =>
  0.2126 * (data[i] ?? 0) + 0.7152 * (data[i + 1] ?? 0) + 0.0722 * (data[i + 2] ?? 0);
