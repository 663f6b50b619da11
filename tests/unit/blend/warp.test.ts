import { describe, expect, it } from 'vitest';
import { undoAlignment } from '../../../utils/blend/blend-answer';
import type { Raster } from '../../../utils/pixels/raster';
import { noise8, noise16 } from './rasters';
import { type Redrawing, render } from './scene';

const size = { width: 60, height: 50 };
const area = { x: 10, y: 8, width: 30, height: 25 };

const pixel = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

/** Every px of the area, as [x, y]. */
const places = Array.from({ length: area.width * area.height }, (_, i) => [
  area.x + (i % area.width),
  area.y + Math.floor(i / area.width),
]);

describe('undoing an alignment', () => {
  it.each<[string, Raster]>([
    ['8 bits', noise8(size.width, size.height, 'random')],
    ['16 bits', noise16(size.width, size.height, 'random')],
  ])('by whole px copies pixels, the edges repeated, and touches nothing else: %s', (_, answer) => {
    const moved = undoAlignment(answer, { dx: 25.04, dy: -9.96, scale: 1 }, area);
    for (const [x = 0, y = 0] of places) {
      const from = pixel(answer, Math.min(size.width - 1, x + 25), Math.max(0, y - 10));
      expect(pixel(moved, x, y)).toEqual(from);
    }
    expect(pixel(moved, 9, 8)).toEqual(pixel(answer, 9, 8));
    expect(pixel(moved, 40, 33)).toEqual(pixel(answer, 40, 33));
  });

  it.each<[string, Redrawing]>([
    ['a part of a px', { dx: 2.4, dy: -1.7 }],
    ['a scale', { dx: -1.3, dy: 0.6, scale: 1.04 }],
  ])('by %s gives back the picture that was moved', (_, how) => {
    const scene = (x: number, y: number) => [3 * x + 20, 2 * y + 30, 200 - x - y] as const;
    const picture = render(scene, size.width, size.height);
    const answer = render(scene, size.width, size.height, how);
    const { dx = 0, dy = 0, scale = 1 } = how;
    const back = undoAlignment(answer, { dx, dy, scale }, area);
    for (const [x = 0, y = 0] of places)
      for (const [c, value] of pixel(back, x, y).entries())
        expect(Math.abs(value - (pixel(picture, x, y)[c] ?? 0))).toBeLessThanOrEqual(1);
  });
});
