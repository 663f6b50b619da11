import { describe, expect, it } from 'vitest';
import { readByFloatCanvas, readByVideoFrame, readByWebGl } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { patternPixel } from '../../fixtures/image/pattern';
import { fixture } from './fixture';

describe('reading a bitmap with partial alpha', () => {
  it.each([
    ['WebGL', readByWebGl],
    ['a video frame', readByVideoFrame],
    ['a canvas of floats', readByFloatCanvas],
  ])('is exact by %s', async (_, read) => {
    const blob = await fixture('alpha.webp');
    const bitmap = await createImageBitmap(blob, { premultiplyAlpha: 'none' });
    const data = await read(bitmap);
    const expected = Array.from({ length: 24 * 16 }, (_pixel, i) =>
      patternPixel(i % 24, Math.floor(i / 24)),
    );
    expect(Array.from(data ?? [])).toEqual(expected.flat());
  });

  it('is exact by a canvas of floats for every level behind every alpha', async () => {
    const data = new Uint8ClampedArray(4 * 256 * 256);
    for (let i = 0; i < 65_536; i += 1) {
      const [level, alpha] = [i & 255, i >> 8];
      data.set([level, 255 - level, (level * 7) & 255, alpha], 4 * i);
    }
    const png = await encodePng({ bitDepth: 8, width: 256, height: 256, data });
    const bitmap = await createImageBitmap(png, { premultiplyAlpha: 'none' });
    const read = readByFloatCanvas(bitmap) ?? new Uint8ClampedArray();
    const isOff = (value: number, i: number): boolean => data[i | 3] !== 0 && value !== data[i]; // what is under alpha 0 is gone, as it is in every canvas
    expect(read).toHaveLength(data.length);
    expect(read.findIndex(isOff)).toBe(-1);
  });
});
