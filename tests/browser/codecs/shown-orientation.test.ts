import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { inspect } from '../../../utils/codecs/inspect';
import { fixture } from './fixture';
import {
  bytesOf,
  changed,
  chunkAt,
  chunkOf,
  exifSegment,
  inserted,
  jpegSegment,
  segmentAt,
  tiffOf,
} from './odd-files';
import { largestDifference, shown } from './shown';

const xmp = jpegSegment(0xe1, latin1Bytes('http://ns.adobe.com/xap/1.0/\0<x/>'));
const turned = tiffOf(6);
const noOrientation = changed(turned, 10, 0);

/** EXIF segments before a JPEG's tables, as programs write them. */
const segments: readonly (readonly [string, readonly Uint8Array[]])[] = [
  ['as LONG', [exifSegment(tiffOf(6, { type: 4 }))]],
  ['as LONG, high byte first', [exifSegment(tiffOf(6, { type: 4, isBig: true }))]],
  ['as BYTE', [exifSegment(tiffOf(6, { type: 1 }))]],
  ['of two values', [exifSegment(tiffOf(6, { count: 2 }))]],
  ['of no value', [exifSegment(tiffOf(6, { count: 0 }))]],
  ['behind padding', [exifSegment(tiffOf(6, { padding: 300 }))]],
  ['behind padding, high byte first', [exifSegment(tiffOf(8, { padding: 2, isBig: true }))]],
  ['that does not exist', [exifSegment(tiffOf(9))]],
  ['in the second APP1, after XMP', [xmp, exifSegment(turned)]],
  ['in the second EXIF of two', [exifSegment(noOrientation), exifSegment(turned)]],
  ['in two EXIFs, one against the other', [exifSegment(tiffOf(8)), exifSegment(turned)]],
  ['behind an EXIF of garbage', [exifSegment(latin1Bytes('garbage garbage')), exifSegment(turned)]],
  ['in an EXIF that is cut', [exifSegment(turned.subarray(0, -6))]],
  ['in an EXIF without its last link', [exifSegment(turned.subarray(0, -4))]],
  ['in an EXIF of another number than 42', [exifSegment(changed(turned, 2, 43))]],
  ['in an APP2', [jpegSegment(0xe2, exifSegment(turned).subarray(4))]],
];

async function expectAsShown(blob: Blob): Promise<void> {
  const expected = await shown(blob);
  const raster = await decodeRaster(blob);
  const size = { width: expected.width, height: expected.height };
  expect((await inspect(blob)).size).toEqual(size);
  expect({ width: raster.width, height: raster.height }).toEqual(size);
  expect(largestDifference(raster.data, expected.data)).toBe(0);
}

describe('an orientation', () => {
  it.each(segments)('%s turns a JPEG as the browser does', async (_, added) => {
    const plain = await bytesOf(await fixture('orientation-1.jpg'));
    const bare = await withoutExif(plain);
    await expectAsShown(new Blob([inserted(bare, 2, ...added)]));
  });

  it('after the frame header turns a JPEG as the browser does', async () => {
    const bare = await withoutExif(await bytesOf(await fixture('orientation-1.jpg')));
    await expectAsShown(new Blob([inserted(bare, segmentAt(bare, 0xda), exifSegment(turned))]));
  });

  it.each<[string, string, (png: Uint8Array) => Uint8Array<ArrayBuffer>]>([
    ['before the pixels', 'IDAT', (png) => inserted(png, chunkAt(png, 'IDAT'), chunkOf('eXIf', turned))], // biome-ignore format: a table
    ['after the pixels', 'IEND', (png) => inserted(png, chunkAt(png, 'IEND'), chunkOf('eXIf', turned))], // biome-ignore format: a table
    ['as LONG', 'IDAT', (png) => inserted(png, chunkAt(png, 'IDAT'), chunkOf('eXIf', tiffOf(6, { type: 4 })))], // biome-ignore format: a table
    ['behind padding', 'IDAT', (png) => inserted(png, chunkAt(png, 'IDAT'), chunkOf('eXIf', tiffOf(7, { padding: 40 })))], // biome-ignore format: a table
    ['with JPEG’s mark', 'IDAT', (png) => inserted(png, chunkAt(png, 'IDAT'), chunkOf('eXIf', exifSegment(turned).subarray(4)))], // biome-ignore format: a table
    ['with a wrong checksum', 'IDAT', (png) => inserted(png, chunkAt(png, 'IDAT'), changed(chunkOf('eXIf', turned), 36, 1))], // biome-ignore format: a table
  ])('%s turns a PNG as the browser does', async (_, __, make) => {
    const png = await bytesOf(await fixture('palette.png'));
    await expectAsShown(new Blob([make(png)]));
  });

  it('before and after the pixels, one against the other, turns a PNG as the browser does', async () => {
    const png = await bytesOf(await fixture('palette.png'));
    const behind = inserted(png, chunkAt(png, 'IEND'), chunkOf('eXIf', tiffOf(3)));
    await expectAsShown(
      new Blob([inserted(behind, chunkAt(png, 'IDAT'), chunkOf('eXIf', turned))]),
    );
  });

  it('that is plain is read from the file: 6 is 6', async () => {
    const bare = await withoutExif(await bytesOf(await fixture('orientation-1.jpg')));
    const blob = new Blob([inserted(bare, 2, xmp, exifSegment(tiffOf(6, { padding: 8 })))]);
    expect(await inspect(blob)).toMatchObject({ orientation: 6, size: { width: 32, height: 48 } });
  });
});

/** A JPEG without its EXIF. */
async function withoutExif(file: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const at = segmentAt(file, 0xe1);
  const end = at + 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0));
  return inserted(file.subarray(0, at), at, file.subarray(end));
}
