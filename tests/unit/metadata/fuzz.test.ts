import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { viewOf } from '../../../utils/base/bytes';
import { densityOf } from '../../../utils/metadata/density';
import { cleanExif, exifDensity } from '../../../utils/metadata/exif';
import { gifXmp, withGifMetadata } from '../../../utils/metadata/gif';
import { readMetadata } from '../../../utils/metadata/read';
import { withJpegMetadata, withPngMetadata, withWebpMetadata } from '../../../utils/metadata/write';
import { buildPng } from '../codecs/build-png';
import { mutations } from '../codecs/mutate';
import { buildTiff } from './build-tiff';

type Bytes = Uint8Array<ArrayBuffer>;

const tiny = () => sharp({ create: { width: 9, height: 7, channels: 3, background: '#369' } });
const tiff = buildTiff(
  {
    271: { text: 'Canon' },
    274: { short: 6 },
    282: { ratio: [300, 1] },
    283: { ratio: [300, 1] },
    296: { short: 2 },
    34665: { directory: { 36867: { text: '2026:11:27' }, 37500: { text: 'PREVIEW' } } },
    34853: { directory: { 1: { text: 'N' }, 29: { text: 'SECRET-PLACE' } } },
  },
  { 513: { stored: new Uint8Array(40) }, 514: { long: 40 } },
);

let files: Record<'jpeg' | 'webp' | 'gif' | 'png', Uint8Array[]>;

beforeAll(async () => {
  const exif = new Uint8Array(tiff);
  const bytes = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
  const fresh = async (buffer: Promise<Buffer>): Promise<Bytes> => new Uint8Array(await buffer);
  files = {
    jpeg: [
      await bytes(withJpegMetadata(await fresh(tiny().jpeg().toBuffer()), { exif, xmp: '<x/>' })),
      await fresh(tiny().jpeg({ progressive: true }).toBuffer()),
    ],
    webp: [await bytes(withWebpMetadata(await fresh(tiny().webp().toBuffer()), { exif }))],
    gif: [await fresh(readFile('tests/fixtures/image/animated.gif'))],
    png: [buildPng({ width: 5, height: 4, bitDepth: 8, colorType: 2, chunks: [['eXIf', tiff], ['tEXt', new TextEncoder().encode('Title\0x')]] })], // biome-ignore format: one line a type
  };
});

it('cleans 20,000 damaged EXIFs or leaves them out, in time, and what it writes it reads again', () => {
  let cleaned = 0;
  for (const bytes of mutations([tiff], 5)) {
    exifDensity(bytes);
    const once = cleanExif(bytes, { keepLocation: false, orientation: 3 });
    if (!once) continue;
    cleaned += 1;
    const again = cleanExif(once, { keepLocation: false, orientation: 3 });
    if (Buffer.compare(once, again ?? new Uint8Array()) !== 0) throw new Error('not read again');
    // A directory may list one value many times over.
    if (once.length > 40 * tiff.length) throw new Error('it grew');
  }
  expect(cleaned).toBeGreaterThan(5000);
});

const writers = {
  jpeg: (file: Bytes) => withJpegMetadata(file, {}),
  webp: (file: Bytes) => withWebpMetadata(file, {}),
  gif: (file: Bytes) => withGifMetadata(file, { keepComments: true }),
  png: (file: Bytes) => withPngMetadata(file, {}),
};

it.each(['jpeg', 'webp', 'gif', 'png'] as const)(
  'bears 20,000 damaged files, and writes none larger than it was: %s',
  async (type) => {
    let index = 0;
    for (const bytes of mutations(files[type], 6)) {
      densityOf(bytes);
      gifXmp(bytes);
      if (index % 10 === 0) await readMetadata(bytes); // its texts are inflated by a stream, which takes time
      const written = writers[type](bytes);
      // What WebP's extended form needs is added.
      if (written.size > bytes.length + 30) throw new Error(`input ${index} grew`);
      index += 1;
    }
  },
);

it('is not led in circles by directories that lead to each other', () => {
  const loop = new Uint8Array(tiff);
  const view = viewOf(loop);
  const main = view.getUint32(4, true);
  view.setUint32(main + 2 + 12 * 5 + 8, main, true); // the details are the first directory itself
  expect(cleanExif(loop, { keepLocation: true })?.length).toBeLessThan(2 * tiff.length);
});
