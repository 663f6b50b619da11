import { describe, expect, it } from 'vitest';
import { latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { deflate } from '../../../utils/codecs/deflate';
import { pngChunk } from '../../../utils/codecs/png-chunks';
import { encodePng } from '../../../utils/codecs/png-write';
import { toSpaceOf, toSrgb } from '../../../utils/codecs/shown-colours';
import { toRaster8 } from '../../../utils/pixels/raster';
import { dotGain, grayProfile } from '../../unit/codecs/gray-profile';
import { fixture } from './fixture';

const tables = {
  'dot gain of 20 %': dotGain(0.2),
  'a gamma of 1.8': Array.from({ length: 1024 }, (_, i) => (i / 1023) ** 1.8),
};

/** What sRGB shows a sample of 0…1 as, 0…255, by the table and IEC 61966-2-1 alone. */
function expected(table: readonly number[], sample: number): number {
  const place = sample * (table.length - 1);
  const before = Math.min(Math.floor(place), table.length - 2);
  const low = table[before] ?? 0;
  const light = low + (place - before) * ((table[before + 1] ?? 0) - low);
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

const levels = { 8: 256, 16: 4096 } as const;

/** All levels in a row, from black to white. */
async function grayPng(bitDepth: 8 | 16, profile: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const width = levels[bitDepth];
  const header = new Uint8Array(13);
  const view = viewOf(header);
  view.setUint32(0, width);
  view.setUint32(4, 1);
  header.set([bitDepth, 0], 8);
  const row = new Uint8Array(1 + (width * bitDepth) / 8);
  for (let i = 0; i < width; i += 1)
    if (bitDepth === 8) row[1 + i] = i;
    else viewOf(row).setUint16(1 + 2 * i, levelOf(i));
  return new Blob([
    latin1Bytes('\x89PNG\r\n\x1a\n'),
    ...pngChunk('IHDR', [header]),
    ...pngChunk('iCCP', [latin1Bytes('gray\0\0'), ...(await deflate([profile]))]),
    ...pngChunk('IDAT', await deflate([row])),
    ...pngChunk('IEND', []),
  ]);
}

const levelOf = (i: number): number => Math.round((i * 65_535) / 4095);

async function shown(blob: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

/** A JPEG with that profile in a segment of its own (ICC.1:2022, annex B.4). */
async function withProfile(jpeg: Blob, profile: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const head = new Uint8Array(18);
  head.set([0xff, 0xe2]);
  viewOf(head).setUint16(2, 16 + profile.length);
  head.set(latin1Bytes('ICC_PROFILE\0\x01\x01'), 4);
  return new Blob([jpeg.slice(0, 2), head, profile, jpeg.slice(2)]);
}

const most = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? 0))), 0);

describe.each(Object.entries(tables))('a gray picture with %s', (_, table) => {
  const profile = grayProfile(table);

  it.each([8, 16] as const)(
    'keeps its samples of %d bits, and a saved file shows the same',
    async (bitDepth) => {
      const file = await grayPng(bitDepth, profile);
      const raster = await decodeRaster(file);
      expect(raster.bitDepth).toBe(bitDepth);
      const wanted = Array.from({ length: levels[bitDepth] }, (_, i) =>
        bitDepth === 8 ? i : levelOf(i),
      );
      for (const channel of [0, 1, 2])
        expect(wanted.map((_, i) => raster.data[4 * i + channel])).toEqual(wanted);
      const saved = await encodePng(raster);
      expect(await decodeRaster(saved)).toMatchObject({ bitDepth, data: raster.data });
      // The browser cuts gray to 8 bits before it converts, but not RGB.
      const tolerance = bitDepth === 8 ? 1 : 3;
      expect(most(await shown(saved), await shown(file))).toBeLessThanOrEqual(tolerance);
    },
  );

  it.each([8, 16] as const)(
    'of %d bits is sent as its profile says, within a level',
    async (bitDepth) => {
      const file = await grayPng(bitDepth, profile);
      const raster = await decodeRaster(file);
      const sent = toRaster8(toSrgb(raster));
      const count = levels[bitDepth];
      const wanted = Array.from({ length: count }, (_, i) => expected(table, i / (count - 1)));
      const got = wanted.map((_, i) => sent.data[4 * i] ?? 0);
      expect(most(got, wanted)).toBeLessThan(1);
      if (bitDepth === 8) expect(most(sent.data, await shown(file))).toBeLessThanOrEqual(1);
      // A picture that is only relabelled is off.
      expect(most(toRaster8(raster).data, sent.data)).toBeGreaterThan(8);
    },
  );

  it('keeps its samples in a JPEG, too', async () => {
    const plain = await fixture('gray-ramp.jpg');
    const file = await withProfile(plain, profile);
    const raster = await decodeRaster(file);
    expect(raster.data).toEqual((await decodeRaster(plain)).data);
    expect(most(toSrgb(raster).data, await shown(file))).toBeLessThanOrEqual(1);
    expect(most(raster.data, await shown(file))).toBeGreaterThan(8);
  });

  it('takes a coloured answer back so that the browser shows what the server made', async () => {
    const raster = await decodeRaster(await grayPng(8, profile));
    const colours = Uint8ClampedArray.from({ length: 4 * 256 }, (_, i) =>
      i % 4 === 3
        ? 255
        : ([40 + (((i >> 2) * 7) % 200), 230 - ((i >> 2) % 180), 60 + ((i >> 3) % 150)][i % 4] ??
          0),
    );
    const back = toSpaceOf(raster, { bitDepth: 8, width: 256, height: 1, data: colours });
    expect(most(await shown(await encodePng(back)), colours)).toBeLessThanOrEqual(3);
  });
});
