import { describe, expect, it } from 'vitest';
import { rgbSpaceOf } from '../../../utils/codecs/colour-profile';
import { toSpaceOf, toSrgb } from '../../../utils/codecs/shown-colours';
import type { IccProfile, Raster16 } from '../../../utils/pixels/raster';
import { type Columns, matrixProfile } from './matrix-profile';

/** sRGB's own columns (IEC 61966-2-1, adapted to D50), so that results can be worked out by hand. */
const srgbColumns: Columns = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
];

const changed = (profile: IccProfile, change: (bytes: Uint8Array) => void): IccProfile => {
  const bytes = profile.bytes.slice();
  change(bytes);
  return { ...profile, bytes };
};

describe('a colour space of primaries and curves', () => {
  it('gives linear light the levels that the standard names', () => {
    const data = Uint8ClampedArray.of(55, 55, 55, 9, 128, 0, 255, 255);
    const raster = { bitDepth: 8, width: 2, height: 1, data } as const;
    const sent = toSrgb({ ...raster, iccProfile: matrixProfile(srgbColumns, 1) });
    // 1.055 * (55 / 255) ** (1 / 2.4) - 0.055 = 0.502, and so on; alpha stays.
    expect([...sent.data]).toEqual([128, 128, 128, 9, 188, 0, 255, 255]);
  });

  it('keeps all 16 bits on the way there and back', () => {
    const data = Uint16Array.from(
      { length: 4 * 4096 },
      (_, i) => (i % 4 === 3 ? 65_535 : 8192 + ((i * 7919) % 49_152)), // clear of the ends, where sRGB's own steps are coarse
    );
    const iccProfile = matrixProfile(srgbColumns, 1.8);
    const original: Raster16 = { bitDepth: 16, width: 64, height: 64, data, iccProfile };
    const back = toSpaceOf(original, toSrgb(original));
    const most = Math.max(...back.data.map((value, i) => Math.abs(value - (data[i] ?? 0))));
    expect(back).toMatchObject({ bitDepth: 16, iccProfile });
    // An 8-bit step on the way would be up to 128 off.
    expect(most).toBeLessThan(16);
    expect(toSrgb(original).data).not.toEqual(data);
  });

  it('leaves pictures in sRGB as they are, named or not, whatever the answer is labelled', () => {
    const data = Uint8ClampedArray.from({ length: 1024 }, (_, i) => (i * 37) % 256);
    const raster = { bitDepth: 8, width: 16, height: 16, data } as const;
    const colourChunks = [{ type: 'sRGB', data: Uint8Array.of(0) }];
    expect(toSrgb({ ...raster, colourChunks }).data).toEqual(data);
    expect(toSrgb(raster).data).toEqual(data);
    expect(toSpaceOf({ ...raster, colourChunks }, raster)).toMatchObject({ data, colourChunks });
  });

  it('converts an answer that carries a profile of its own', () => {
    const data = Uint8ClampedArray.of(55, 55, 55, 255);
    const raster = { bitDepth: 8, width: 1, height: 1, data } as const;
    const answer = { ...raster, iccProfile: matrixProfile(srgbColumns, 1) };
    expect([...toSpaceOf(raster, answer).data]).toEqual([128, 128, 128, 255]);
    expect(toSpaceOf(raster, answer).iccProfile).toBeUndefined();
  });
});

describe('profiles that are no primaries and curves, or broken', () => {
  const whole = matrixProfile(srgbColumns, 1.8);

  it('are left alone at whatever byte they end', () => {
    for (let end = 0; end < whole.bytes.length - 4; end += 1)
      expect(rgbSpaceOf({ iccProfile: { ...whole, bytes: whole.bytes.slice(0, end) } })).toBe(
        undefined,
      );
    expect(rgbSpaceOf({ iccProfile: whole })).toBeDefined();
  });

  it('are left alone with columns that span nothing, a huge table, or another white', () => {
    const [red] = srgbColumns;
    expect(rgbSpaceOf({ iccProfile: matrixProfile([red, red, red], 2) })).toBe(undefined);
    const curve = whole.bytes.length - 16;
    for (const iccProfile of [
      changed(whole, (bytes) => bytes.fill(255, curve + 8, curve + 12)),
      changed(whole, (bytes) => bytes.fill(0, 68, 80)),
    ])
      expect(rgbSpaceOf({ iccProfile })).toBe(undefined);
  });

  it('are left alone for primaries without a place and light beyond sRGB (PQ)', () => {
    const zero = ['gAMA', 'cHRM'].map((type) => ({ type, data: new Uint8Array(32).fill(1, 0, 4) }));
    expect(rgbSpaceOf({ colourChunks: zero })).toBe(undefined);
    const pq = [{ type: 'cICP', data: Uint8Array.of(9, 16, 0, 1) }];
    expect(rgbSpaceOf({ colourChunks: pq })).toBe(undefined);
  });
});
