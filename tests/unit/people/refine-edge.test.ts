import { describe, expect, it } from 'vitest';
import { rectOf, type Size } from '../../../utils/base/geometry';
import type { Pixels } from '../../../utils/drawing/mask/select';
import { refineEdge } from '../../../utils/people/refine-edge';
import { emptyPlane, type Plane } from '../../../utils/pixels/raster';

/** A star of five points with a hole, cut off by the right edge: px inside of it, negative outside; its edge goes in all directions. */
function depthAt(x: number, y: number, { width, height }: Size): number {
  const [dx, dy] = [x - 0.8 * width, y - 0.47 * height];
  const distance = Math.hypot(dx, dy);
  const outer = 0.3 * height * (1 + 0.35 * Math.cos(5 * Math.atan2(dy, dx)));
  return Math.min(outer - distance, distance - 0.08 * height);
}

/** The star in one colour before another. */
function drawn(size: Size): Pixels {
  const data = new Uint8ClampedArray(4 * size.width * size.height);
  for (let y = 0, at = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1, at += 4)
      data.set(depthAt(x, y, size) > 0 ? [200, 60, 40, 255] : [40, 80, 160, 255], at);
  return { ...size, data };
}

/** What a network would see of it: where it is, with an edge of several px. */
function seen(size: Size, scale: number): Plane {
  const map = emptyPlane(Math.round(size.width * scale), Math.round(size.height * scale));
  for (let y = 0, i = 0; y < map.height; y += 1)
    for (let x = 0; x < map.width; x += 1, i += 1) {
      const depth = scale * depthAt((x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5, size);
      map.data[i] = Math.max(0, Math.min(1, 0.5 + depth / 6));
    }
  return map;
}

describe('the refined edge', () => {
  it.each([
    ['a cell a pixel', { width: 300, height: 260 }, 1],
    ['cells of several pixels', { width: 1300, height: 1001 }, 0.5],
    ['cells of many pixels', { width: 3001, height: 1700 }, 0.3],
  ])('is where the colours change, to the pixel: %s', (_, size, scale) => {
    const pixels = drawn(size);
    const map = seen(size, scale);
    const { box, coverage } = refineEdge(pixels, map, rectOf(map));
    expect(box).toEqual(rectOf(size));
    const wrong = coverage.reduce((count, value, i) => {
      const isDrawn = pixels.data[4 * i] === 200;
      return count + Number(value !== (isDrawn ? 255 : 0));
    }, 0);
    expect(wrong).toBe(0);
  });
});
