import type { Rect, Size } from '../base/geometry';
import { clearLevel, type Raster } from './raster';

/** One number a pixel, rows from the top. */
export interface Plane extends Size {
  readonly data: Float32Array<ArrayBuffer>;
}

export const emptyPlane = (width: number, height: number): Plane => ({
  ...{ width, height },
  data: new Float32Array(width * height),
});

/** Shares of red, green and blue in one number. */
export type Mix = readonly [red: number, green: number, blue: number];

/** Luma and the two colour differences of ITU-R BT.601. */
export const luma: Mix = [0.299, 0.587, 0.114];
export const redDifference: Mix = [0.5, -0.419, -0.081];
export const blueDifference: Mix = [-0.169, -0.331, 0.5];

/**
 * A mix of a part of a raster's colours, of samples 0…255, clear pixels as gray: the mean of each square
 * of `step` px (a power of 2). Rows and columns that fill no square are dropped.
 */
export function planeOf(
  { data, width: stride, bitDepth }: Raster,
  area: Rect,
  mix: Mix,
  step = 1,
): Plane {
  const plane = emptyPlane(Math.floor(area.width / step), Math.floor(area.height / step));
  const maximum = bitDepth === 16 ? 65_535 : 255;
  const [red = 0, green = 0, blue = 0] = mix.map((share) => (share * 255) / maximum / step ** 2);
  // Clear pixels count as gray.
  const level = (clearLevel * maximum) / 255;
  for (let y = 0, i = 0; y < plane.height; y += 1) {
    for (let x = 0; x < plane.width; x += 1, i += 1) {
      // Summed in registers and mixed once a square: this runs over every pixel of a crop.
      let [sumRed, sumGreen, sumBlue, missing] = [0, 0, 0, 0];
      for (let row = 0; row < step; row += 1) {
        let at = 4 * ((area.y + y * step + row) * stride + area.x + x * step);
        for (const end = at + 4 * step; at < end; at += 4) {
          const alpha = data[at + 3] ?? 0;
          if (alpha === maximum) {
            sumRed += data[at] ?? 0;
            sumGreen += data[at + 1] ?? 0;
            sumBlue += data[at + 2] ?? 0;
            continue;
          }
          const share = alpha / maximum;
          sumRed += share * (data[at] ?? 0);
          sumGreen += share * (data[at + 1] ?? 0);
          sumBlue += share * (data[at + 2] ?? 0);
          missing += 1 - share;
        }
      }
      const gray = level * missing;
      plane.data[i] = red * (sumRed + gray) + green * (sumGreen + gray) + blue * (sumBlue + gray);
    }
  }
  return plane;
}

/** Half the size; each value the mean of four. An odd last row or column is dropped. */
export function halved(plane: Plane): Plane {
  const half = emptyPlane(plane.width >> 1, plane.height >> 1);
  for (let y = 0, i = 0; y < half.height; y += 1) {
    let at = 2 * y * plane.width;
    for (let x = 0; x < half.width; x += 1, i += 1, at += 2) {
      const below = at + plane.width;
      const upper = (plane.data[at] ?? 0) + (plane.data[at + 1] ?? 0);
      half.data[i] = (upper + (plane.data[below] ?? 0) + (plane.data[below + 1] ?? 0)) / 4;
    }
  }
  return half;
}

/** The plane less its mean over a square of `2 * radius + 1` px: what a tint does not change. */
export function highPassed(plane: Plane, radius: number): Plane {
  const { width, height } = plane;
  const rows = emptyPlane(width, height);
  for (let y = 0; y < height; y += 1) boxLine(plane.data, rows.data, y * width, width, radius);
  const high = emptyPlane(width, height);
  const sums = new Float64Array(width);
  let size = 0;
  // Row by row, as memory lies, with a moving sum for each column.
  for (let y = -radius; y < height; y += 1) {
    const [enters, leaves] = [y + radius, y - radius - 1];
    if (enters < height) {
      size += 1;
      for (let x = 0, i = enters * width; x < width; x += 1, i += 1)
        sums[x] = (sums[x] ?? 0) + (rows.data[i] ?? 0);
    }
    if (leaves >= 0) {
      size -= 1;
      for (let x = 0, i = leaves * width; x < width; x += 1, i += 1)
        sums[x] = (sums[x] ?? 0) - (rows.data[i] ?? 0);
    }
    if (y < 0) continue;
    for (let x = 0, i = y * width; x < width; x += 1, i += 1)
      high.data[i] = (plane.data[i] ?? 0) - Math.fround((sums[x] ?? 0) / size);
  }
  return high;
}

/** Moving mean along a line of `count` values; at the ends over those that exist. */
function boxLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  count: number,
  radius: number,
): void {
  let sum = 0;
  let size = 0;
  for (let i = -radius; i < count; i += 1) {
    const enters = i + radius;
    const leaves = i - radius - 1;
    if (enters < count) {
      sum += from[start + enters] ?? 0;
      size += 1;
    }
    if (leaves >= 0) {
      sum -= from[start + leaves] ?? 0;
      size -= 1;
    }
    if (i >= 0) to[start + i] = sum / size;
  }
}
