import { describe, expect, it } from 'vitest';
import { concatBytes, viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { deflate } from '../../../utils/codecs/deflate';
import { encodePng } from '../../../utils/codecs/png-write';
import { wholeImage } from '../../../utils/codecs/recover';
import { fixture } from './fixture';
import { bytesOf, changed, chunkAt, chunkOf, inserted, withChunk } from './odd-files';
import { largestDifference, shown } from './shown';

type Bytes = Uint8Array<ArrayBuffer>;

const [width, height] = [8, 4];

/** A PNG of 8 x 4 px, its rows counting up from 0. */
async function png(
  header: readonly number[],
  { before = [], rows }: { before?: readonly Bytes[]; rows?: Bytes } = {},
): Promise<Bytes> {
  const ihdr = new Uint8Array(13);
  viewOf(ihdr).setUint32(0, width);
  viewOf(ihdr).setUint32(4, height);
  ihdr.set(header, 8);
  const row = Uint8Array.of(0, 0, 1, 2, 3, 4, 5, 6, 7);
  return concatBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunkOf('IHDR', ihdr),
    ...before,
    chunkOf('IDAT', concatBytes(await deflate([rows ?? concatBytes([row, row, row, row])]))),
    chunkOf('IEND', new Uint8Array()),
  ]);
}

const gray = [8, 0, 0, 0, 0];
const palette = [8, 3, 0, 0, 0];
const colours = (count: number) =>
  chunkOf(
    'PLTE',
    Uint8Array.from({ length: 3 * count }, (_, i) => 20 + 30 * i),
  );

describe('a PNG that can’t be', () => {
  it.each<[string, () => Promise<Bytes>]>([
    ['a depth of 0', () => png([0, 2, 0, 0, 0])],
    ['a depth of 3', () => png([3, 0, 0, 0, 0])],
    ['a depth of 99', () => png([99, 2, 0, 0, 0])],
    ['16 bits in a palette', () => png([16, 3, 0, 0, 0], { before: [colours(8)] })],
    ['4 bits in RGB', () => png([4, 2, 0, 0, 0])],
    ['a colour type of 1', () => png([8, 1, 0, 0, 0])],
    ['a colour type of 9', () => png([8, 9, 0, 0, 0])],
    ['another compression', () => png([8, 0, 1, 0, 0])],
    ['another filter method', () => png([8, 0, 0, 1, 0])],
    ['an interlace method of 2', () => png([8, 0, 0, 0, 2])],
    ['no palette', () => png(palette)],
    ['an empty palette', () => png(palette, { before: [chunkOf('PLTE', new Uint8Array())] })],
    ['a critical chunk that nobody knows', () => png(gray, { before: [chunkOf('ABCD', Uint8Array.of(1))] })], // biome-ignore format: a table
    ['a header with a wrong checksum', async () => changed(await png(gray), 30, 1)],
    ['pixels with a wrong checksum', async () => { const file = await png(gray); return changed(file, file.length - 13, 1); }], // biome-ignore format: a table
    ['no pixels', async () => withChunk(await png(gray), 'IDAT')],
    ['no bytes of pixels', async () => withChunk(await png(gray), 'IDAT', chunkOf('IDAT', new Uint8Array()))], // biome-ignore format: a table
    ['a filter of 9 in its first row', () => png(gray, { rows: new Uint8Array(36).fill(9) })],
  ])('ends in a message: %s', async (_, make) => {
    const blob = new Blob([await make()]);
    await expect(wholeImage(blob)).rejects.toMatchObject({ code: 'image-truncated' });
  });
});

describe('a PNG that browsers show in spite of something', () => {
  it.each<[string, () => Promise<Bytes>]>([
    ['numbers beyond the palette', () => png(palette, { before: [colours(2)] })],
    ['a palette with a byte too many', () => png(palette, { before: [chunkOf('PLTE', new Uint8Array(25).fill(90))] })], // biome-ignore format: a table
    ['more data than pixels', () => png(gray, { rows: new Uint8Array(360) })],
    ['an extra chunk with a wrong checksum', async () => { const file = await png(gray); return inserted(file, 33, changed(chunkOf('gAMA', Uint8Array.of(0, 1, 0, 0)), 15, 1)); }], // biome-ignore format: a table
  ])('is taken as it is shown: %s', async (_, make) => {
    const blob = new Blob([await make()]);
    expect((await wholeImage(blob)).blob).toBe(blob);
    const { data } = await decodeRaster(blob);
    expect(largestDifference(data, (await shown(blob)).data)).toBe(0);
  });

  it('passes over the RGB profile of a gray picture', async () => {
    const coloured = await bytesOf(await fixture('display-p3-alpha.png'));
    const at = chunkAt(coloured, 'iCCP');
    const profile = new Uint8Array(coloured.subarray(at, at + 12 + viewOf(coloured).getUint32(at)));
    const plain = new Blob([await png(gray)]);
    const blob = new Blob([await png(gray, { before: [profile] })]);
    const raster = await decodeRaster(blob);
    expect(raster.iccProfile).toBeUndefined();
    expect(largestDifference(raster.data, (await shown(blob)).data)).toBe(0);
    expect(largestDifference(raster.data, (await shown(plain)).data)).toBe(0);
    expect(largestDifference((await shown(await encodePng(raster))).data, raster.data)).toBe(0);
  });
});
