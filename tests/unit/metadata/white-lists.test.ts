import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { concatBytes, latin1, latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { pngChunk, pngChunks } from '../../../utils/codecs/png-chunks';
import { riffChunks } from '../../../utils/codecs/webp-gif-bmp-avif';
import { densityOf } from '../../../utils/metadata/density';
import { cleanExif, exifDensity, plainExif } from '../../../utils/metadata/exif';
import { gifXmp, withGifMetadata } from '../../../utils/metadata/gif';
import { readMetadata } from '../../../utils/metadata/read';
import { withJpegMetadata, withPngMetadata, withWebpMetadata } from '../../../utils/metadata/write';
import { buildTiff } from './build-tiff';

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());
const fresh = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const has = (bytes: Uint8Array | undefined, word: string): boolean =>
  latin1Text(bytes ?? new Uint8Array()).includes(word);
const latin1Text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A word that must not be in what is saved. */
const secret = 'SECRET-PLACE';
const said = latin1Bytes(secret.repeat(4));

const picture = (channels: 3 | 4 = 3) =>
  sharp({ create: { width: 21, height: 9, channels, background: '#2468' } });

describe('EXIF that is kept', () => {
  const gps = { 1: { text: 'N' }, 27: { bytes: said } };
  const hidden = {
    'a thumbnail in strips': buildTiff({ 271: { text: 'Canon' } }, { 273: { stored: said }, 279: { long: 48 } }),
    'a thumbnail as JPEG': buildTiff({ 271: { text: 'Canon' } }, { 513: { stored: said }, 514: { long: 48 } }),
    'a third directory': buildTiff({ 271: { text: 'Canon' } }, { 256: { short: 1 } }, { 270: { text: secret } }),
    'strips in the first directory': buildTiff({ 271: { text: 'Canon' }, 273: { stored: said }, 279: { long: 48 } }),
    'XMP in the first directory': buildTiff({ 271: { text: 'Canon' }, 700: { bytes: said } }),
    'IPTC in the first directory': buildTiff({ 271: { text: 'Canon' }, 33723: { bytes: said } }),
    'Photoshop’s blocks': buildTiff({ 271: { text: 'Canon' }, 34377: { bytes: said } }),
    'further directories': buildTiff({ 271: { text: 'Canon' }, 330: { directory: { 270: { text: secret } } } }),
    'a tag that nobody knows': buildTiff({ 271: { text: 'Canon' }, 61166: { bytes: said } }),
    'a maker’s note': buildTiff({ 271: { text: 'Canon' }, 34665: { directory: { 37500: { bytes: said } } } }),
    'a place': buildTiff({ 271: { text: 'Canon' }, 34853: { directory: gps } }),
    'bytes that no tag leads to': concatBytes([buildTiff({ 271: { text: 'Canon' } }), said]),
  }; // biome-ignore format: a table

  it.each(Object.entries(hidden))('has none of this left, and the camera’s name: %s', (_, tiff) => {
    expect(has(tiff, secret)).toBe(true);
    const cleaned = cleanExif(tiff, { keepLocation: false });
    expect(has(cleaned, secret)).toBe(false);
    expect(has(cleaned, 'Canon')).toBe(true);
  });

  it('has the place where that is wanted, and still no maker’s note', () => {
    const tiff = buildTiff({
      34665: { directory: { 37500: { text: 'PREVIEW' } } },
      34853: { directory: gps },
    });
    const kept = cleanExif(tiff, { keepLocation: true });
    expect([has(kept, secret), has(kept, 'PREVIEW')]).toEqual([true, false]);
  });

  it('is read by others: texts, numbers, details and place', async () => {
    const tiff = buildTiff({
      270: { text: 'A cat' },
      274: { short: 6 },
      34665: { directory: { 33434: { ratio: [1, 250] }, 36867: { text: '2026:11:27 09:00:00' } } },
      34853: { directory: { 1: { text: 'N' } } },
    });
    const exif = cleanExif(tiff, { keepLocation: true, orientation: 8 });
    const file = await bytesOf(
      withJpegMetadata(fresh(await picture().jpeg().toBuffer()), { exif }),
    );
    const seen = await sharp(file).metadata();
    expect(seen.orientation).toBe(8);
    expect(has(seen.exif, 'A cat') && has(seen.exif, '2026:11:27')).toBe(true);
    const again = cleanExif(exif ?? tiff, { keepLocation: true, orientation: 8 });
    expect(again).toEqual(exif); // nothing more to clean
  });

  it('says how the pixels lie though the original said it in a way of its own', () => {
    const tiff = buildTiff({ 274: { long: 6 } });
    expect(latin1(cleanExif(tiff, { keepLocation: false, orientation: 1 }) ?? tiff, 10, 12)).toBe(
      '\x12\x01\x03\0\x01\0\0\0\x01\0\0\0',
    );
    const upright = buildTiff({ 271: { text: 'Canon' } });
    expect(has(cleanExif(upright, { keepLocation: false, orientation: 3 }), '\x12\x01\x03\0')).toBe(
      true,
    );
  });
});

