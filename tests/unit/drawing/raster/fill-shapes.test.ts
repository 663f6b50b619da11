import { describe, expect, test } from 'vitest';
import type { Size } from '../../../../utils/base/geometry';
import { createFiller } from '../../../../utils/drawing/raster/fill';

type Corner = readonly [x: number, y: number];

/** The lines of a closed polygon. */
const linesOf = (corners: readonly Corner[]): Float64Array =>
  Float64Array.from(
    corners.flatMap((corner, i) => [...corner, ...(corners[(i + 1) % corners.length] ?? corner)]),
  );

/** Coverage, 0…255, of what shapes of polygons cover together. */
function filled(size: Size, ...shapes: (readonly (readonly Corner[])[])[]): number[] {
  const filler = createFiller(size);
  for (const [shape, polygons] of shapes.entries()) {
    for (const corners of polygons) filler.add(shape, linesOf(corners), 0, 0);
  }
  const data: number[] = Array(size.width * size.height).fill(0);
  filler.fill((y, from, to, coverage) => {
    expect(to).toBeLessThanOrEqual(size.width);
    data.fill(coverage, y * size.width + from, y * size.width + to);
  });
  return data;
}

const areaOf = (data: readonly number[]) => data.reduce((sum, value) => sum + value, 0) / 255;

const box = (x: number, y: number, right: number, bottom: number): Corner[] => [
  [x, y],
  [right, y],
  [right, bottom],
  [x, bottom],
];

describe('a filled polygon', () => {
  test('on whole pixels covers these fully and no others', () => {
    const data = filled({ width: 5, height: 4 }, [box(1, 1, 4, 3)]);
    expect(data).toEqual([
      ...[0, 0, 0, 0, 0],
      ...[0, 255, 255, 255, 0],
      ...[0, 255, 255, 255, 0],
      ...[0, 0, 0, 0, 0],
    ]);
  });

  test('covers half of a pixel by half, whichever half it is', () => {
    const size = { width: 1, height: 1 };
    const halves = [
      box(0, 0, 0.5, 1),
      box(0.5, 0, 1, 1),
      box(0, 0, 1, 0.5),
      box(0, 0.25, 1, 0.75),
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ] as Corner[],
      [
        [1, 1],
        [0, 1],
        [1, 0],
      ] as Corner[],
    ];
    for (const half of halves) expect(filled(size, [half])).toEqual([128]);
  });

  test('covers as much as its area is, cut by many pixels', () => {
    const size = { width: 40, height: 30 };
    expect(areaOf(filled(size, [box(2.3, 3.7, 31.9, 20.2)]))).toBeCloseTo(29.6 * 16.5, 0);
    const triangle: Corner[] = [
      [1.5, 2.25],
      [38.1, 9.4],
      [12.7, 27.6],
    ];
    expect(areaOf(filled(size, [triangle]))).toBeCloseTo(424.2, 0);
    const disc = Array.from({ length: 400 }, (_, i): Corner => {
      const angle = (2 * Math.PI * i) / 400;
      return [17.3 + 11 * Math.cos(angle), 15.1 + 11 * Math.sin(angle)];
    });
    expect(areaOf(filled(size, [disc]))).toBeCloseTo(Math.PI * 121, 0);
  });

  test('is the same in either direction', () => {
    const size = { width: 20, height: 20 };
    const corners: Corner[] = [
      [2.2, 3.1],
      [17.9, 5.5],
      [9.4, 18.6],
    ];
    expect(filled(size, [corners.toReversed()])).toEqual(filled(size, [corners]));
  });

  test.each([
    ['left of', -100, 0],
    ['right of', 100, 0],
    ['above', 0, -100],
    ['below', 0, 100],
  ])('%s the target covers nothing of it', (_, x, y) => {
    const data = filled({ width: 10, height: 10 }, [box(x, y, x + 10, y + 10)]);
    expect(data.every((value) => value === 0)).toBe(true);
  });

  test('that goes beyond all four sides is cut there', () => {
    const size = { width: 10, height: 8 };
    expect(filled(size, [box(-50, -70, 60, 80)])).toEqual(Array(80).fill(255));
    // A diamond whose corners are all outside: each of the target's corners is cut off by a line.
    const diamond: Corner[] = [
      [5, -3],
      [14, 4],
      [5, 11],
      [-4, 4],
    ];
    const centre = diamond.map(([x, y]): Corner => [x + 20, y + 20]);
    const whole = filled({ width: 50, height: 50 }, [centre]);
    const part = Array.from(
      { length: 80 },
      (_, i) => whole[(20 + Math.floor(i / 10)) * 50 + 20 + (i % 10)],
    );
    const data = filled(size, [diamond]);
    for (const [i, value] of data.entries())
      expect(Math.abs(value - (part[i] ?? 0))).toBeLessThan(2);
  });
});

describe('the non-zero rule', () => {
  const size = { width: 12, height: 8 };

  test('covers what is wound round twice once', () => {
    const twice = filled(size, [box(1, 1, 8, 6), box(4, 2, 11, 7)]);
    expect(new Set(twice)).toEqual(new Set([0, 255]));
    expect(areaOf(twice)).toBe(35 + 35 - 16);
  });

  test('leaves a hole where a curve inside goes the other way', () => {
    expect(areaOf(filled(size, [box(1, 1, 8, 6), box(3, 2, 5, 4).toReversed()]))).toBe(31);
    expect(areaOf(filled(size, [box(1, 1, 8, 6), box(3, 2, 5, 4)]))).toBe(35);
  });

  test('holds for each shape alone, and the one that covers more of a pixel counts', () => {
    expect(areaOf(filled(size, [box(1, 1, 8, 6)], [box(3, 2, 5, 4).toReversed()]))).toBe(35);
    const nested = filled({ width: 2, height: 1 }, [box(0, 0, 1.5, 1)], [box(0, 0, 1.25, 1)]);
    expect(nested).toEqual([255, 128]);
  });
});

test('a filler forgets what it has filled', () => {
  const filler = createFiller({ width: 6, height: 6 });
  const spans: number[][] = [];
  filler.add(0, linesOf(box(0, 0, 6, 6)), 0, 0);
  filler.fill(() => {});
  filler.add(0, linesOf(box(12, 14, 14, 15)), 10, 10);
  filler.fill((...span) => spans.push(span));
  expect(spans).toEqual([[4, 2, 4, 255]]);
});

test('a thin diagonal across 50 megapixels takes spans for its length, not for the box around it', () => {
  const filler = createFiller({ width: 8192, height: 6144 });
  filler.add(
    0,
    linesOf([
      [0, 0],
      [2, 0],
      [8192, 6142],
      [8192, 6144],
      [8190, 6144],
      [0, 2],
    ]),
    0,
    0,
  );
  let [spans, pixels] = [0, 0];
  filler.fill((_, from, to) => {
    spans += 1;
    pixels += to - from;
  });
  expect(pixels).toBeLessThan(8 * 6144);
  expect(spans).toBeLessThan(8 * 6144);
});
