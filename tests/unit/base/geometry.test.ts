import { expect, it } from 'vitest';
import { boxAround, grow, intersect, roundOut, union } from '../../../utils/base/geometry';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

it('finds the common part of two boxes', () => {
  expect(intersect(box(0, 0, 10, 10), box(5, 6, 10, 10))).toEqual(box(5, 6, 5, 4));
});

it('says that boxes which only touch share no pixel', () => {
  expect(intersect(box(0, 0, 10, 10), box(10, 0, 5, 5))).toBeUndefined();
});

it('unites boxes into the smallest one that holds both', () => {
  expect(union(box(0, 0, 2, 2), box(8, 5, 2, 1))).toEqual(box(0, 0, 10, 6));
});

it('grows a box on all four sides', () => {
  expect(grow(box(4, 4, 2, 2), 3)).toEqual(box(1, 1, 8, 8));
});

it('rounds a box outwards to whole pixels', () => {
  expect(roundOut(box(0.4, -0.2, 1.2, 1))).toEqual(box(0, -1, 2, 2));
});

it('puts the smallest box around points, and leaves out those that are nowhere', () => {
  const points = [[3, 4], [Number.NaN, 900], [-1, 7], [900, Number.POSITIVE_INFINITY], [2, 5, 0.7]]; // biome-ignore format: one row
  expect(boxAround(points)).toEqual(box(-1, 4, 4, 3));
  expect(boxAround([[3, 4]])).toEqual(box(3, 4, 0, 0));
  expect(boxAround([])).toBeUndefined();
  expect(boxAround([[Number.NaN, 1], [2]])).toBeUndefined();
});
