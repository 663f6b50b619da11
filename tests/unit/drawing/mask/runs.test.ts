import { expect, test } from 'vitest';
import type { Placement, Size } from '../../../../utils/base/geometry';
import { cellAt, encodeRuns, encodeSoftRuns, rowsOf } from '../../../../utils/drawing/mask/runs';
import { boxOfRuns, coverRuns } from '../../../../utils/drawing/raster/cover-step';
import type { Runs } from '../../../../utils/drawing/steps';
import { randomNumbers } from '../../codecs/random';

const cellsOf = (...rows: string[]) =>
  Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));

function encode(...rows: string[]): Runs | undefined {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  return encodeRuns(cellsOf(...rows), size, { x: 0, y: 0, ...size });
}

function drawn(runs: Runs, width: number, height: number): string[] {
  const rows = Array.from({ length: height }, () => '.'.repeat(width).split(''));
  const spansOf = rowsOf(runs);
  for (let row = 0; row < runs.grid.height; row++) {
    spansOf(row, (from, to) =>
      rows[row + runs.rect.y]?.fill('#', from + runs.rect.x, to + runs.rect.x),
    );
  }
  return rows.map((row) => row.join(''));
}

/** The coverage of a target's pixels, 0…255. */
function covered(runs: Runs, to: Placement, target: Size): number[] {
  const alpha: number[] = Array(target.width * target.height).fill(0);
  coverRuns(runs, to, target, (y, from, end, coverage) =>
    alpha.fill(coverage, y * target.width + from, y * target.width + end),
  );
  return alpha;
}

test.each([
  [['#']],
  [['.....', '.#.#.', '.###.', '.....']],
  [['##', '##']],
  [['#..', '...', '..#']],
])('runs of %j give the same cells back', (rows) => {
  const runs = encode(...rows);
  if (!runs) throw new Error('empty');
  expect(drawn(runs, rows[0]?.length ?? 0, rows.length)).toEqual(rows);
});

test('runs are cut to what is covered', () => {
  expect(encode('.....', '.#.#.', '.###.', '.....')).toEqual({
    rect: { x: 1, y: 1, width: 3, height: 2 },
    grid: { width: 3, height: 2 },
    lengths: Uint32Array.of(0, 1, 1, 4),
  });
});

test('nothing covered makes no runs', () => {
  expect(encode('...', '...')).toBeUndefined();
});

test('a grid coarser than the image lies where the image is', () => {
  const area = { x: 0, y: 0, width: 100, height: 40 };
  expect(encodeRuns(cellsOf('..', '.#'), { width: 2, height: 2 }, area)?.rect).toEqual({
    x: 50,
    y: 20,
    width: 50,
    height: 20,
  });
});

test('every pixel of a target at the same scale is exactly the cell', () => {
  const rows = Array.from({ length: 23 }, (_, y) =>
    Array.from({ length: 31 }, (_, x) => ((x * 7 + y * 13 + x * y) % 5 < 2 ? '#' : '.')).join(''),
  );
  const runs = encode(...rows);
  if (!runs) throw new Error('empty');
  const at = { scaleX: 1, scaleY: 1, x: -3, y: -2 };
  const target = { width: 40, height: 30 };
  const alpha = covered(runs, at, target);
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      const cell = rows[y + 2]?.[x + 3] ?? '.';
      expect(alpha[y * target.width + x]).toBe(cell === '#' ? 255 : 0);
    }
  }
});

test('a smaller target gets shares, a larger one blocks', () => {
  const runs = encode('#.', '##');
  if (!runs) throw new Error('empty');
  const half = { scaleX: 0.5, scaleY: 0.5, x: 0, y: 0 };
  expect(covered(runs, half, { width: 1, height: 1 })).toEqual([191]);
  const double = covered(runs, { scaleX: 2, scaleY: 2, x: 0, y: 0 }, { width: 4, height: 4 });
  expect(double.map((value) => (value ? '#' : '.')).join('')).toBe('##..##..########');
});

test('a scale that is no whole number leaves no gap between the rows of a selection', () => {
  const runs = encode('###', '###', '###');
  if (!runs) throw new Error('empty');
  for (const scale of [0.37, 1.1, 2.9]) {
    const target = { width: Math.floor(3 * scale), height: Math.floor(3 * scale) };
    const whole = covered(runs, { scaleX: scale, scaleY: scale, x: 0, y: 0 }, target);
    expect(whole.every((value) => value === 255)).toBe(true);
  }
});

