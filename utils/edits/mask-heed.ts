import type { Rect } from '../geometry';
import type { Coverage, Raster } from '../image/raster';

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

/** Mean of each field and channel of a part of a picture, 0-255; 3 values a field, rows from the top. */
function fieldMeans({ data, bitDepth, width }: Raster, area: Rect, { columns, rows }: Grid) {
  const full = bitDepth === 16 ? 257 : 1;
  const sums = new Float64Array(3 * columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < area.height; y += 1) {
    const row = Math.floor((y * rows) / area.height) * columns;
    for (let x = 0; x < area.width; x += 1) {
      const field = row + Math.floor((x * columns) / area.width);
      const at = 4 * ((area.y + y) * width + area.x + x);
      counts[field] = (counts[field] ?? 0) + 1;
      for (let c = 0; c < 3; c += 1)
        sums[3 * field + c] = (sums[3 * field + c] ?? 0) + (data[at + c] ?? 0) / full;
    }
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)] ?? 1));
}

/** Fields that the mask does not touch, nor any neighbour of theirs. */
function keptFields({ data, width, height }: Coverage, grid: Grid): boolean[] {
  const { columns, rows } = grid;
  const masked = new Array<boolean>(columns * rows).fill(false);
  for (let i = 0; i < data.length; i += 1) {
    if (!data[i]) continue;
    const row = Math.floor((Math.floor(i / width) * rows) / height);
    masked[row * columns + Math.floor(((i % width) * columns) / width)] = true;
  }
  return masked.map((_, field) => neighbours(field, grid).every((near) => !masked[near]));
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
