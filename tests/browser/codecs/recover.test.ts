import { describe, expect, it } from 'vitest';
import { concatBytes, latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { inspect } from '../../../utils/codecs/inspect';
import { wholeImage } from '../../../utils/codecs/recover';
import { fixture } from './fixture';
import { bytesOf, changed, inserted, jpegSegment, segmentAt } from './odd-files';
import { largestDifference, shown } from './shown';

type Make = (file: Uint8Array) => Uint8Array<ArrayBuffer>;

const cut =
  (share: number): Make =>
  (file) =>
    new Uint8Array(file.subarray(0, Math.floor(file.length * share)));
const without =
  (bytes: number): Make =>
  (file) =>
    new Uint8Array(file.subarray(0, -bytes));
const followedBy =
  (...more: Uint8Array[]): Make =>
  (file) =>
    concatBytes([file, ...more]);
/** Puts bytes before the frame header of a JPEG. */
const beforeTables =
  (...bytes: number[]): Make =>
  (file) =>
    inserted(file, segmentAt(file, 0xc0), Uint8Array.from(bytes));
const gifScreen =
  (width: number, height: number): Make =>
  (file) => {
    const copy = new Uint8Array(file);
    viewOf(copy).setUint16(6, width, true);
    viewOf(copy).setUint16(8, height, true);
    return copy;
  };

function withoutSegment(file: Uint8Array, marker: number): Uint8Array<ArrayBuffer> {
  const at = segmentAt(file, marker);
  const length = 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0));
  return inserted(file.subarray(0, at), at, file.subarray(at + length));
}

const trailer = latin1Bytes('SEFT a maker’s own words '.replace('’', "'").repeat(20));
const preview = Uint8Array.of(0xff, 0xd8, 0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xd9);

/** Files that are odd and whole: what they are made of, how, and whether the browser takes them as they are. */
const odd: readonly (readonly [string, string, Make])[] = [
  ['a JPEG with garbage between segments', 'noise.jpg', beforeTables(1, 2, 3, 0x42)],
  ['a JPEG with fill bytes', 'noise.jpg', beforeTables(0xff, 0xff, 0xff)],
  ['a JPEG with a restart marker before its tables', 'noise.jpg', beforeTables(0xff, 0xd3)],
  ['a JPEG with a marker that stands alone', 'noise.jpg', beforeTables(0xff, 0x01)],
  ['a JPEG with stuffed bytes before its tables', 'noise.jpg', beforeTables(0xff, 0, 0xff, 0)],
  ['a JPEG with an APP15', 'noise.jpg', beforeTables(...jpegSegment(0xef, trailer))],
  ['a JPEG with a maker’s trailer', 'noise.jpg', followedBy(trailer)],
  ['a JPEG with a second one behind it', 'noise.jpg', followedBy(preview)],
  ['a CMYK JPEG', 'waves-cmyk.jpg', (file) => new Uint8Array(file)],
  ['a CMYK JPEG without Adobe’s mark', 'waves-cmyk.jpg', (file) => withoutSegment(file, 0xee)],
  ['a CMYK JPEG that says YCCK', 'waves-cmyk.jpg', (file) => changed(file, segmentAt(file, 0xee) + 15, 2)], // biome-ignore format: a table
  ['a progressive JPEG', 'noise-progressive.jpg', (file) => new Uint8Array(file)],
  ['a PNG with bytes behind its end', 'noise.png', followedBy(trailer)],
  ['a GIF without its end', 'noise.gif', without(1)],
  ['a GIF with a screen of nothing', 'noise.gif', gifScreen(0, 0)],
  ['a GIF with a screen smaller than its frame', 'noise.gif', gifScreen(10, 10)],
  ['a GIF with a larger screen', 'noise.gif', gifScreen(200, 150)],
  ['a WebP with bytes behind its end', 'noise.webp', followedBy(trailer)],
  ['a lossless WebP that hides its alpha', 'alpha.webp', (file) => changed(file, 24, (file[24] ?? 0) & ~0x10)], // biome-ignore format: a table
  ['a WebP that hides its alpha', 'lossy-alpha.webp', (file) => changed(file, 20, (file[20] ?? 0) & ~0x10)], // biome-ignore format: a table
  ['a WebP that claims alpha', 'display-p3.webp', (file) => changed(file, 20, (file[20] ?? 0) | 0x10)], // biome-ignore format: a table
];

describe('a file that is odd and whole', () => {
  it.each(odd)('is taken as it is, with what a page shows: %s', async (_, name, make) => {
    const blob = new Blob([make(await bytesOf(await fixture(name)))]);
    const expected = await shown(blob);
    expect(await wholeImage(blob)).toEqual({ blob, notes: [] });
    const raster = await decodeRaster(blob);
    const { width, height } = expected;
    expect((await inspect(blob)).size).toEqual({ width, height });
    expect([raster.width, raster.height]).toEqual([width, height]);
    if (raster.data.every((sample, i) => i % 4 !== 3 || sample === 255) && !raster.iccProfile)
      expect(largestDifference(raster.data, expected.data)).toBe(0);
  });
});

/** Files without their end, of which nothing is missing. */
const endless: readonly (readonly [string, string, Make])[] = [
  ['a JPEG without its end marker', 'noise.jpg', without(2)],
  ['one with a maker’s trailer instead', 'noise.jpg', (file) => followedBy(trailer)(without(2)(file))], // biome-ignore format: a table
  ['one with a second picture instead', 'noise.jpg', (file) => followedBy(preview)(without(2)(file))], // biome-ignore format: a table
  ['a PNG without IEND', 'noise.png', without(12)],
  ['a PNG that ends within IEND', 'noise.png', without(5)],
  ['a PNG that ends within its last checksum', 'noise.png', without(14)],
  ['a WebP whose container promises more', 'noise.webp', (file) => changed(file, 6, (file[6] ?? 0) + 1)], // biome-ignore format: a table
];

