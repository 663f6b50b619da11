import { latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { deflate } from '../../../utils/codecs/deflate';
import { encodeLossy } from '../../../utils/codecs/encode-lossy';
import { pngChunk } from '../../../utils/codecs/png-chunks';
import { encodePng } from '../../../utils/codecs/png-write';
import { withJpegMetadata } from '../../../utils/metadata/write';
import type { IccProfile, Raster8, Raster16 } from '../../../utils/pixels/raster';
import { fixture } from '../codecs/fixture';
import { detailed } from '../jobs/edit-fixture';
import { adobeRgb } from './adobe-rgb';

/** Two thirds of a megapixel, as few as any model takes; both sides are legal for all that take free sizes. */
const size = { width: 944, height: 704 };

/** Every kind of picture that an edit must leave as it is, as files. */
export const pictureKinds: Readonly<Record<string, () => Promise<Blob>>> = {
  'opaque, 0.7 MP': () => encodePng(megapixel),
  'opaque, 12 MP': () => encodePng(tiled(4000, 3000)),
  'opaque, 50 MP': () => encodePng(tiled(8660, 5773)),
  'partial alpha': () => encodePng(withAlpha(detailed8())),
  palette: () => indexedPng(3),
  grayscale: () => indexedPng(0),
  '16-bit': () => encodePng(deep(detailed8())),
  'Display P3': async () => encodePng({ ...detailed8(), iccProfile: await displayP3() }),
  'Adobe RGB': () => encodePng({ ...detailed8(), iccProfile: adobeRgb() }),
  'CMYK JPEG': () => fixture('waves-cmyk.jpg'),
  'EXIF-rotated JPEG': turnedJpeg,
};

const megapixel = detailed(size);

function detailed8(): Raster8 {
  if (megapixel.bitDepth !== 8) throw new Error('8 bits were expected');
  return megapixel;
}

/** A megapixel over and over: large pictures are quickly made so. */
function tiled(width: number, height: number): Raster8 {
  const tile = detailed8();
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    const row = tile.data.subarray(4 * size.width * (y % size.height)).subarray(0, 4 * size.width);
    for (let x = 0; x < width; x += size.width)
      data.set(row.subarray(0, 4 * Math.min(size.width, width - x)), 4 * (y * width + x));
  }
  return { bitDepth: 8, width, height, data };
}

function withAlpha(raster: Raster8): Raster8 {
  const data = raster.data.slice();
  for (let i = 0; i < data.length; i += 4)
    data[i + 3] = 40 + Math.floor((215 * ((i / 4) % raster.width)) / raster.width);
  return { ...raster, data };
}

/** Low bytes of their own, which an 8-bit path would lose. */
function deep(raster: Raster8): Raster16 {
  const data = new Uint16Array(raster.data.length);
  for (let i = 0; i < data.length; i += 1)
    data[i] = i % 4 === 3 ? 65_535 : 256 * (raster.data[i] ?? 0) + ((i * 37) % 256);
  return { ...raster, bitDepth: 16, data };
}

/** A PNG of one byte a pixel: gray (colour type 0) or with a palette (3). */
async function indexedPng(colorType: 0 | 3): Promise<Blob> {
  const { width, height, data } = detailed8();
  const header = new Uint8Array(13);
  viewOf(header).setUint32(0, width);
  viewOf(header).setUint32(4, height);
  header.set([8, colorType], 8);
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = data[4 * (y * width + x)] ?? 0;
  const palette = Uint8Array.from({ length: 768 }, (_, i) => {
    const tone = Math.floor(i / 3);
    return [tone, 0.8 * tone + 9, 0.6 * tone + 20][i % 3] ?? 0;
  });
  return new Blob([
    latin1Bytes('\x89PNG\r\n\x1a\n'),
    ...pngChunk('IHDR', [header]),
    ...(colorType === 3 ? pngChunk('PLTE', [palette]) : []),
    ...pngChunk('IDAT', await deflate([rows])),
    ...pngChunk('IEND', []),
  ]);
}

async function displayP3(): Promise<IccProfile> {
  const { iccProfile } = await decodeRaster(await fixture('display-p3.jpg'));
  if (!iccProfile) throw new Error('the fixture has no profile');
  return iccProfile;
}

/** A JPEG that lies on its side, as phones write them. */
async function turnedJpeg(): Promise<Blob> {
  const { bytes } = await encodeLossy(await encodePng(megapixel), 'image/jpeg', 0.9);
  const exif = new Uint8Array(26);
  const view = viewOf(exif);
  exif.set(latin1Bytes('II*\0\x08\0\0\0'));
  view.setUint16(8, 1, true); // one entry: orientation, a short, once, 6
  view.setUint16(10, 0x0112, true);
  view.setUint16(12, 3, true);
  view.setUint32(14, 1, true);
  view.setUint16(18, 6, true);
  return withJpegMetadata(bytes, { exif });
}
