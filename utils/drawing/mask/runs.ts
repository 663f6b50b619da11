import type { Point, Rect, Size } from '../../base/geometry';
import { boundsOf, wordsOf } from '../../pixels/raster';
import type { Runs } from '../steps';

/**
 * The runs of the cells that are not 0, cut to the box around them; undefined where all are 0.
 * @param cells one byte a cell, rows from the top
 * @param area the part of the image that the cells lie over, image px
 */
export function encodeRuns(cells: Uint8Array, size: Size, area: Rect): Runs | undefined {
  const box = boundsOf(cells, size, 1);
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
  return { ...placed(box, size, area), lengths: Uint32Array.from(lengths) };
}

/**
 * The same of cells that may be covered in part: where two stretches of different coverage touch, a run of none is between them.
 * @param cells coverage 0…255, one byte a cell, rows from the top
 */
export function encodeSoftRuns(
  cells: Uint8Array | Uint8ClampedArray,
  size: Size,
  area: Rect,
): Runs | undefined {
  const box = boundsOf(cells, size, 1);
  if (!box) return undefined;
  const lengths = createNumbers();
  const levels = createNumbers();
  const endOfLevel = createLevelEnd(cells);
  let [level, length] = [0, 0];
  const right = box.x + box.width;
  for (let y = box.y; y < box.y + box.height; y++) {
    const last = y * size.width + right;
    for (let i = last - box.width, to = i; i < last; i = to) {
      const next = cells[i] ?? 0;
      to = endOfLevel(i, last);
      if (next === level) {
        length += to - i;
        continue;
      }
      lengths.push(length);
      if (level > 0 && next > 0) lengths.push(0);
      if (next > 0) levels.push(next);
      level = next;
      length = to - i;
    }
  }
  if (level > 0) lengths.push(length);
  const all = levels.all();
  const isSoft = all.some((each) => each < 255);
  return {
    ...placed(box, size, area),
    lengths: lengths.all(),
    ...(isSoft && { levels: all }),
  };
}

/** A list of whole numbers from 0 on that grows. */
function createNumbers() {
  let numbers = new Uint32Array(1024);
  let count = 0;
  return {
    push(value: number): void {
      if (count === numbers.length) {
        const longer = new Uint32Array(2 * count);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[count++] = value;
    },
    all: () => numbers.slice(0, count),
  };
}

/** Finds where a stretch of cells of the same coverage ends, at `last` if not before; long ones four cells at a time. */
function createLevelEnd(cells: Uint8Array | Uint8ClampedArray) {
  const words = wordsOf(cells);
  return (from: number, last: number): number => {
    const level = cells[from] ?? 0;
    const word = (level * 0x01010101) >>> 0;
    let i = from + 1;
    while (i < last && cells[i] === level) {
      i++;
      if ((i & 3) === 0) while (i + 4 <= last && words[i >> 2] === word) i += 4;
    }
    return i;
  };
}

/** Where a box of a grid's cells lies in the image. */
function placed(box: Rect, size: Size, area: Rect): Pick<Runs, 'rect' | 'grid'> {
  const cell = { x: area.width / size.width, y: area.height / size.height };
  return {
    rect: {
      x: area.x + box.x * cell.x,
      y: area.y + box.y * cell.y,
      width: box.width * cell.x,
      height: box.height * cell.y,
    },
    grid: { width: box.width, height: box.height },
  };
}

/**
 * Finds rows of runs: the result calls back for each covered stretch of a row, its cells `from` …
 * `to - 1`, in order, with how far they are covered, 1…255.
 */
export function rowsOf({
  grid,
  lengths,
  levels,
}: Runs): (row: number, callback: (from: number, to: number, level: number) => void) => void {
  const runs = new Uint32Array(grid.height);
  const starts = new Float64Array(grid.height);
  let [run, start] = [0, 0];
  for (let row = 0; row < grid.height; row++) {
    for (; run < lengths.length; run++) {
      const end = start + (lengths[run] ?? 0);
      if (end > row * grid.width) break;
      start = end;
    }
    runs[row] = run;
    starts[row] = start;
  }
  return (row, callback) => {
    const first = row * grid.width;
    let at = starts[row] ?? 0;
    for (let i = runs[row] ?? 0; i < lengths.length && at < first + grid.width; i++) {
      const end = at + (lengths[i] ?? 0);
      const from = Math.max(0, at - first);
      const to = Math.min(grid.width, end - first);
      if (i % 2 === 1 && to > from) callback(from, to, levels?.[i >> 1] ?? 255);
      at = end;
    }
  };
}

/** The cell of a grid over the whole image in which a place of it lies. */
export const cellAt = (at: Point, image: Size, grid: Size): Point => ({
  x: Math.min(grid.width - 1, Math.floor((at.x * grid.width) / image.width)),
  y: Math.min(grid.height - 1, Math.floor((at.y * grid.height) / image.height)),
});
