import { decode as decodeByFastPng } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeRaster } from '../../../utils/codecs/decode';
import { inspect } from '../../../utils/codecs/inspect';
import { encodePng } from '../../../utils/codecs/png-write';
import type { Raster } from '../../../utils/pixels/raster';
import { patternPixel } from '../../fixtures/image/pattern';
import { fixture } from './fixture';
import { largestDifference, shown } from './shown';

function expectPattern({ width, data }: Raster, channels: 3 | 4): void {
  for (let i = 0; i < data.length / 4; i += 1) {
    const expected = patternPixel(i % width, Math.floor(i / width));
    if (channels === 3) expected[3] = 255;
    expect([...data.subarray(4 * i, 4 * i + 4)], `pixel ${i}`).toEqual(expected);
  }
}

describe('decodeRaster', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns a JPEG of orientation %i as a page does', async (n) => {
    const blob = await fixture(`orientation-${n}.jpg`);
    const expected = await shown(blob);
    const raster = await decodeRaster(blob);
    expect([raster.width, raster.height]).toEqual([expected.width, expected.height]);
    expect(largestDifference(raster.data, expected.data)).toBe(0);
    expect((await inspect(blob)).size).toEqual({ width: raster.width, height: raster.height });
  });

  it.each(['orientation-6.png', 'orientation-6.webp', 'opaque.webp', 'opaque.gif', 'palette.png'])(
    'gives what a page shows: %s',
    async (name) => {
      const blob = await fixture(name);
      const expected = await shown(blob);
      const raster = await decodeRaster(blob);
      expect([raster.width, raster.height]).toEqual([expected.width, expected.height]);
      expect(largestDifference(raster.data, expected.data)).toBe(0);
      expect((await inspect(blob)).size).toEqual({ width: raster.width, height: raster.height });
    },
  );

  it('keeps partial alpha exact in a lossless WebP', async () => {
    expectPattern(await decodeRaster(await fixture('alpha.webp')), 4);
  });

  it('keeps partial alpha exact in tiles of a picture wider than a texture', async () => {
    const { width, data } = await decodeRaster(await fixture('strip.webp'));
    expect(width).toBe(9000);
    for (let i = 0; i < data.length; i += 4)
      if (data[i] !== 9 || data[i + 1] !== 99 || data[i + 2] !== 199 || data[i + 3] !== 128)
        throw new Error(`pixel ${i / 4} is ${data.subarray(i, i + 4)}`);
  });

  it('keeps colours behind partial alpha of an AVIF as another decoder gives them', async () => {
    const { data } = await decodeRaster(await fixture('alpha.avif'));
    const expected = await decodeRaster(await fixture('alpha-avif-decoded.png'));
    const colors = ({ data: all }: Raster) => Array.from(all).filter((_, i) => i % 4 !== 3);
    expect(colors({ ...expected, data } as Raster)).toEqual(colors(expected));
    // The file marks its alpha as 16…235, which browsers stretch and the other decoder leaves.
    for (let i = 3; i < data.length; i += 4) {
      const stretched = Math.round((((expected.data[i] ?? 0) - 16) * 255) / 219);
      expect(Math.abs((data[i] ?? 0) - Math.max(0, Math.min(255, stretched)))).toBeLessThan(2);
    }
  });

  it.each(['display-p3-alpha.png', 'deep.png', 'strip.png'])(
    'gives the samples that the PNG stores: %s',
    async (name) => {
      const blob = await fixture(name);
      const stored = decodeByFastPng(await blob.arrayBuffer());
      const { data } = await decodeRaster(blob);
      expect(stored.channels).toBe(4);
      expect(largestDifference(data, stored.data)).toBe(0);
    },
  );

  it.each(['display-p3.jpg', 'display-p3.webp', 'display-p3-alpha.png'])(
    'keeps the profile through encoding, so that a page shows the same colours: %s',
    async (name) => {
      const blob = await fixture(name);
      const raster = await decodeRaster(blob);
      expect(raster.iccProfile?.bytes.length).toBeGreaterThan(200);
      const again = await encodePng(raster);
      const expected = await shown(blob);
      expect(largestDifference((await shown(again)).data, expected.data)).toBeLessThan(2);
      // The samples themselves are not the shown ones: nothing was converted.
      expect(largestDifference(raster.data, expected.data)).toBeGreaterThan(20);
    },
  );

  it.each(['cmyk.jpg', 'ycck.jpg', 'gray.jpg'])(
    'converts once what has no profile that RGB can hold: %s',
    async (name) => {
      const blob = await fixture(name);
      const raster = await decodeRaster(blob);
      expect(raster.iccProfile).toBeUndefined();
      expect(largestDifference(raster.data, (await shown(blob)).data)).toBe(0);
    },
  );

  it('shows a YCCK JPEG in the colours that went into it, and says that it was converted', async () => {
    const blob = await fixture('ycck.jpg');
    expect((await inspect(blob)).notes).toEqual(['cmyk-converted']);
    const { width, data } = await decodeRaster(blob);
    const at = (x: number, y: number) => [...data.subarray(4 * (y * width + x)).subarray(0, 3)];
    const quarters = [at(12, 8), at(36, 8), at(12, 24), at(36, 24)];
    const colours = [
      [0xe0, 0x10, 0x10],
      [0x10, 0xc0, 0x20],
      [0x10, 0x30, 0xe0],
      [0xe0, 0xd0, 0x10],
    ];
    expect(largestDifference(quarters.flat(), colours.flat())).toBeLessThan(6);
  });

  it('keeps 16 bits', async () => {
    expect((await decodeRaster(await fixture('deep.png'))).bitDepth).toBe(16);
  });

  it('takes the first frame of an animation', async () => {
    const blob = await fixture('animated.gif');
    const { height, data } = await decodeRaster(blob);
    expect(height).toBe(16);
    expect(data[0]).not.toBe(80);
    expect((await inspect(blob)).notes).toEqual(['animated-first-frame']);
  });
});