describe('a saved PNG', () => {
  it('has none of the chunks that are not the picture', async () => {
    const file = fresh(await picture().png().toBuffer());
    const names = [
      'tEXt',
      'zTXt',
      'iTXt',
      'eXIf',
      'tIME',
      'caBX',
      'gdAT',
      'iDOT',
      'vpAg',
      'prVt',
      'sPLT',
    ];
    const added = names.flatMap((name) => pngChunk(name, [said]));
    const full = await bytesOf(new Blob([file.subarray(0, 33), ...added, file.subarray(33)]));
    const written = await bytesOf(withPngMetadata(full, {}));
    expect(has(written, secret)).toBe(false);
    expect(written).toEqual(file);
  });

  it('keeps what its colours, its density and its motion need', async () => {
    const file = fresh(await picture().png().toBuffer());
    const names = ['gAMA', 'cHRM', 'sRGB', 'cICP', 'sBIT', 'bKGD', 'acTL', 'fcTL', 'mDCV', 'cLLI'];
    const added = names.flatMap((name) => pngChunk(name, [Uint8Array.of(1)]));
    const full = await bytesOf(new Blob([file.subarray(0, 33), ...added, file.subarray(33)]));
    expect(await bytesOf(withPngMetadata(full, {}))).toEqual(full);
  });

  it('keeps the standard’s own texts by choice, of all three kinds, and no others', async () => {
    const { deflateSync } = await import('node:zlib');
    const file = fresh(await picture().png().toBuffer());
    const added = [
      ...pngChunk('tEXt', [latin1Bytes('Author\0Kim')]),
      ...pngChunk('zTXt', [latin1Bytes('Title\0\0'), fresh(deflateSync('A cat'))]),
      ...pngChunk('iTXt', [latin1Bytes('Copyright\0\0\0\0\0'), new TextEncoder().encode('© 김')]),
      ...pngChunk('tEXt', [latin1Bytes('Raw profile type exif\0'), said]),
      ...pngChunk('tEXt', [latin1Bytes('Software\0')]),
      ...pngChunk('zTXt', [latin1Bytes('Comment\0\0'), said]),
    ];
    const full = await bytesOf(new Blob([file.subarray(0, 33), ...added, file.subarray(33)]));
    const { text } = await readMetadata(full);
    expect(text).toEqual({ Author: 'Kim', Title: 'A cat', Copyright: '© 김', Software: '' });
    const written = await bytesOf(withPngMetadata(full, text ? { text } : {}));
    expect((await readMetadata(written)).text).toEqual(text);
    expect(has(written, secret)).toBe(false);
  });
});

describe('a saved WebP', () => {
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const head = new Uint8Array(8);
    head.set(latin1Bytes(type));
    viewOf(head).setUint32(4, data.length, true);
    return concatBytes([head, data, new Uint8Array(data.length % 2)]);
  };

  it.each(['C2PA', 'XYZW', 'EXIF', 'XMP ', 'exif'])('has no chunk %s', async (type) => {
    const file = fresh(await picture(4).webp().toBuffer());
    const full = concatBytes([file, chunk(type, said)]);
    viewOf(full).setUint32(4, full.length - 8, true);
    const written = await bytesOf(withWebpMetadata(full, {}));
    expect(has(written, secret)).toBe(false);
    expect(await sharp(written).raw().toBuffer()).toEqual(await sharp(file).raw().toBuffer());
  });

  it('has none within the frames of an animation either', async () => {
    const { readFile } = await import('node:fs/promises');
    const file = fresh(await readFile('tests/fixtures/image/animated.webp'));
    const parts = [...riffChunks(file)].map(({ type, data }) =>
      chunk(type, type === 'ANMF' ? concatBytes([data, chunk('XYZW', said)]) : data),
    );
    const full = concatBytes([file.subarray(0, 12), ...parts]);
    viewOf(full).setUint32(4, full.length - 8, true);
    expect(has(full, secret)).toBe(true);
    const written = await bytesOf(withWebpMetadata(full, {}));
    expect(has(written, secret)).toBe(false);
    expect(await sharp(written, { pages: -1 }).raw().toBuffer()).toEqual(
      await sharp(file, { pages: -1 }).raw().toBuffer(),
    );
  });
});

