import { describe, expect, it } from 'vitest';
import { concatBytes, latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { deflate } from '../../../utils/codecs/deflate';
import { encodePng } from '../../../utils/codecs/png-write';
import { chunkOf } from './odd-files';
import { largestDifference, shown } from './shown';

/** A gray profile, version 2, of one gamma. */
function grayProfile(gamma: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(132 + 24 + 20 + 16);
  const view = viewOf(bytes);
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x02100000);
  bytes.set(latin1Bytes('mntrGRAYXYZ '), 12);
  bytes.set(latin1Bytes('acsp'), 36);
  const white = [0.9642, 1, 0.8249].map((value) => Math.round(65_536 * value));
  for (const [i, value] of white.entries()) view.setInt32(68 + 4 * i, value);
  view.setUint32(128, 2);
  bytes.set(latin1Bytes('wtpt'), 132);
  view.setUint32(136, 156);
  view.setUint32(140, 20);
  bytes.set(latin1Bytes('kTRC'), 144);
  view.setUint32(148, 176);
  view.setUint32(152, 14);
  bytes.set(latin1Bytes('XYZ '), 156);
  for (const [i, value] of white.entries()) view.setInt32(164 + 4 * i, value);
  bytes.set(latin1Bytes('curv'), 176);
  view.setUint32(184, 1);
  view.setUint16(188, Math.round(256 * gamma));
  return bytes;
}

const [width, height] = [64, 8];

/** A gray ramp, with alpha or without, under a gray profile. */
async function grayPng(bitDepth: 8 | 16, hasAlpha: boolean, profile: Uint8Array): Promise<Blob> {
  const header = new Uint8Array(13);
  viewOf(header).setUint32(0, width);
  viewOf(header).setUint32(4, height);
  header.set([bitDepth, hasAlpha ? 4 : 0], 8);
  const bytes = bitDepth / 8;
  const rows = Array.from({ length: height }, (_, y) => {
    const samples = Array.from({ length: width }, (__, x) => {
      const value = bytes === 2 ? x * 1000 + y * 7 : x * 4;
      const sample = bytes === 2 ? [value >> 8, value & 255] : [value];
      return hasAlpha ? [...sample, ...sample.map(() => (y % 2 === 0 ? 255 : 128))] : sample;
    });
    return Uint8Array.from([0, ...samples.flat()]);
  });
  return new Blob([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunkOf('IHDR', header),
    chunkOf(
      'iCCP',
      concatBytes([latin1Bytes('gray\0\0'), ...(await deflate([new Uint8Array(profile)]))]),
    ),
    chunkOf('IDAT', concatBytes(await deflate([concatBytes(rows)]))),
    chunkOf('IEND', new Uint8Array()),
  ]);
}

describe.each([8, 16] as const)('a gray PNG of %i bits with a gray profile', (bitDepth) => {
  it.each([false, true])('keeps its samples, and looks as before: alpha %s', async (hasAlpha) => {
    const blob = await grayPng(bitDepth, hasAlpha, grayProfile(1.4));
    const raster = await decodeRaster(blob);
    expect(raster.bitDepth).toBe(bitDepth);
    expect(Array.from(raster.data.subarray(4 * 3, 4 * 3 + 3))).toEqual(
      Array(3).fill(bitDepth === 16 ? 3000 : 12),
    );
    const [before, after] = [await shown(blob), await shown(await encodePng(raster))];
    expect(largestDifference(after.data, before.data)).toBeLessThan(2);
    // And the profile does something: without it the ramp is another one.
    const bare = await shown(await encodePng({ ...raster, iccProfile: undefined }));
    expect(largestDifference(bare.data, before.data)).toBeGreaterThan(20);
  });
});

it('is decoded by the browser where its profile is of another make', async () => {
  const odd = grayProfile(1.4);
  odd.set(latin1Bytes('xxxx'), 144);
  const blob = await grayPng(8, false, odd);
  const raster = await decodeRaster(blob);
  expect(raster.iccProfile).toBeUndefined();
  expect(largestDifference(raster.data, (await shown(blob)).data)).toBe(0);
});
