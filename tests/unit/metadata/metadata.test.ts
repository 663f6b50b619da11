import { deflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../utils/base/bytes';
import { pngChunk } from '../../../utils/codecs/png-chunks';
import { cleanExif } from '../../../utils/metadata/exif';
import { readMetadata } from '../../../utils/metadata/read';
import { withJpegMetadata, withPngMetadata, withWebpMetadata } from '../../../utils/metadata/write';
import { renderPicture } from '../../gallery/pictures';

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

/** Rendered once: that takes seconds. */
let photo: Uint8Array;
beforeAll(async () => {
  photo = (await renderPicture('mug.jpg')).bytes;
}, 60_000);

const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
const picture = (channels: 3 | 4) =>
  sharp({ create: { width: 31, height: 17, channels, background: '#0008', noise } });

/** A photo with EXIF: camera, GPS, orientation, read by a library of its own. */
async function photoExif(): Promise<Bytes> {
  const { exif } = await readMetadata(photo);
  if (!exif) throw new Error('the photo of the gallery has no EXIF');
  return new Uint8Array(exif);
}

const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="">고양이 &lt;&amp;&gt;</rdf:Description></rdf:RDF></x:xmpmeta>';

const formats = [
  ['PNG', () => picture(4).png().toBuffer(), withPngMetadata],
  ['JPEG', () => picture(3).jpeg().toBuffer(), withJpegMetadata],
  ['lossy WebP', () => picture(3).webp().toBuffer(), withWebpMetadata],
  ['WebP with alpha', () => picture(4).webp({ quality: 80 }).toBuffer(), withWebpMetadata],
  ['lossless WebP', () => picture(4).webp({ lossless: true }).toBuffer(), withWebpMetadata],
] as const;

describe.each(formats)('metadata in a %s file', (_, make, write) => {
  it('is read back by others and by us, and leaves every pixel as it was', async () => {
    const file = new Uint8Array(await make());
    const exif = cleanExif(await photoExif(), { keepLocation: false });
    const written = await bytesOf(write(file, { exif, xmp }));
    const seen = await sharp(written).metadata();
    expect(seen.exif).toBeDefined();
    expect(seen.xmp?.toString()).toBe(xmp);
    expect((await readMetadata(written)).xmp).toBe(xmp);
    expect(await sharp(written).raw().toBuffer()).toEqual(await sharp(file).raw().toBuffer());
  });

  it('is replaced by the next, and gone where nothing is given', async () => {
    const file = new Uint8Array(await make());
    const once = await bytesOf(write(file, { xmp: 'first', exif: await photoExif() }));
    const twice = await bytesOf(write(once, { xmp }));
    expect((await sharp(twice).metadata()).xmp?.toString()).toBe(xmp);
    const none = await bytesOf(write(twice, {}));
    const { exif, xmp: left } = await sharp(none).metadata();
    expect([exif, left]).toEqual([undefined, undefined]);
  });
});

it('keeps a profile of a PNG and adds one to a JPEG and a WebP', async () => {
  const icc = async (file: Blob) => (await sharp(await bytesOf(file)).metadata()).icc;
  const png = new Uint8Array(await picture(3).withIccProfile('p3').png().toBuffer());
  const profile = await icc(new Blob([png]));
  if (!profile) throw new Error('sharp wrote no profile');
  expect(await icc(withPngMetadata(png, { xmp }))).toEqual(profile);
  const named = { icc: { name: 'P3', bytes: new Uint8Array(profile) } };
  const jpeg = new Uint8Array(await picture(3).jpeg().toBuffer());
  const webp = new Uint8Array(await picture(3).webp().toBuffer());
  expect(await icc(withJpegMetadata(jpeg, named))).toEqual(profile);
  expect(await icc(withWebpMetadata(webp, named))).toEqual(profile);
});

it('takes comments, IPTC and what stands behind the picture out of a JPEG, and no pixel', async () => {
  const plain = await picture(3).jpeg({ progressive: true }).toBuffer();
  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
  const file = Buffer.concat([
    plain.subarray(0, 2),
    segment(0xed, 'Photoshop 3.0 Seoul'),
    segment(0xe2, 'MPF Seoul'),
    segment(0xfe, 'taken in Seoul'),
    plain.subarray(2),
    Buffer.from('a film, taken in Seoul'),
  ]);
  const written = await bytesOf(withJpegMetadata(new Uint8Array(file), {}));
  expect(Buffer.from(written).includes('Seoul')).toBe(false);
  expect(Buffer.from(written)).toEqual(plain);
});

it('cuts a long profile into numbered pieces', async () => {
  const bytes = new Uint8Array(150_000).fill(7);
  bytes.set(new TextEncoder().encode('acsp'), 36);
  const jpeg = new Uint8Array(await picture(3).jpeg().toBuffer());
  const written = await bytesOf(withJpegMetadata(jpeg, { icc: { name: 'x', bytes } }));
  expect([...((await sharp(written).metadata()).icc ?? [])].length).toBe(150_000);
});

it('writes texts of any language into a PNG that others still decode', async () => {
  const png = new Uint8Array(await picture(4).png().toBuffer());
  const written = await bytesOf(withPngMetadata(png, { text: { 'Repaint recipe': '고양이' } }));
  expect(decode(written).data).toEqual(decode(png).data);
  expect(new TextDecoder().decode(written)).toContain('고양이');
});

describe('cleaned EXIF', () => {
  const readBy = async (exif: Bytes | undefined) => {
    const jpeg = new Uint8Array(await picture(3).jpeg().toBuffer());
    const file = await bytesOf(withJpegMetadata(jpeg, { exif }));
    return sharp(file).metadata();
  };

  it('says nothing of the place, and has not a byte of it left', async () => {
    const original = await photoExif();
    const cleaned = cleanExif(original, { keepLocation: false });
    const { exif } = await readBy(cleaned);
    expect(exif).toBeDefined();
    const places = (bytes: Uint8Array) => Buffer.from(bytes).includes(Buffer.from([0x25, 0x88]));
    expect(places(original) || Buffer.from(original).includes(Buffer.from([0x88, 0x25]))).toBe(
      true,
    );
    expect(places(cleaned ?? original)).toBe(false);
  });

  it('keeps the place where that is wanted', async () => {
    const original = await photoExif();
    const kept = cleanExif(original, { keepLocation: true }) ?? new Uint8Array();
    const gpsTag = (bytes: Uint8Array) => Buffer.from(bytes).indexOf(Buffer.from([0x25, 0x88]));
    expect(gpsTag(kept)).toBe(gpsTag(original));
  });

  it('stands upright', async () => {
    const turned = await picture(3).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const exif = (await readMetadata(new Uint8Array(turned))).exif;
    expect((await sharp(turned).metadata()).orientation).toBe(6);
    const { orientation } = await readBy(
      cleanExif(exif ?? new Uint8Array(), { keepLocation: true }),
    );
    expect(orientation).toBe(1);
  });

  it.each([
    ['nothing', []],
    ['no TIFF', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['an address beyond the end', [0x49, 0x49, 42, 0, 0xff, 0xff, 0xff, 0]],
  ])('is left out for %s', (_, bytes) => {
    expect(cleanExif(Uint8Array.from(bytes), { keepLocation: false })).toBeUndefined();
  });
});

describe('a text in a PNG file', () => {
  const keyword = 'XML:com.adobe.xmp';

  async function withText(compressed: boolean, value: Uint8Array<ArrayBuffer>): Promise<Bytes> {
    const file = new Uint8Array(await picture(3).png().toBuffer());
    const head = latin1Bytes(`${keyword}\0${compressed ? '\x01' : '\0'}\0en\0XMP\0`);
    const ihdr = file.subarray(0, 33);
    return bytesOf(new Blob([ihdr, ...pngChunk('iTXt', [head, value]), file.subarray(33)]));
  }

  it.each([true, false])('is read, compressed or not: %s', async (compressed) => {
    const text = new TextEncoder().encode(xmp);
    const stored = compressed ? new Uint8Array(deflateSync(text)) : text;
    expect((await readMetadata(await withText(compressed, stored))).xmp).toBe(xmp);
  });

  it('is as good as none where it is broken, or a bomb', async () => {
    const bomb = new Uint8Array(deflateSync(Buffer.alloc(64_000_000)));
    for (const stored of [Uint8Array.of(1, 2, 3), bomb])
      expect((await readMetadata(await withText(true, stored))).xmp).toBeUndefined();
  });
});
