import { decode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngChunks } from '../../../utils/codecs/png-chunks';
import { decodePng } from '../../../utils/codecs/png-read';
import { encodePng } from '../../../utils/codecs/png-write';
import type { Raster } from '../../../utils/pixels/raster';
import { flat8, noise8, noise16 } from '../blend/rasters';

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

const profile = { name: 'Display P3', bytes: Uint8Array.from({ length: 600 }, (_, i) => i * 7) };

/** The bytes of the RGB samples, without alpha. */
const opaque16 = ({ data }: Raster): ArrayBuffer =>
  Uint16Array.from(data.filter((_, i) => i % 4 !== 3)).buffer;

describe('encodePng', () => {
  const rasters: [string, Raster][] = [
    ['8 bits, opaque', noise8(61, 47)],
    ['8 bits, partial alpha', noise8(61, 47, 'random')],
    ['16 bits, opaque', noise16(61, 47)],
    ['16 bits, partial alpha', noise16(61, 47, 'random')],
    ['one pixel', noise8(1, 1, 'random')],
    ['one long row', noise8(20_000, 1)],
    ['flat', flat8(500, 300, [10, 200, 30, 255])],
  ];

  it.each(rasters)('comes back with the very same samples: %s', async (_, raster) => {
    const bytes = await bytesOf(await encodePng(raster));
    const again = await decodePng(bytes);
    expect(again.bitDepth).toBe(raster.bitDepth);
    expect(Buffer.compare(Buffer.from(again.data.buffer), Buffer.from(raster.data.buffer))).toBe(0);
  });

  it.each(rasters)('is valid to fast-png, checksums included: %s', async (_, raster) => {
    const bytes = await bytesOf(await encodePng(raster));
    const { width, height, data, channels } = decode(bytes, { checkCrc: true });
    expect([width, height]).toEqual([raster.width, raster.height]);
    const samples = Array.from(raster.data).filter((_sample, i) => channels === 4 || i % 4 !== 3);
    expect(Buffer.compare(Buffer.from(data), Buffer.from(samples.map((v) => v & 255)))).toBe(
      raster.bitDepth === 8 ? 0 : Buffer.compare(Buffer.from(data), Buffer.from(samples)),
    );
  });

  it('is valid to sharp with 16 bits, large enough for every row filter', async () => {
    const raster = noise16(300, 200);
    for (let i = 0; i < raster.data.length; i += 1)
      raster.data[i] =
        i % 4 === 3 ? 65_535 : 300 * (i % 97) + Math.round(9000 * Math.sin(i / 90)) + 20_000;
    const bytes = await bytesOf(await encodePng(raster));
    const raw = await sharp(bytes).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
    const samples = new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
    expect(Buffer.compare(Buffer.from(samples.slice().buffer), Buffer.from(opaque16(raster)))).toBe(
      0,
    );
  });

  const patches: [string, Raster, Raster][] = [
    ['8 bits', noise8(61, 47), flat8(20, 9, [250, 1, 2, 255])],
    ['with the only clear pixels', noise8(61, 47), noise8(20, 9, 'random')],
    ['16 bits', noise16(61, 47, 'random'), noise16(20, 9, 'random')],
  ];

  it.each(patches)(
    'writes a patch in its place and leaves the picture as it is: %s',
    async (_, raster, pixels) => {
      const before = raster.data.slice();
      const region = { x: 41, y: 30, width: 20, height: 9 }; // up to the right edge
      const blob = await encodePng(raster, { patch: { region, pixels } });
      expect(Buffer.compare(Buffer.from(raster.data.buffer), Buffer.from(before.buffer))).toBe(0);
      const expected = [...before];
      for (let y = 0; y < region.height; y += 1)
        for (let i = 0; i < 4 * region.width; i += 1)
          expected[4 * ((region.y + y) * raster.width + region.x) + i] =
            pixels.data[4 * region.width * y + i] ?? 0;
      const { data, channels } = decode(await bytesOf(blob), { checkCrc: true });
      expect([...data]).toEqual(channels === 4 ? expected : expected.filter((_, i) => i % 4 !== 3));
    },
  );

  it('keeps the colour profile byte for byte', async () => {
    const bytes = await bytesOf(await encodePng({ ...noise8(9, 9), iccProfile: profile }));
    expect((await decodePng(bytes)).iccProfile).toEqual(profile);
    expect(decode(bytes, { checkCrc: true }).iccEmbeddedProfile?.profile).toEqual(profile.bytes);
  });

  it('keeps what a PNG without a profile says of its colours, before the pixels', async () => {
    const colourChunks = [
      { type: 'cICP', data: Uint8Array.of(12, 13, 0, 1) }, // Display P3
      { type: 'gAMA', data: Uint8Array.of(0, 0, 0xb1, 0x8f) },
    ];
    const bytes = await bytesOf(await encodePng({ ...noise8(9, 9), colourChunks }));
    expect((await decodePng(bytes)).colourChunks).toEqual(colourChunks);
    expect([...pngChunks(bytes)].map(({ type }) => type)).toEqual([
      ...['IHDR', 'cICP', 'gAMA', 'IDAT', 'IEND'],
    ]);
  });

  it('leaves the alpha out of an opaque picture and keeps a single clear pixel', async () => {
    const opaque = noise8(20, 20);
    expect(decode(await bytesOf(await encodePng(opaque))).channels).toBe(3);
    const data = opaque.data.slice();
    data[4 * 399 + 3] = 254;
    expect(decode(await bytesOf(await encodePng({ ...opaque, data }))).channels).toBe(4);
  });

  it('writes nothing but the picture: no EXIF, no position, no text, no time', async () => {
    const bytes = await bytesOf(await encodePng(noise8(30, 30)));
    expect([...pngChunks(bytes)].map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
    const { exif, xmp, iptc, icc } = await sharp(bytes).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
  });

  it('writes text of any language as iTXt', async () => {
    const bytes = await bytesOf(await encodePng(noise8(3, 3), { text: { Comment: '파란 컵' } }));
    const text = [...pngChunks(bytes)].find(({ type }) => type === 'iTXt');
    expect(new TextDecoder().decode(text?.data)).toBe('Comment\0\0\0\0\0파란 컵');
    expect((await sharp(bytes).metadata()).comments?.[0]?.text).toBe('파란 컵');
  });
});