test('runs outside of the target cover nothing', () => {
  const runs = encode('#');
  if (!runs) throw new Error('empty');
  const outside = { scaleX: 1, scaleY: 1, x: 50, y: 0 };
  expect(boxOfRuns(runs, outside, { width: 10, height: 10 })).toBeUndefined();
  expect(covered(runs, outside, { width: 10, height: 10 })).toEqual(Array(100).fill(0));
});

test('lengths that say more than the grid holds do no harm', () => {
  const spans: number[][] = [];
  const runs = { rect: { x: 0, y: 0, width: 2, height: 1 }, grid: { width: 2, height: 1 } };
  const spansOf = rowsOf({ ...runs, lengths: Uint32Array.of(1, 4_000_000_000, 1, 9) });
  spansOf(0, (...span) => spans.push(span));
  expect(spans).toEqual([[1, 2, 255]]);
});

test('a place of the image lies in a cell, on the last edge as well', () => {
  const grid = { width: 10, height: 5 };
  const image = { width: 100, height: 50 };
  expect(cellAt({ x: 100, y: 50 }, image, grid)).toEqual({ x: 9, y: 4 });
  expect(cellAt({ x: 9.9, y: 10 }, image, grid)).toEqual({ x: 0, y: 1 });
});

/** Coverage, a digit a cell: tenths of 250. */
const softCellsOf = (...rows: string[]) =>
  Uint8Array.from(rows.join(''), (digit) => 25 * Number(digit));

test.each([
  [['0']],
  [['5']],
  [['00000', '01590', '09990', '00500']],
  [['99', '98', '89']],
  [['100', '001', '110']],
])('soft runs of %j cover as much of each pixel again', (rows) => {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const cells = softCellsOf(...rows);
  const runs = encodeSoftRuns(cells, size, { x: 0, y: 0, ...size });
  const onePx = { scaleX: 1, scaleY: 1, x: 0, y: 0 };
  expect(runs ? covered(runs, onePx, size) : [...cells].map(() => 0)).toEqual([...cells]);
});

test('long stretches of one coverage, wherever they begin and end, are as long as cell by cell', () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 200; round++) {
    const size = { width: 1 + Math.floor(random() * 60), height: 1 + Math.floor(random() * 4) };
    const offset = Math.floor(random() * 4);
    const cells = new Uint8Array(offset + size.width * size.height).subarray(offset);
    for (let i = 0; i < cells.length; ) {
      const end = i + Math.floor(random() * 40);
      cells.fill(Math.floor(random() * 3) * 127, i, end);
      i = end;
    }
    const runs = encodeSoftRuns(cells, size, { x: 0, y: 0, ...size });
    const { rect, lengths, levels } = runs ?? { rect: { x: 0, y: 0, width: 0, height: 0 }, lengths: [], levels: [] }; // biome-ignore format: one line
    const said = [...lengths].flatMap((length, i) => Array(length).fill(i % 2 && (levels?.[i >> 1] ?? 255))); // biome-ignore format: one line
    const found = [...cells].map((_, i) => {
      const [x, y] = [(i % size.width) - rect.x, Math.floor(i / size.width) - rect.y];
      const isIn = x >= 0 && y >= 0 && x < rect.width && y < rect.height;
      return isIn ? (said[y * rect.width + x] ?? 0) : 0;
    });
    expect(found).toEqual([...cells]);
  }
});

test('soft runs are exact at other scales, too', () => {
  const runs = encodeSoftRuns(softCellsOf('8004', '0048'), { width: 4, height: 2 }, { x: 0, y: 0, width: 4, height: 2 }); // biome-ignore format: one line
  if (!runs) throw new Error('empty');
  const half = { scaleX: 0.5, scaleY: 0.5, x: 0, y: 0 };
  expect(covered(runs, half, { width: 2, height: 1 })).toEqual([50, 100]);
});

test('runs that cover wholly say nothing of how far', () => {
  const area = { x: 0, y: 0, width: 3, height: 1 };
  expect(encodeSoftRuns(Uint8Array.of(0, 255, 255), area, area)).toEqual(encodeRuns(Uint8Array.of(0, 1, 1), area, area)); // biome-ignore format: one line
  expect(encodeSoftRuns(Uint8Array.of(0, 254, 255), area, area)?.levels).toEqual(Uint32Array.of(254, 255)); // biome-ignore format: one line
});
