import type { Rect } from '../base/geometry';
import { squaredDistances } from '../pixels/distance';
import type { Raster } from '../pixels/raster';
import type { Alignment } from './align';

/** The most cells that are compared: four numbers a channel are known well enough by these. */
const mostCells = 5000;
/** Px of a cell at least: grain and small shifts average out. */
const leastCell = 6;
/** Px of a cell each way that are looked at, at least: of larger cells every so many-th will do. */
const leastLooked = 6;

/** What the model was not asked to change. */
export interface Kept {
  /** 0 for the pixels of the crop that are kept. */
  readonly weights: Uint16Array;
  /** The box of all other pixels, in the crop's px. */
  readonly changed: Rect;
  /** Crop px beyond those of any weight that the model was asked to change all the same. */
  readonly askedPx: number;
}

/** A picture and what a model made of a part of it. */
export interface Pair {
  readonly original: Raster;
  /** The part of `original`, as large as `answer`. */
  readonly crop: Rect;
  readonly answer: Raster;
  /** Where in the answer the picture lies. */
  readonly alignment: Alignment;
}

/** Cells of what is kept: colours of both pictures, 0…255 by channel, and where they lie. Only the first `count` are filled. */
export interface Cells {
  readonly count: number;
  readonly original: readonly Float64Array[];
  readonly answer: readonly Float64Array[];
  /** -1…1 across and down the crop. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Px of a cell. */
  readonly size: number;
}

/** Mean colours of both pictures in square cells outside of what was sent as mask. */
export function cellsOutside(pair: Pair, kept: Kept): Cells {
  const { width, height } = pair.crop;
  const size = Math.max(leastCell, Math.ceil(Math.sqrt((width * height) / mostCells)));
  const grid = { size, columns: Math.floor(width / size), rows: Math.floor(height / size) };
  const places = keptCells(kept, width, grid);
  const channels = (): Float64Array[] => [0, 1, 2].map(() => new Float64Array(places.length));
  const [original, answer] = [channels(), channels()];
  const x = new Float64Array(places.length);
  const y = new Float64Array(places.length);
  const means = new Float64Array(6);
  let count = 0;
  for (const place of places) {
    const [column, row] = [place % grid.columns, Math.floor(place / grid.columns)];
    if (!meansOf(pair, column * size, row * size, size, means)) continue;
    for (const [i, values] of [...original, ...answer].entries()) values[count] = means[i] ?? 0;
    x[count] = (2 * (column + 0.5)) / grid.columns - 1;
    y[count] = (2 * (row + 0.5)) / grid.rows - 1;
    count += 1;
  }
  return { count, original, answer, x, y };
}

function isTouched(weights: Uint16Array, from: number, end: number): boolean {
  for (let i = from; i < end; i += 1) if (weights[i] !== 0) return true;
  return false;
}

/** The cells that lie farther than that from every pixel with a weight. */
function keptCells({ weights, changed, askedPx }: Kept, width: number, grid: Grid): number[] {
  const { columns, rows, size } = grid;
  const touched = new Uint8Array(columns * rows);
  const right = Math.min(columns * size, changed.x + changed.width);
  const bottom = Math.min(rows * size, changed.y + changed.height);
  for (let y = changed.y; y < bottom; y += 1) {
    const row = Math.floor(y / size) * columns;
    for (let x = changed.x; x < right; ) {
      const column = Math.floor(x / size);
      const end = Math.min(right, (column + 1) * size);
      // Most are touched by their first row: no more of them is to be seen.
      if (touched[row + column] === 0 && isTouched(weights, y * width + x, y * width + end))
        touched[row + column] = 1;
      x = end;
    }
  }
  const away = squaredDistances({ width: columns, height: rows }, (i) => touched[i] === 1);
  const least = (1 + askedPx / size) ** 2; // a cell's middle is up to a cell off its nearest pixel
  const found: number[] = [];
  for (let i = 0; i < away.length; i += 1) if ((away[i] ?? 0) > least) found.push(i);
  return found;
}

/**
 * Means of a cell, 0…255: the original's channels, then the answer's. False where most of it is clear in either, or the
 * answer ends.
 */
function meansOf(
  { original, crop, answer, alignment: { dx, dy, scale } }: Pair,
  left: number,
  top: number,
  size: number,
  means: Float64Array,
): boolean {
  const step = Math.max(1, Math.floor(size / leastLooked));
  const full = fullOf(original);
  const fullAnswer = fullOf(answer);
  const middleX = (answer.width - 1) / 2;
  const middleY = (answer.height - 1) / 2;
  let used = 0;
  let asked = 0;
  let red = 0;
  let green = 0;
  let blue = 0;
  let answerRed = 0;
  let answerGreen = 0;
  let answerBlue = 0;
  for (let y = top; y < top + size; y += step) {
    const row = Math.round(middleY + scale * (y - middleY) + dy);
    if (row < 0 || row >= answer.height) return false;
    let from = 4 * ((crop.y + y) * original.width + crop.x + left);
    for (let x = left; x < left + size; x += step, from += 4 * step) {
      const column = Math.round(middleX + scale * (x - middleX) + dx);
      if (column < 0 || column >= answer.width) return false;
      const at = 4 * (row * answer.width + column);
      asked += 1;
      // What is more clear than seen has no colour to compare.
      if (2 * (original.data[from + 3] ?? 0) < full || 2 * (answer.data[at + 3] ?? 0) < fullAnswer)
        continue;
      red += original.data[from] ?? 0;
      green += original.data[from + 1] ?? 0;
      blue += original.data[from + 2] ?? 0;
      answerRed += answer.data[at] ?? 0;
      answerGreen += answer.data[at + 1] ?? 0;
      answerBlue += answer.data[at + 2] ?? 0;
      used += 1;
    }
  }
  if (2 * used < asked) return false;
  const [share, shareAnswer] = [255 / full / used, 255 / fullAnswer / used];
  means.set([red * share, green * share, blue * share]);
  means.set([answerRed * shareAnswer, answerGreen * shareAnswer, answerBlue * shareAnswer], 3);
  return true;
}

const fullOf = ({ bitDepth }: Raster): number => (bitDepth === 16 ? 65_535 : 255);
