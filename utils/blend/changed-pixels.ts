import type { Rect, Size } from '../base/geometry';
import { growCoverage } from '../drawing/mask/grow';
import { maskedFrom } from '../drawing/mask/render-mask';
import { boundsOf, type Coverage, clearLevel, type Raster } from '../pixels/raster';

/** Fields along the long side of the crop: coarse enough for a shifted or zoomed answer to look the same. */
const fieldsAlong = 16;

/** How far a field's mean may lie outside those of its neighbourhood, of 255, and still be the same. */
const tolerance = 20;

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

const gridOf = ({ width, height }: Rect): Grid => ({
  columns: Math.max(1, Math.round((fieldsAlong * width) / Math.max(width, height))),
  rows: Math.max(1, Math.round((fieldsAlong * height) / Math.max(width, height))),
});

/** The field that each px along a side lies in. */
const fieldsOf = (length: number, count: number): Uint16Array =>
  Uint16Array.from({ length }, (_, i) => Math.floor((i * count) / length));

/** Px of a field each way that are looked at, at least: of larger fields every so many-th will do. */
const leastLooked = 32;

const strideOf = (length: number, count: number): number =>
  Math.max(1, Math.floor(length / count / leastLooked));

/** Mean of each field and channel of a part of a picture, 0-255, clear pixels as gray; 3 values a field, rows from the top. */
function fieldMeans({ data, bitDepth, width }: Raster, area: Rect, { columns, rows }: Grid) {
  const maximum = bitDepth === 16 ? 65_535 : 255;
  const clear = (maximum * clearLevel) / 255;
  const sums = new Float64Array(3 * columns * rows);
  const counts = new Uint32Array(columns * rows);
  const across = fieldsOf(area.width, columns);
  const down = fieldsOf(area.height, rows);
  const [right, below] = [strideOf(area.width, columns), strideOf(area.height, rows)];
  for (let y = 0; y < area.height; y += below) {
    const row = (down[y] ?? 0) * columns;
    const start = 4 * ((area.y + y) * width + area.x);
    for (let x = 0, at = start; x < area.width; x += right, at += 4 * right) {
      const field = row + (across[x] ?? 0);
      counts[field] = (counts[field] ?? 0) + 1;
      const to = 3 * field;
      const alpha = (data[at + 3] ?? 0) / maximum;
      const rest = clear * (1 - alpha);
      for (let channel = 0; channel < 3; channel += 1)
        sums[to + channel] = (sums[to + channel] ?? 0) + rest + alpha * (data[at + channel] ?? 0);
    }
  }
  return sums.map((sum, i) => (255 * sum) / maximum / Math.max(1, counts[Math.floor(i / 3)] ?? 1));
}

/** Fields that the mask does not touch, nor any neighbour of theirs. */
function keptFields(coverage: Coverage, grid: Grid): boolean[] {
  const { data, width, height } = coverage;
  const { columns, rows } = grid;
  const masked = new Uint8Array(columns * rows);
  const across = fieldsOf(width, columns);
  const down = fieldsOf(height, rows);
  const box = boundsOf(data, coverage, 1) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (let y = box.y; y < box.y + box.height; y += 1) {
    const row = (down[y] ?? 0) * columns;
    for (let x = box.x, i = y * width + x; x < box.x + box.width; x += 1, i += 1)
      if (data[i]) masked[row + (across[x] ?? 0)] = 1;
  }
  return Array.from(masked, (_, field) => neighbours(field, grid).every((near) => !masked[near]));
}

function neighbours(field: number, { columns, rows }: Grid): number[] {
  const [x, y] = [field % columns, Math.floor(field / columns)];
  const near: number[] = [];
  for (let j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j += 1)
    for (let i = Math.max(0, x - 1); i <= Math.min(columns - 1, x + 1); i += 1)
      near.push(j * columns + i);
  return near;
}

/** The usual difference of a channel: a model tints all of the picture. */
function medianDifference(before: Float64Array, after: Float64Array, channel: number): number {
  const differences: number[] = [];
  for (let i = channel; i < before.length; i += 3)
    differences.push((after[i] ?? 0) - (before[i] ?? 0));
  differences.sort((a, b) => a - b);
  return differences[Math.floor(differences.length / 2)] ?? 0;
}

/**
 * How much of what was to stay the model has changed all the same: the share (0-1) of the fields away from
 * the mask that look like nothing near them did before. Tint, small shifts and zooms do not count.
 * @param crop the part of `original` that was sent
 * @param coverage the mask, of the crop's size
 */
