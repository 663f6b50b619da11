import { describe, expect, it } from 'vitest';
import { readByVideoFrame, readByWebGl } from '../../../utils/codecs/decode';
import { patternPixel } from '../../fixtures/image/pattern';
import { fixture } from './fixture';

describe('reading a bitmap with partial alpha', () => {
  it.each([
    ['WebGL', readByWebGl],
    ['a video frame', readByVideoFrame],
  ])('is exact by %s', async (_, read) => {
    const blob = await fixture('alpha.webp');
    const bitmap = await createImageBitmap(blob, { premultiplyAlpha: 'none' });
    const data = await read(bitmap);
    const expected = Array.from({ length: 24 * 16 }, (_pixel, i) =>
      patternPixel(i % 24, Math.floor(i / 24)),
    );
    expect(Array.from(data ?? [])).toEqual(expected.flat());
  });
});
