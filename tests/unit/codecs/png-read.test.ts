import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePng, eachPngRow } from '../../../utils/codecs/png-read';
import { buildPng, type PngKind } from './build-png';

/** What libpng makes of the file, as RGBA. */
async function byLibpng(bytes: Uint8Array, bitDepth: number): Promise<Uint8Array | Uint16Array> {
  const image = sharp(bytes).ensureAlpha();
  if (bitDepth !== 16) return image.toColourspace('srgb').raw().toBuffer();
  const raw = await image.toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
  return new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
}

const kinds: readonly (readonly [name: string, colorType: number, depths: readonly number[]])[] = [
  ['gray', 0, [1, 2, 4, 8, 16]],
  ['RGB', 2, [8, 16]],
  ['gray with alpha', 4, [8, 16]],
  ['RGBA', 6, [8, 16]],
];

const cases = kinds.flatMap(([name, colorType, depths]) =>
  depths.flatMap((bitDepth) =>
    [false, true].map((interlaced): [string, PngKind] => [
      `${name}, ${bitDepth} bits${interlaced ? ', interlaced' : ''}`,
      { width: 37, height: 23, bitDepth, colorType, interlaced },
    ]),
  ),
);

describe('decodePng', () => {
  it.each(cases)('gives the samples that libpng gives: %s', async (_, kind) => {
    const bytes = buildPng(kind);
    const raster = await decodePng(bytes);
    expect(raster).toMatchObject({
      width: 37,
      height: 23,
      bitDepth: kind.bitDepth === 16 ? 16 : 8,
    });
    const expected = await byLibpng(bytes, kind.bitDepth);
    expect(Array.from(raster.data)).toEqual(Array.from(expected));
  });

  it.each([1, 2, 4, 8])('looks colours up in a palette of %i bits, alpha too', async (bitDepth) => {
    const transparent: [string, Uint8Array] = ['tRNS', Uint8Array.of(0, 90)];
    for (const interlaced of [false, true]) {
      const size = { width: 19, height: 21 };
      const bytes = buildPng({
        ...size,
        bitDepth,
        colorType: 3,
        interlaced,
        chunks: [transparent],
      });
      const { data } = await decodePng(bytes);
      expect(Array.from(data)).toEqual(Array.from(await byLibpng(bytes, 8)));
    }
  });

  it.each([1, 4, 8, 16])(
    'makes one gray of %i bits clear where the file says so',
    async (depth) => {
      const size = { width: 64, height: 64 };
      const key: [string, Uint8Array] = ['tRNS', Uint8Array.of(0, 1)];
      const bytes = buildPng({ ...size, bitDepth: depth, colorType: 0, chunks: [key] });
      const { data } = await decodePng(bytes);
      expect(Array.from(data)).toEqual(Array.from(await byLibpng(bytes, depth)));
    },
  );

  it('decodes pictures of one pixel and of one row', async () => {
    for (const [width, height] of [
      [1, 1],
      [20_000, 2],
      [1, 300],
    ] as const) {
      const bytes = buildPng({ width, height, bitDepth: 8, colorType: 6 });
      const { data } = await decodePng(bytes);
      expect(Buffer.compare(Buffer.from(data), Buffer.from(await byLibpng(bytes, 8)))).toBe(0);
    }
  });

  it('says that a cut file is cut', async () => {
    const bytes = buildPng({ width: 64, height: 64, bitDepth: 8, colorType: 2 });
    const cut = bytes.slice(0, bytes.length / 2);
    await expect(decodePng(cut)).rejects.toMatchObject({ code: 'image-truncated' });
  });

  it('reads all rows of a file whose compressed data are followed by other bytes', async () => {
    const kind: PngKind = { width: 64, height: 64, bitDepth: 8, colorType: 2 };
    const { data } = await decodePng(buildPng({ ...kind, junk: new Uint8Array(2000).fill(77) }));
    expect(data).toEqual((await decodePng(buildPng(kind))).data);
  });
});

describe('eachPngRow', () => {
  it.each(cases.filter(([, { interlaced }]) => !interlaced))(
    'hands on the rows of what decodePng gives, from the top: %s',
    async (_, kind) => {
      const bytes = buildPng(kind);
      const whole = await decodePng(bytes);
      const rows: number[] = [];
      const seen = await eachPngRow(bytes, (row, y) => {
        expect(y).toBe(rows.length / (4 * whole.width));
        rows.push(...row);
      });
      expect(seen).toEqual({ width: 37, height: 23, bitDepth: whole.bitDepth });
      expect(rows).toEqual(Array.from(whole.data));
    },
  );

  it('says that a row is missing, and that it can not read what is interlaced', async () => {
    const [kind] = cases.flatMap(([, each]) => (each.colorType === 6 ? [each] : []));
    if (!kind) throw new Error('no such case');
    const bytes = buildPng(kind);
    const cut = bytes.slice(0, bytes.length / 2);
    await expect(eachPngRow(cut, () => undefined)).rejects.toMatchObject({
      code: 'image-truncated',
    });
    const other = buildPng({ ...kind, interlaced: true });
    await expect(eachPngRow(other, () => undefined)).rejects.toMatchObject({
      code: 'image-type-unsupported',
    });
  });
});
