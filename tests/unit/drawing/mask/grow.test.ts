import { expect, test } from 'vitest';
import { growCoverage } from '../../../../utils/drawing/mask/grow';
import type { Coverage } from '../../../../utils/pixels/raster';

const coverage = (width: number, height: number, covered: [number, number, number][]): Coverage => {
  const data = new Uint8ClampedArray(width * height);
  for (const [x, y, value] of covered) data[y * width + x] = value;
  return { width, height, data };
};

/** The definition, pixel by pixel. */
function grownSlowly({ width, height, data }: Coverage, by: number): number[] {
  const at = (x: number, y: number) => data[y * width + x] ?? 0;
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        if (at(column, row) >= 128 && (column - x) ** 2 + (row - y) ** 2 <= by * by) return 255;
      }
    }
    return at(x, y);
  });
}

test('a pixel grows to a disc', () => {
  const grown = growCoverage(coverage(5, 5, [[2, 2, 255]]), 2);
  const rows = [0, 1, 2, 3, 4].map((y) =>
    [...grown.data.subarray(y * 5, y * 5 + 5)].map((v) => (v ? '#' : '.')).join(''),
  );
  expect(rows).toEqual(['..#..', '.###.', '#####', '.###.', '..#..']);
});

test.each([0.5, 1, 1.5, 2.9, 4, 7, 40])('growing by %s px is what the definition says', (by) => {
  let seed = 7;
  const random = (limit: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  const spots = Array.from({ length: 12 }, (): [number, number, number] => [
    random(37),
    random(29),
    random(256),
  ]);
  const source = coverage(37, 29, spots);
  expect([...growCoverage(source, by).data]).toEqual(grownSlowly(source, by));
});

test('pixels less than half covered do not grow and keep their value', () => {
  const grown = growCoverage(coverage(3, 1, [[1, 0, 127]]), 1);
  expect([...grown.data]).toEqual([0, 127, 0]);
});

test('growing by nothing gives a copy', () => {
  const source = coverage(3, 1, [[1, 0, 200]]);
  const grown = growCoverage(source, 0);
  expect(grown).toEqual(source);
  expect(grown.data).not.toBe(source.data);
});
