import { describe, expect, it } from 'vitest';
import { columnDistances, squaredDistances } from '../../../utils/pixels/distance';
import { boundsOf } from '../../../utils/pixels/raster';
import { randomNumbers } from '../codecs/random';

const size = { width: 23, height: 17 };
const { width, height } = size;

/** A few pixels of a small picture, by chance. */
function scattered(seed: number, share: number): Uint8Array {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length: width * height }, () => (random() < share ? 200 : 0));
}

const pixels = Array.from({ length: width * height }, (_, i) => i);
const xOf = (i: number) => i % width;
const yOf = (i: number) => Math.floor(i / width);

describe.each([0.005, 0.05, 0.5])('of a picture with %d of its pixels inside', (share) => {
  const pictures = [1, 2, 3, 4].map((seed) => scattered(seed, share));

  it('the squared distances are those to the nearest pixel inside, looked for among all', () => {
    for (const data of pictures) {
      const inside = pixels.filter((i) => (data[i] ?? 0) > 0);
      const expected = pixels.map((i) =>
        Math.min(1e9, ...inside.map((j) => (xOf(i) - xOf(j)) ** 2 + (yOf(i) - yOf(j)) ** 2)),
      );
      expect([...squaredDistances(size, (i) => (data[i] ?? 0) > 0)]).toEqual(expected);
    }
  });

  it.each([0, 1, 2.5, 6])(
    'they are right below %d px where no more is asked for, and not less beyond',
    (within) => {
      for (const data of pictures) {
        const isInside = (i: number) => (data[i] ?? 0) > 0;
        const whole = squaredDistances(size, isInside);
        const some = squaredDistances(size, isInside, within);
        for (const i of pixels) {
          const exact = whole[i] ?? 0;
          if (exact === 0 || exact < within ** 2) expect(some[i]).toBe(exact);
          else expect(some[i]).toBeGreaterThanOrEqual(within ** 2);
        }
      }
    },
  );

  it('the distances within columns end at the limit', () => {
    for (const data of pictures) {
      const inside = pixels.filter((i) => (data[i] ?? 0) > 0);
      const expected = pixels.map((i) =>
        Math.min(
          6,
          ...inside.filter((j) => xOf(i) === xOf(j)).map((j) => Math.abs(yOf(i) - yOf(j))),
        ),
      );
      expect([...columnDistances(size, (i) => (data[i] ?? 0) > 0, 6)]).toEqual(expected);
    }
  });

  it('the box holds them all and could not be smaller', () => {
    for (const data of pictures) {
      const inside = pixels.filter((i) => (data[i] ?? 0) >= 100);
      const [xs, ys] = [inside.map(xOf), inside.map(yOf)];
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      const box = { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
      expect(boundsOf(data, size, 100)).toEqual(inside.length > 0 ? box : undefined);
    }
  });
});

it('there is no box around nothing', () => {
  expect(boundsOf(new Uint8Array(width * height).fill(99), size, 100)).toBeUndefined();
  expect(boundsOf(new Uint16Array(0), { width: 0, height: 0 }, 1)).toBeUndefined();
});
