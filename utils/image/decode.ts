import { AppError, asAppErrorElse } from '../errors';
import type { Size } from '../geometry';
import { decodePng, pngIccProfile } from './decode-png';
import { exifOrientation } from './exif-orientation';
import { isIccSpace } from './icc';
import { jpegHeader, jpegIccProfile } from './jpeg';
import { assertDecodableSize } from './limits';
import { orientRaster } from './orient';
import { findPngChunk, pngHeader } from './png-chunks';
import type { IccProfile, Raster, Raster8 } from './raster';
import { readByCanvas, readByWebGl } from './read-bitmap';
import { readByVideoFrame } from './read-video-frame';
import { sniffType } from './sniff';
import { findRiffChunk, webpHeader } from './webp';

/**
 * The image's samples, upright (EXIF orientation applied where browsers apply it). PNG samples are
 * the file's own, 16 bits included; others are what the browser's decoder gives, 8 bits, in the
 * file's colour space where an RGB profile is embedded (kept beside them), else in sRGB: pictures in
 * CMYK or with a gray profile are converted once. First frame only.
 * @throws AppError image-not-an-image, image-truncated, image-type-unsupported, image-too-large,
 *   out-of-memory
 */
export async function decodeRaster(blob: Blob): Promise<Raster> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const mimeType = sniffType(bytes)?.mimeType;
  if (mimeType === 'image/png') return decodeAnyPng(bytes);
  if (mimeType === 'image/jpeg') return decodeJpeg(bytes);
  if (mimeType === 'image/webp') return decodeWebp(bytes);
  // A GIF's pixels are opaque or clear, so a canvas does not change them.
  return decodeByBrowser(bytes, { hasPartialAlpha: mimeType !== 'image/gif' });
}

async function decodeAnyPng(bytes: Uint8Array<ArrayBuffer>): Promise<Raster> {
  const header = pngHeader(bytes);
  if (!header) throw new AppError('image-not-an-image');
  assertDecodableSize(header);
  const profile = await pngIccProfile(bytes);
  // Gray samples become RGB here, to which a gray profile cannot be attached any more.
  if (profile && !isIccSpace(profile.bytes, 'RGB ')) {
    const hasPartialAlpha = header.colorType === 4 || findPngChunk(bytes, 'tRNS') !== undefined;
    return decodeByBrowser(bytes, { hasPartialAlpha });
  }
  const raster = await decodePng(bytes);
  return orientRaster(raster, exifOrientation(findPngChunk(bytes, 'eXIf')));
}

function decodeJpeg(bytes: Uint8Array<ArrayBuffer>): Promise<Raster8> {
  const header = jpegHeader(bytes);
  if (!header) throw new AppError('image-truncated');
  const profile = jpegIccProfile(bytes);
  return decodeByBrowser(bytes, {
    header,
    iccProfile: rgbProfile(profile),
    hasPartialAlpha: false,
  });
}

function decodeWebp(bytes: Uint8Array<ArrayBuffer>): Promise<Raster8> {
  const header = webpHeader(bytes);
  if (!header) throw new AppError('image-truncated');
  const profile = findRiffChunk(bytes, 'ICCP');
  const hasPartialAlpha = header.hasAlpha;
  return decodeByBrowser(bytes, { header, iccProfile: rgbProfile(profile), hasPartialAlpha });
}

const rgbProfile = (profile: Uint8Array | undefined): IccProfile | undefined =>
  profile && isIccSpace(profile, 'RGB ')
    ? { name: 'ICC profile', bytes: new Uint8Array(profile) }
    : undefined;

interface BrowserDecoding {
  readonly header?: Size;
  readonly iccProfile?: IccProfile | undefined;
  readonly hasPartialAlpha: boolean;
}

async function decodeByBrowser(
  bytes: Uint8Array<ArrayBuffer>,
  { header, iccProfile, hasPartialAlpha }: BrowserDecoding,
): Promise<Raster8> {
  if (header) assertDecodableSize(header);
  const bitmap = await createImageBitmap(new Blob([bytes]), {
    premultiplyAlpha: 'none',
    // Kept as stored where the profile travels with the samples, else turned into sRGB.
    colorSpaceConversion: iccProfile ? 'none' : 'default',
  }).catch((cause: unknown) => {
    throw asAppErrorElse('image-truncated', cause);
  });
  try {
    const { width, height } = bitmap;
    assertDecodableSize(bitmap);
    const exact = hasPartialAlpha ? await readPartialAlpha(bitmap) : undefined;
    const data = exact ?? readByCanvas(bitmap);
    return { bitDepth: 8, width, height, data, iccProfile };
  } finally {
    bitmap.close();
  }
}

const readPartialAlpha = async (bitmap: ImageBitmap) =>
  (await readByWebGl(bitmap)) ?? (await readByVideoFrame(bitmap));
