import type { Point, Rect, Size } from '../geometry';
import type { Runs } from './steps';

/**
 * The runs of the cells that are not 0, cut to the box around them; undefined where all are 0.
 * @param cells one byte a cell, rows from the top
 * @param area the part of the image that the cells lie over, image px
 */
export function encodeRuns(cells: Uint8Array, size: Size, area: Rect): Runs | undefined {
  const box = coveredBox(cells, size);
  if (!box) return undefined;
  const lengths: number[] = [];
  let isCovered = false;
  let length = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    const row = y * size.width;
    for (let i = row + box.x; i < row + box.x + box.width; i++) {
      if ((cells[i] !== 0) === isCovered) length++;
      else {
        lengths.push(length);
        isCovered = !isCovered;
        length = 1;
      }
    }
  }
  if (isCovered) lengths.push(length);
  const cell = { x: area.width / size.width, y: area.height / size.height };
  return {
    rect: {
      x: area.x + box.x * cell.x,
      y: area.y + box.y * cell.y,
      width: box.width * cell.x,
      height: box.height * cell.y,
    },
    grid: { width: box.width, height: box.height },
    lengths: Uint32Array.from(lengths),
  };
}

/** Calls back for every covered stretch of a row: its cells `from` … `to - 1`, in order. */
export function forEachSpan(
  { grid, lengths }: Runs,
  callback: (row: number, from: number, to: number) => void,
): void {
  const cells = grid.width * grid.height;
  let start = 0;
  for (let i = 0; i < lengths.length; i++) {
    const end = Math.min(cells, start + (lengths[i] ?? 0));
    if (i % 2 === 1) {
      for (let at = start; at < end; ) {
        const row = Math.floor(at / grid.width);
        const next = Math.min(end, (row + 1) * grid.width);
        callback(row, at - row * grid.width, next - row * grid.width);
        at = next;
      }
    }
    start = end;
  }
}

function coveredBox(cells: Uint8Array, { width, height }: Size): Rect | undefined {
  let [left, top, right, bottom]: [number, number, number, number] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    const row = cells.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((cell) => cell !== 0);
    if (first < 0) continue;
    let last = width - 1;
    while (row[last] === 0) last--;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return bottom < 0
    ? undefined
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The cell of a grid over the whole image in which a place of it lies. */
export const cellAt = (at: Point, image: Size, grid: Size): Point => ({
  x: Math.min(grid.width - 1, Math.floor((at.x * grid.width) / image.width)),
  y: Math.min(grid.height - 1, Math.floor((at.y * grid.height) / image.height)),
});
