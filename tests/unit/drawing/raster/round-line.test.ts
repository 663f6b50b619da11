import { describe, expect, test } from 'vitest';
import type { CentreLine } from '../../../../utils/drawing/mask/outline';
import { createFiller } from '../../../../utils/drawing/raster/fill';
import {
  createFlatPath,
  type FlatPath,
  traceRoundLine,
  traceRoundLines,
} from '../../../../utils/drawing/raster/shapes';

const size = { width: 120, height: 100 };

/** Coverage, 0…255, of a line with caps. */
const stroked = (line: CentreLine): number[] =>
  filled((path) => traceRoundLine(path, line, { start: true, end: true }));

/** Coverage, 0…255, of what is traced as one shape. */
function filled(trace: (path: FlatPath) => void): number[] {
  const path = createFlatPath({ scaleX: 1, scaleY: 1, x: 0, y: 0 });
  trace(path);
  const filler = createFiller(size);
  filler.add(0, path.take(), 0, 0);
  const data: number[] = Array(size.width * size.height).fill(0);
  filler.fill((y, from, to, coverage) =>
    data.fill(coverage, y * size.width + from, y * size.width + to),
  );
  return data;
}

const line = (width: number, ...points: (readonly [number, number])[]): CentreLine => ({
  width,
  points: points.map(([x, y]) => [x, y, 0.5] as const),
});

const areaOf = (data: readonly number[]) => data.reduce((sum, value) => sum + value, 0) / 255;

/** Distance of a place from the nearest of a line's segments. */
function distance(x: number, y: number, { points }: CentreLine): number {
  let nearest = Infinity;
  for (const [i, [bx, by]] of points.entries()) {
    const [ax, ay] = points[i - 1] ?? [bx, by];
    const [dx, dy] = [bx - ax, by - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.max(0, Math.min(1, along));
    nearest = Math.min(nearest, Math.hypot(x - ax - t * dx, y - ay - t * dy));
  }
  return nearest;
}

/** Every pixel of which a line surely covers all or nothing is covered so. */
function expectRound(data: readonly number[], drawn: CentreLine): void {
  const wrong = data.filter((value, i) => {
    const [x, y] = [(i % size.width) + 0.5, Math.floor(i / size.width) + 0.5];
    const inside = drawn.width / 2 - distance(x, y, drawn);
    return (inside > 0.75 && value !== 255) || (inside < -0.75 && value !== 0);
  });
  expect(wrong).toEqual([]);
}

describe('a line with round ends', () => {
  test('covers its rectangle and two half discs', () => {
    const area = 60 * 20 + Math.PI * 100;
    expect(areaOf(stroked(line(20, [30, 50], [90, 50])))).toBeCloseTo(area, -0.5);
    expect(areaOf(stroked(line(20, [40, 20], [76, 68])))).toBeCloseTo(area, -0.5);
  });

  test.each([
    [
      'a right angle',
      [
        [30, 30],
        [80, 30],
        [80, 80],
      ],
    ],
    [
      'a sharp bend',
      [
        [30, 50],
        [90, 55],
        [32, 62],
      ],
    ],
    [
      'a way there and back',
      [
        [30, 50],
        [90, 50],
        [50, 50],
      ],
    ],
    [
      'a way straight on',
      [
        [20, 20],
        [40, 35],
        [60, 50],
        [100, 80],
      ],
    ],
    [
      'a bend of short pieces',
      [
        [40, 50],
        [43, 49],
        [46, 50],
        [48, 53],
        [47, 57],
        [43, 59],
      ],
    ],
    [
      'a loop',
      [
        [30, 30],
        [90, 70],
        [90, 30],
        [30, 70],
      ],
    ],
  ] as const)('covers all along %s and nothing beside', (_, points) => {
    for (const width of [3, 17, 30]) {
      const drawn = line(width, ...points);
      expectRound(stroked(drawn), drawn);
      const back = line(width, ...points.toReversed());
      expectRound(stroked(back), back);
    }
  });

  test('has no seam or gap where it goes on in other widths, in a bend of short pieces too', () => {
    const bend = [
      [20, 50],
      [60, 52],
      [64, 56],
      [62, 60],
      [40, 62],
    ] as const;
    const widths = [12, 28, 18, 8];
    const lines = widths.map((width, i) => line(width, ...bend.slice(i, i + 2)));
    for (const order of [lines, lines.map((each) => ({ ...each, width: 40 - each.width }))]) {
      const data = filled((path) => traceRoundLines(path, order));
      const wrong = data.filter((value, i) => {
        const [x, y] = [(i % size.width) + 0.5, Math.floor(i / size.width) + 0.5];
        const inside = Math.max(...order.map((each) => each.width / 2 - distance(x, y, each)));
        return (inside > 0.75 && value !== 255) || (inside < -0.75 && value !== 0);
      });
      expect(wrong).toEqual([]);
    }
  });

  test('needs two places', () => {
    expect(areaOf(stroked(line(10, [50, 50])))).toBe(0);
    expect(areaOf(stroked(line(10)))).toBe(0);
  });
});

test.each([1e300, Number.NaN, Number.POSITIVE_INFINITY])(
  'a place at %s ends a line at some border and takes no time',
  (far) => {
    const data = stroked(line(10, [50, 50], [far, far], [60, 50]));
    expect(data.every((value) => value >= 0 && value <= 255)).toBe(true);
  },
);