describe('a file without its end', () => {
  it.each(endless)(
    'is made whole, with all of its pixels and no word: %s',
    async (_, name, make) => {
      const whole = await fixture(name);
      const { blob, notes } = await wholeImage(new Blob([make(await bytesOf(whole))]));
      expect(notes).toEqual([]);
      const expected = await shown(whole);
      expect(largestDifference((await decodeRaster(blob)).data, expected.data)).toBe(0);
      expect(largestDifference((await shown(blob)).data, expected.data)).toBe(0);
      (await createImageBitmap(blob)).close(); // and everything else in the browser can decode it
    },
  );
});

describe('a file that is cut off', () => {
  it.each([
    ['noise.jpg', 0.5],
    ['noise.png', 0.5],
    ['noise.gif', 0.5],
  ])('keeps what a page shows of it, and a note says so: %s', async (name, share) => {
    const blob = new Blob([cut(share)(await bytesOf(await fixture(name)))]);
    const expected = await shown(blob);
    const saved = await wholeImage(blob);
    expect(saved.notes).toEqual(['incomplete']);
    const { width, height, data } = await decodeRaster(saved.blob);
    expect([width, height]).toEqual([expected.width, expected.height]);
    // Whatever row the page shows in full is the same; a JPEG's last blocks may differ.
    const rows = 30 * 4 * width;
    expect(largestDifference(data.subarray(0, rows), expected.data.subarray(0, rows))).toBe(0);
    expect(expected.data.subarray(3, rows).some((sample) => sample > 0)).toBe(true);
    (await createImageBitmap(saved.blob)).close();
  });

  it('keeps a progressive JPEG, coarser, with the note', async () => {
    const whole = await bytesOf(await fixture('noise-progressive.jpg'));
    const { blob, notes } = await wholeImage(new Blob([cut(0.6)(whole)]));
    expect(notes).toEqual(['incomplete']);
    expect(await inspect(blob)).toMatchObject({ size: { width: 120, height: 90 } });
  });

  it.each([
    ['noise.jpg', 0.01],
    ['noise.png', 0.001],
    ['noise.webp', 0.5],
    ['alpha.avif', 0.5],
  ])('is refused where nothing can be saved: %s', async (name, share) => {
    const blob = new Blob([cut(share)(await bytesOf(await fixture(name)))]);
    await expect(wholeImage(blob)).rejects.toMatchObject({ code: 'image-truncated' });
  });
});

describe('a JPEG that no browser shows', () => {
  const frame = (at: number, value: number) => async () => {
    const file = await bytesOf(await fixture('noise.jpg'));
    return new Blob([changed(file, segmentAt(file, 0xc0) + at, value)]);
  };

  it.each([
    ['JPEG (12-bit)', frame(4, 12)],
    ['JPEG (lossless)', frame(1, 0xc3)],
  ])('is refused with the name of its kind: %s', async (name, make) => {
    await expect(wholeImage(await make())).rejects.toMatchObject({
      code: 'image-type-unsupported',
      details: { substitutions: [name] },
    });
  });

  it('is taken with arithmetic coding where this browser decodes it, else named', async () => {
    const blob = await fixture('arithmetic.jpg');
    const isShown = await createImageBitmap(blob).then(
      () => true,
      () => false,
    );
    const outcome = await wholeImage(blob).then(
      () => 'taken',
      (error) => error.details.substitutions[0],
    );
    expect(outcome).toBe(isShown ? 'taken' : 'JPEG (arithmetic)');
  });

  it.each([
    ['a second start', [0xff, 0xd8]],
    ['a marker that no standard names', [0xff, 0xf0, 0, 4, 1, 2]],
  ])('is refused for %s', async (_, bytes) => {
    const file = await bytesOf(await fixture('noise.jpg'));
    const blob = new Blob([beforeTables(...bytes)(file)]);
    await expect(shown(blob)).rejects.toThrow('not shown');
    await expect(wholeImage(blob)).rejects.toMatchObject({ code: 'image-truncated' });
  });
});

describe('a format that not all browsers show', () => {
  it('is taken where this one does: JPEG XL', async () => {
    const blob = await fixture('quarters.jxl');
    const isShown = await createImageBitmap(blob).then(
      () => true,
      () => false,
    );
    const outcome = wholeImage(blob).then(() => inspect(blob));
    if (isShown)
      await expect(outcome).resolves.toMatchObject({
        type: 'image/jxl',
        size: { width: 360, height: 240 },
      });
    else await expect(outcome).rejects.toMatchObject({ details: { substitutions: ['JPEG XL'] } });
  });

  it.each([
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['AVIF', '\0\0\0\x1cftypavis\0\0\0\0avismsf1mif1'],
    ['JPEG XL', '\xff\x0a\xfa\x1f\x90'],
  ])('is named where it can’t be shown: %s', async (name, text) => {
    await expect(wholeImage(new Blob([latin1Bytes(text)]))).rejects.toMatchObject({
      code: 'image-type-unsupported',
      details: { substitutions: [name] },
    });
  });

  it('is turned as the browser does: AVIF', async () => {
    const blob = await fixture('orientation-6.avif');
    const expected = await shown(blob);
    expect([expected.width, expected.height]).toEqual([32, 48]);
    expect((await inspect(blob)).size).toEqual({ width: 32, height: 48 });
    expect(largestDifference((await decodeRaster(blob)).data, expected.data)).toBe(0);
  });
});
