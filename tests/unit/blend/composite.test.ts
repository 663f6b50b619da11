import { describe, expect, it } from 'vitest';
import { compositeInto, fullWeight } from '../../../utils/blend/composite';
import type { Raster } from '../../../utils/pixels/raster';
import { flat8, noise8, noise16 } from './rasters';

const crop = { x: 3, y: 2, width: 8, height: 6 };

function blended(original: Raster, answer: Raster, weight: number): number[] {
  const weights = new Uint16Array(48).fill(weight);
  compositeInto(original, crop, answer, weights);
  const at = 4 * (4 * original.width + 5);
  return [...original.data.subarray(at, at + 4)];
}

describe('compositeInto', () => {
  it('does not touch pixels of weight 0, whatever lies there', () => {
    for (const original of [noise8(20, 15, 'random'), noise16(20, 15, 'random')]) {
      const before = original.data.slice();
      compositeInto(original, crop, noise8(8, 6), new Uint16Array(48));
      expect(original.data).toEqual(before);
    }
  });

  it('takes the answer exactly at full weight, widened for 16 bits', () => {
    const paint = flat8(8, 6, [10, 20, 30, 255]);
    expect(blended(noise8(20, 15), paint, fullWeight)).toEqual([10, 20, 30, 255]);
    expect(blended(noise16(20, 15), paint, fullWeight)).toEqual([2570, 5140, 7710, 65_535]);
  });

  it('rounds the weighted mean', () => {
    const under = flat8(20, 15, [100, 0, 255, 255]);
    const mixed = blended(under, flat8(8, 6, [200, 255, 0, 255]), Math.round(fullWeight / 3));
    expect(mixed).toEqual([133, 85, 170, 255]);
  });

  it('turns clear pixels into visible paint without darkening it', () => {
    const paint = flat8(8, 6, [200, 120, 40, 255]);
    expect(blended(flat8(20, 15, [0, 0, 0, 0]), paint, fullWeight)).toEqual([200, 120, 40, 255]);
    const half = blended(flat8(20, 15, [0, 0, 0, 0]), paint, Math.round(fullWeight / 2));
    expect(half).toEqual([200, 120, 40, 128]);
  });

  it('erases what the answer has cleared, with the colours that it had', () => {
    const clear = flat8(8, 6, [90, 90, 90, 0]);
    expect(blended(flat8(20, 15, [200, 120, 40, 255]), clear, fullWeight)).toEqual([0, 0, 0, 0]);
    const faded = blended(flat8(20, 15, [200, 120, 40, 255]), clear, Math.round(fullWeight / 2));
    expect(faded).toEqual([200, 120, 40, 127]);
    // What was hidden before stays as it is in the file.
    expect(blended(flat8(20, 15, [7, 8, 9, 0]), clear, fullWeight)).toEqual([7, 8, 9, 0]);
  });

  it('leaves the rest of the picture alone', () => {
    const original = noise8(20, 15);
    const before = original.data.slice();
    compositeInto(
      original,
      crop,
      flat8(8, 6, [1, 2, 3, 255]),
      new Uint16Array(48).fill(fullWeight),
    );
    for (let i = 0; i < 20 * 15; i += 1) {
      const [x, y] = [i % 20, Math.floor(i / 20)];
      if (x >= 3 && x < 11 && y >= 2 && y < 8) continue;
      expect(original.data.subarray(4 * i, 4 * i + 4)).toEqual(before.subarray(4 * i, 4 * i + 4));
    }
  });
});