export function changedAround(
  original: Raster,
  crop: Rect,
  answer: Raster,
  coverage: Coverage,
): number {
  const grid = gridOf(crop);
  const before = fieldMeans(original, crop, grid);
  const { width, height } = answer;
  const after = fieldMeans(answer, { x: 0, y: 0, width, height }, grid);
  const tint = [0, 1, 2].map((channel) => medianDifference(before, after, channel));
  const kept = keptFields(coverage, grid);
  const isChanged = (field: number): boolean =>
    tint.some((shift, channel) => {
      const near = neighbours(field, grid).map((other) => before[3 * other + channel] ?? 0);
      const value = (after[3 * field + channel] ?? 0) - shift;
      return value < Math.min(...near) - tolerance || value > Math.max(...near) + tolerance;
    });
  const total = kept.filter(Boolean).length;
  const changed = kept.filter((isKept, field) => isKept && isChanged(field)).length;
  return total === 0 ? 0 : changed / total;
}

export interface ChangedOutside {
  /** Pixels outside strokes and feather that differ in any sample. */
  readonly changed: number;
  /** Pixels outside strokes and feather. */
  readonly total: number;
}

/**
 * Counts what a saved picture has changed outside, against strokes and feather: not against the weights of
 * the compositing, by which nothing it has written could ever lie outside. A picture of another size or
 * depth has changed in all of its pixels.
 * @param saved as decoded from the file that is kept
 * @param coverage of the strokes, as large as `crop`
 * @param featherPx image px beyond the strokes that may change
 */
export function countChangedOutside(
  before: Raster,
  saved: Raster,
  crop: Rect,
  coverage: Coverage,
  featherPx: number,
): ChangedOutside {
  const counter = outsideCounter(before, crop, coverage, featherPx);
  const each = 4 * saved.width;
  for (let y = 0; y < saved.height; y += 1)
    counter.row(saved.data.subarray(y * each, (y + 1) * each), y);
  return counter.counted(saved);
}

/** Counts the same row by row, for whoever does not hold all of the saved picture. */
export interface OutsideCounter {
  /** @param row RGBA, 8 or 16 bits a sample */
  row(row: Uint8ClampedArray | Uint16Array, y: number): void;
  /** @param saved what the rows were of; rows that were missing have changed */
  counted(saved: Size & Pick<Raster, 'bitDepth'>): ChangedOutside;
}

export function outsideCounter(
  before: Raster,
  crop: Rect,
  coverage: Coverage,
  featherPx: number,
): OutsideCounter {
  const { data: mayChange } = growCoverage(coverage, featherPx);
  const { width, height, data } = before;
  const words = wordsOf(data);
  const perPixel = before.bitDepth / 8;
  const isInside = (x: number, y: number): boolean => {
    const [left, top] = [x - crop.x, y - crop.y];
    if (left < 0 || top < 0 || left >= crop.width || top >= crop.height) return false;
    return (mayChange[top * crop.width + left] ?? 0) >= maskedFrom;
  };
  let unchanged = 0;
  let total = width * height;
  for (let y = crop.y; y < crop.y + crop.height; y += 1)
    for (let x = crop.x; x < crop.x + crop.width; x += 1) if (isInside(x, y)) total -= 1;
  const rowsOfCrop = (y: number): boolean => y >= crop.y && y < crop.y + crop.height;
  return {
    row(row, y) {
      if (row.length !== 4 * width || row.BYTES_PER_ELEMENT !== data.BYTES_PER_ELEMENT) return;
      const after = wordsOf(row);
      const hasInside = rowsOfCrop(y);
      // Whole pixels at a time: 4 bytes as one number, or 8 as two.
      for (
        let x = 0, at = y * width * perPixel, i = 0;
        x < width;
        x += 1, at += perPixel, i += perPixel
      ) {
        // biome-ignore format: one loop
        if (hasInside && isInside(x, y)) continue;
        const isSame = words[at] === after[i] && (perPixel === 1 || words[at + 1] === after[i + 1]);
        if (isSame) unchanged += 1;
      }
    },
    counted(saved) {
      const isComparable =
        before.width === saved.width &&
        before.height === saved.height &&
        before.bitDepth === saved.bitDepth;
      return { changed: isComparable ? total - unchanged : total, total };
    },
  };
}

const wordsOf = (data: Uint8ClampedArray | Uint16Array): Uint32Array =>
  new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
