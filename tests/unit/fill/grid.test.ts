import { describe, expect, it } from 'vitest';
import { emptyGrid, type Grid, solve } from '../../../utils/fill/grid';

const side = 96;

/**
 * A square whose places are all to be as their neighbours; the known pixels left of it are 0, those to its right 100.
 * @param cut the column after which nothing is joined
 */
function square(cut = -1): Grid {
  const width = side + 10;
  const grid = emptyGrid(
    width,
    Int32Array.from({ length: side * side }, (_, i) => (5 + Math.floor(i / side)) * width + 5 + (i % side)), // biome-ignore format: one list
  );
  const count = (i: number) => {
    grid.sum[i] = (grid.sum[i] ?? 0) + 1;
  };
  for (let i = 0; i < side * side; i += 1) {
    const [x, y] = [i % side, Math.floor(i / side)];
    if (x === 0 || x === side - 1) count(i); // a known pixel
    if (x === side - 1) grid.wanted.fill(100, 3 * i, 3 * i + 3);
    if (x < side - 1 && x !== cut) {
      grid.toRight[i] = 1;
      count(i);
      count(i + 1);
    }
    if (y === side - 1) continue;
    grid.toBelow[i] = 1;
    grid.below[i] = i + side;
    grid.above[i + side] = i;
    count(i);
    count(i + side);
  }
  return grid;
}

function solved(grid: Grid, cycles: number) {
  const values = new Float32Array(3 * side * side);
  const shares = [...solve(grid, values, cycles)];
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1);
  return (x: number, y: number) => values[3 * (y * side + x)] ?? 0;
}

describe('what joints ask of pixels', () => {
  it('is found across a wide hole in a few cycles, as a slope from one edge to the other', () => {
    const at = solved(square(), 5);
    for (const x of [0, 20, 47, 70, 95])
      expect(Math.abs(at(x, 30) - (100 * (x + 1)) / (side + 1))).toBeLessThan(2.5);
  });

  it('is not found without grids of blocks: the same rounds on the pixels alone leave the middle as it was', () => {
    const alone = square();
    const values = new Float32Array(3 * side * side);
    for (let round = 0; round < 20; round += 1)
      for (let i = 0; i < side * side; i += 1) {
        const x = i % side;
        const near = [x > 0 ? values[3 * i - 3] : 0, x < side - 1 ? values[3 * i + 3] : 100, values[3 * (alone.above[i] ?? 0)], values[3 * (alone.below[i] ?? 0)]]; // biome-ignore format: one list
        values[3 * i] = near.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 4;
      }
    expect(values[3 * (30 * side + 47)]).toBeLessThan(10);
  });

  it('does not cross where nothing is joined', () => {
    const at = solved(square(40), 10);
    expect(at(40, 50)).toBeLessThan(10);
    expect(at(41, 50)).toBeGreaterThan(90);
  });
});
