import { describe, expect, it } from 'vitest';
import { resampleRaster } from '../../../utils/pixels/resample';
import { flat8 } from '../blend/rasters';
import { render, type Scene } from '../blend/scene';

const ramp: Scene = (x, y) => [2 * x, 3 * y, 100];

describe('resampleRaster', () => {
  it.each([
    [80, 60],
    [50, 38],
    [200, 150],
    [37, 149],
  ])('keeps positions: a ramp stays the same ramp at %i x %i', (width, height) => {
    const { data } = resampleRaster(render(ramp, 100, 75), { width, height });
    for (let y = 6; y < height - 6; y += 3) {
      for (let x = 6; x < width - 6; x += 3) {
        const at = 4 * (y * width + x);
        const red = 2 * (((x + 0.5) * 100) / width - 0.5);
        const green = 3 * (((y + 0.5) * 75) / height - 0.5);
        expect(Math.abs((data[at] ?? 0) - red)).toBeLessThan(1);
        expect(Math.abs((data[at + 1] ?? 0) - green)).toBeLessThan(1);
      }
    }
  });

  it('leaves a plain colour plain, with its alpha', () => {
    const { data } = resampleRaster(flat8(31, 17, [200, 100, 50, 77]), { width: 64, height: 9 });
    for (let i = 0; i < data.length; i += 4)
      expect([...data.subarray(i, i + 4)]).toEqual([200, 100, 50, 77]);
  });

  it('does not let the colour behind clear pixels bleed out', () => {
    const half = flat8(40, 8, [250, 10, 10, 255]);
    for (let i = 0; i < half.data.length; i += 4)
      if ((i / 4) % 40 >= 20) half.data.set([0, 255, 0, 0], i);
    const { data } = resampleRaster(half, { width: 26, height: 8 });
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i + 3] ?? 0) < 8) continue;
      expect(data[i + 1]).toBeLessThan(13);
      expect(data[i]).toBeGreaterThan(247);
    }
  });

  it('gives back the very object where the size is the same', () => {
    const raster = flat8(5, 5, [1, 2, 3, 4]);
    expect(resampleRaster(raster, { width: 5, height: 5 })).toBe(raster);
  });
});
