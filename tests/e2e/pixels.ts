import { decode } from 'fast-png';
import { grow, type Rect } from '../../utils/base/geometry';
import type { BrushStroke } from '../../utils/drawing/steps';

/** Samples of a PNG, 4 a pixel. Decoded by a library of its own, not by the code under test. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** An 8-bit RGB or RGBA PNG. */
export function decodePixels(png: Uint8Array): Pixels {
  const { width, height, channels, data, depth } = decode(png);
  if (depth !== 8 || channels < 3) throw new Error(`not 8-bit RGB(A): ${depth} bit, ${channels}`);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < channels; c++) rgba[4 * i + c] = data[channels * i + c] ?? 0;
  return { width, height, rgba };
}

/** Distance in px from (x, y) to the stroke's line, its points joined. */
function distanceTo({ points }: BrushStroke, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i++) {
    const [ax = 0, ay = 0] = points[Math.max(0, i - 1)] ?? [];
    const [bx = 0, by = 0] = points[i] ?? [];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length
      ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      : 0;
    nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return nearest;
}

/** Indices of the pixels that lie wholly inside what was brushed over at full pressure. */
export function pixelsInside(
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  strokes: readonly BrushStroke[],
): number[] {
  const isInside = (i: number): boolean => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    return strokes.some((stroke) => distanceTo(stroke, x, y) < 0.4 * stroke.size - 1);
  };
  return Array.from({ length: width * height }, (_, i) => i).filter(isInside);
}

export interface Difference {
  /** Changed pixels farther from every stroke than its radius and `featherPx`. */
  readonly outside: number;
  /** Changed pixels within that distance. */
  readonly inside: number;
  /** All pixels within that distance. */
  readonly painted: number;
}

/** Counts the pixels that differ in any sample, inside and outside what was painted. */
export function countDifferences(
  before: Pixels,
  after: Pixels,
  strokes: readonly BrushStroke[],
  featherPx: number,
): Difference {
  const count = { outside: 0, inside: 0, painted: 0 };
  const reach = (stroke: BrushStroke) => stroke.size / 2 + featherPx + 1;
  for (let i = 0; i < before.width * before.height; i++) {
    const [x, y] = [(i % before.width) + 0.5, Math.floor(i / before.width) + 0.5];
    const differs = [0, 1, 2, 3].some((c) => before.rgba[4 * i + c] !== after.rgba[4 * i + c]);
    const painted = strokes.some((stroke) => distanceTo(stroke, x, y) <= reach(stroke));
    if (painted) count.painted += 1;
    if (differs) count[painted ? 'inside' : 'outside'] += 1;
  }
  return count;
}

/** Counts the pixels that differ in any sample, inside and outside a box (image px) and `featherPx` around it. */
export function countAroundBox(
  before: Pixels,
  after: Pixels,
  box: Rect,
  featherPx: number,
): Omit<Difference, 'painted'> {
  const count = { outside: 0, inside: 0 };
  const { x: left, y: top, width, height } = grow(box, featherPx + 1);
  for (let i = 0; i < before.width * before.height; i++) {
    const [x, y] = [(i % before.width) + 0.5, Math.floor(i / before.width) + 0.5];
    if (![0, 1, 2, 3].some((c) => before.rgba[4 * i + c] !== after.rgba[4 * i + c])) continue;
    const isInside = x > left && y > top && x < left + width && y < top + height;
    count[isInside ? 'inside' : 'outside'] += 1;
  }
  return count;
}
