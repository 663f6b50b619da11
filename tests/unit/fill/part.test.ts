import { expect, it } from 'vitest';
import type { Rect } from '../../../utils/base/geometry';
import { cutPart, planParts } from '../../../utils/fill/part';

const size = { width: 2000, height: 1500 };

function holes(...boxes: Rect[]) {
  const region = { x: 0, y: 0, ...size };
  const data = new Uint8Array(size.width * size.height);
  for (const { x, y, width, height } of boxes)
    for (let row = y; row < y + height; row += 1)
      data.fill(1, row * size.width + x, row * size.width + x + width);
  return { region, data };
}

const square = (x: number, y: number, side: number): Rect => ({ x, y, width: side, height: side });

it('gives a hole surroundings as wide as itself, cut off at the edges', () => {
  expect(planParts(holes(square(800, 600, 200)), size)).toEqual([
    { box: square(800, 600, 200), area: square(600, 400, 600) },
  ]);
  expect(planParts(holes(square(0, 0, 200)), size)).toEqual([
    { box: square(0, 0, 200), area: square(0, 0, 400) },
  ]);
});

it('takes two spots in opposite corners each by itself', () => {
  const spots = [square(20, 20, 10), square(1900, 1400, 12)];
  const parts = planParts(holes(...spots), size);
  expect(parts.map(({ box }) => box)).toEqual(spots);
  for (const { area } of parts) expect(area.width * area.height).toBeLessThan(160 * 160);
});

it('takes holes that are close together as one', () => {
  const parts = planParts(holes(square(400, 400, 100), square(530, 420, 60)), size);
  expect(parts.map(({ box }) => box)).toEqual([{ x: 400, y: 400, width: 190, height: 100 }]);
});

it('gives a long thin one no surroundings as wide as it is long', () => {
  const [part] = planParts(holes({ x: 0, y: 700, width: 2000, height: 4 }), size);
  expect(part?.area.height).toBeLessThan(500);
});

it('has nothing to do without a hole', () => {
  expect(planParts(holes(), size)).toEqual([]);
});

it('finds the same place for holes that are told of by a part of the picture', () => {
  const region = { x: 700, y: 500, width: 400, height: 400 };
  const data = new Uint8Array(400 * 400);
  for (let y = 100; y < 300; y += 1) data.fill(1, y * 400 + 100, y * 400 + 300);
  expect(planParts({ region, data }, size)).toEqual(planParts(holes(square(800, 600, 200)), size));
});

it("cuts out a part with its own hole; another one's is neither filled with it nor copied", () => {
  const all = holes(square(100, 100, 40), square(200, 100, 20));
  const [plan] = planParts(all, size);
  if (!plan) throw new Error('no part');
  const data = new Uint8ClampedArray(4 * size.width * size.height);
  const { picture, hole, banned } = cutPart({ ...size, bitDepth: 8, data }, all, plan);
  const { area } = plan;
  expect([picture.width, picture.height]).toEqual([area.width, area.height]);
  const at = (x: number, y: number) => (y - area.y) * area.width + x - area.x;
  expect([hole[at(100, 100)], hole[at(139, 139)], hole[at(140, 100)]]).toEqual([1, 1, 0]);
  expect([banned[at(100, 100)], banned[at(200, 100)], hole[at(200, 100)]]).toEqual([0, 1, 0]);
});
