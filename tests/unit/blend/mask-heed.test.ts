import { describe, expect, it } from 'vitest';
import { changedAround } from '../../../utils/blend/changed-pixels';
import type { Raster8 } from '../../../utils/pixels/raster';
import { disc } from './rasters';
import { render, scenes } from './scene';

const [width, height] = [320, 240];
const crop = { x: 0, y: 0, width, height };
const coverage = disc(width, height, 160, 120, 40);

/** The picture with a box of one colour in it. */
function painted(picture: Raster8, x: number, y: number, side: number): Raster8 {
  const data = picture.data.slice();
  for (let j = y; j < y + side; j += 1)
    for (let i = x; i < x + side; i += 1) data.set([230, 30, 200, 255], 4 * (j * width + i));
  return { ...picture, data };
}

describe.each(Object.entries(scenes))('in %s', (_, scene) => {
  const original = render(scene, width, height);
  const around = (answer: Raster8) => changedAround(original, crop, answer, coverage);

  it('an answer that only tints, shifts, zooms and paints the mask has heeded it', () => {
    expect(around(render(scene, width, height, { tint: 6, dx: 3, dy: -2, noise: 6 }))).toBe(0);
    expect(around(render(scene, width, height, { scale: 1.03 }))).toBeLessThan(0.02);
    expect(around(painted(original, 135, 95, 50))).toBe(0);
  });

  it('an answer that paints elsewhere has not', () => {
    const share = around(painted(original, 10, 10, 90));
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.2);
  });

  it('an answer of another size is measured the same', () => {
    const small = render((x, y) => scene(2 * x, 2 * y), width / 2, height / 2);
    expect(around(small)).toBeLessThan(0.02);
  });
});

it('a mask over everything leaves nothing to be heeded', () => {
  const all = disc(width, height, 160, 120, 400);
  const original = render(() => [0, 0, 0], width, height);
  expect(changedAround(original, crop, painted(original, 0, 0, 200), all)).toBe(0);
});