describe('a saved JPEG', () => {
  const segment = (marker: number, data: Uint8Array): Uint8Array =>
    concatBytes([Uint8Array.of(0xff, marker, 0, data.length + 2), data]);

  it.each([
    ['a JFIF thumbnail', () => segment(0xe0, concatBytes([latin1Bytes('JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\x04\x04'), said]))],
    ['a JFXX thumbnail', () => segment(0xe0, concatBytes([latin1Bytes('JFXX\0\x10'), said]))],
    ['an APP14 that is not Adobe’s', () => segment(0xee, said)],
    ['a manifest of provenance', () => segment(0xeb, concatBytes([latin1Bytes('JP'), said]))],
    ['extended XMP', () => segment(0xe1, concatBytes([latin1Bytes('http://ns.adobe.com/xmp/extension/\0'), said]))],
  ])('has no byte of %s', async (_, make) => {
    const plain = fresh(await picture().jpeg().toBuffer());
    const full = concatBytes([plain.subarray(0, 2), make(), plain.subarray(2)]);
    const written = await bytesOf(withJpegMetadata(full, {}));
    expect([has(full, secret), has(written, secret)]).toEqual([true, false]);
    expect(await sharp(written).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
  }); // biome-ignore format: a table

  it('has no comment between the scans of a progressive one', async () => {
    const plain = fresh(await picture().jpeg({ progressive: true }).toBuffer());
    const second = Buffer.from(plain).indexOf(Buffer.from([0xff, 0xda]), Buffer.from(plain).indexOf(Buffer.from([0xff, 0xda])) + 4); // biome-ignore format: one place
    // Its tables come before a scan: the comment stands before those or before the scan itself.
    const full = concatBytes([plain.subarray(0, second), segment(0xfe, said), segment(0xe1, said), plain.subarray(second)]); // biome-ignore format: one file
    expect(await bytesOf(withJpegMetadata(full, {}))).toEqual(plain);
  });
});

describe('a saved GIF', () => {
  const comment = concatBytes([Uint8Array.of(0x21, 0xfe, said.length), said, Uint8Array.of(0)]);
  const xmpBlock = (xmp: string) =>
    concatBytes([
      Uint8Array.of(0x21, 0xff, 11),
      latin1Bytes(`XMP DataXMP${xmp}\x01`),
      Uint8Array.from({ length: 256 }, (_, i) => 255 - i),
      Uint8Array.of(0),
    ]);

  async function animated(): Promise<{ file: Bytes; start: number }> {
    const { readFile } = await import('node:fs/promises');
    const file = fresh(await readFile('tests/fixtures/image/animated.gif'));
    const flags = file[10] ?? 0;
    return { file, start: 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0) };
  }

  it('has no comment, no packet and nothing behind its end, and moves as before', async () => {
    const { file, start } = await animated();
    const plainText = concatBytes([Uint8Array.of(0x21, 1, 12), new Uint8Array(12), Uint8Array.of(said.length), said, Uint8Array.of(0)]); // biome-ignore format: one block
    const full = concatBytes([file.subarray(0, start), comment, xmpBlock(secret), plainText, file.subarray(start), said]); // biome-ignore format: one file
    expect(gifXmp(full)).toBe(secret);
    const written = await bytesOf(withGifMetadata(full, { keepComments: false }));
    expect(has(written, secret)).toBe(false);
    expect(written).toEqual(file);
  });

  it('keeps its comment and a cleaned packet by choice', async () => {
    const { file, start } = await animated();
    const full = concatBytes([file.subarray(0, start), comment, file.subarray(start)]);
    const written = await bytesOf(withGifMetadata(full, { keepComments: true, xmp: '<x/>' }));
    expect(has(written, secret)).toBe(true);
    expect(gifXmp(written)).toBe('<x/>');
    expect(await sharp(written, { pages: -1 }).raw().toBuffer()).toEqual(
      await sharp(file, { pages: -1 }).raw().toBuffer(),
    );
  });
});

describe('density', () => {
  const dpi = (density: { x: number } | undefined) => density && Math.round(density.x * 0.0254);

  it.each(['png', 'jpeg', 'webp'] as const)('of 300 dpi is read out of a %s', async (format) => {
    const file = await picture().withMetadata({ density: 300 }).toFormat(format).toBuffer();
    expect(dpi(densityOf(fresh(file)))).toBe(300);
  });

  it.each(['jpeg', 'webp'] as const)('is none where a %s says none', async (format) => {
    const usual = await picture().toFormat(format).toBuffer();
    expect(densityOf(fresh(usual))).toBeUndefined();
  });

  it('is written into a PNG, a JPEG and an EXIF of its own, as others read it', async () => {
    const density = { x: 300 / 0.0254, y: 300 / 0.0254 };
    const png = await bytesOf(
      withPngMetadata(fresh(await picture().png().toBuffer()), { density }),
    );
    expect((await sharp(png).metadata()).density).toBe(300);
    expect([...pngChunks(png)].filter(({ type }) => type === 'pHYs').length).toBe(1);
    const jfif = fresh(await picture().withMetadata({ density: 96 }).jpeg().toBuffer());
    const jpeg = await bytesOf(withJpegMetadata(jfif, { exif: plainExif(1, density), density }));
    expect((await sharp(jpeg).metadata()).density).toBe(300);
    expect(dpi(exifDensity(plainExif(1, density) ?? new Uint8Array()))).toBe(300);
    expect(plainExif(1)).toBeUndefined();
  });
});
