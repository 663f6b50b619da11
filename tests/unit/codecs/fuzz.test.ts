import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../utils/base/errors';
import { sniffType } from '../../../utils/codecs/inspect';
import { jpegExif, jpegExtent, jpegHeader, jpegIccProfile } from '../../../utils/codecs/jpeg';
import { exifOrientation } from '../../../utils/codecs/orientation';
import { findPngChunk, pngHeader, pngState } from '../../../utils/codecs/png-chunks';
import { decodePng } from '../../../utils/codecs/png-read';
import {
  bmpSize,
  gifSize,
  isGifTruncated,
  isIsoMediaTruncated,
  isRiffTruncated,
  largestAvifItem,
  webpExif,
  webpHeader,
} from '../../../utils/codecs/webp-gif-bmp-avif';
import { buildPng } from './build-png';
import { mutations } from './mutate';

/** What one input may take, ms: a machine may be busy with other things. */
const longestMs = 1000;

/** Each ends with a value or an error of ours, in time. */
async function bear(
  inputs: Iterable<Uint8Array<ArrayBuffer>>,
  read: (bytes: Uint8Array<ArrayBuffer>) => unknown,
) {
  let index = 0;
  let values = 0;
  for (const bytes of inputs) {
    const start = performance.now();
    try {
      const value = read(bytes);
      if (value instanceof Promise) await value;
      values += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw new Error(`input ${index}`, { cause: error });
    }
    const took = performance.now() - start;
    if (took > longestMs) throw new Error(`input ${index} took ${took} ms`);
    index += 1;
  }
  return values;
}

let jpegs: Uint8Array[];
let others: Uint8Array[];

beforeAll(async () => {
  const tiny = () => sharp({ create: { width: 9, height: 7, channels: 3, background: '#369' } });
  jpegs = await Promise.all([
    tiny().jpeg().toBuffer(),
    tiny().jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
    tiny().withIccProfile('p3').jpeg().toBuffer(),
  ]);
  others = await Promise.all([
    tiny().gif().toBuffer(),
    tiny().webp().withMetadata({ orientation: 6 }).toBuffer(),
    tiny().webp({ lossless: true }).toBuffer(),
    tiny().avif().toBuffer(),
    readFile('tests/fixtures/image/animated.gif'),
  ]);
});

const pngs = [
  buildPng({ width: 9, height: 7, bitDepth: 8, colorType: 2 }),
  buildPng({ width: 9, height: 7, bitDepth: 2, colorType: 3, interlaced: true }),
  buildPng({
    width: 5,
    height: 4,
    bitDepth: 16,
    colorType: 6,
    chunks: [['gAMA', Uint8Array.of(0, 0, 1, 0)]],
  }),
  buildPng({
    width: 8,
    height: 8,
    bitDepth: 1,
    colorType: 0,
    chunks: [['tRNS', Uint8Array.of(0, 1)]],
  }),
];

describe('20,000 damaged files', () => {
  it('end as a picture or an error of ours: PNG', async () => {
    const pictures = await bear(mutations(pngs, 1), async (bytes) => {
      const header = pngHeader(bytes);
      const { width, height, data } = await decodePng(bytes);
      expect([width, height]).toEqual([header?.width, header?.height]);
      if (data.length !== 4 * width * height) throw new Error('not all of it');
    });
    expect(pictures).toBeGreaterThan(1000); // else the changes would be too rough to tell anything
  });

  it('are looked at without a failure: PNG', async () => {
    const found = { whole: 0, cut: 0, broken: 0 };
    await bear(mutations(pngs, 2), (bytes) => {
      found[pngState(bytes)] += 1;
      findPngChunk(bytes, 'gAMA');
      sniffType(bytes);
    });
    for (const count of Object.values(found)) expect(count).toBeGreaterThan(300);
  });

  it('are looked at without a failure: JPEG', async () => {
    await bear(mutations(jpegs, 3), (bytes) => {
      const { end } = jpegExtent(bytes);
      if (end > bytes.length) throw new Error('beyond the end');
      exifOrientation(jpegExif(bytes));
      return [jpegHeader(bytes), jpegIccProfile(bytes)];
    });
  });

  it('are looked at without a failure: GIF, WebP, AVIF, BMP', async () => {
    await bear(mutations(others, 4), (bytes) => [
      ...[sniffType(bytes), gifSize(bytes), isGifTruncated(bytes), bmpSize(bytes)],
      ...[webpHeader(bytes), exifOrientation(webpExif(bytes)), isRiffTruncated(bytes)],
      ...[largestAvifItem(bytes), isIsoMediaTruncated(bytes)],
    ]);
  });

  it('take no more memory than their size asks for', async () => {
    const [file] = pngs;
    const huge = new Uint8Array(file ?? []);
    new DataView(huge.buffer).setUint32(16, 11_000);
    new DataView(huge.buffer).setUint32(20, 11_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(decodePng(huge)).rejects.toMatchObject({ code: 'image-truncated' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });
});
