import { latin1, viewOf } from '../base/bytes';
import { sniffType } from '../codecs/inspect';
import { jpegExif, jpegSegments } from '../codecs/jpeg';
import { findPngChunk } from '../codecs/png-chunks';
import { webpExif } from '../codecs/webp-gif-bmp-avif';
import { type Density, exifDensity, isMeant } from './exif';

/** A picture's density ("300 dpi"), which says nothing of its author: it stays with the picture. */
export function densityOf(bytes: Uint8Array): Density | undefined {
  const { type } = sniffType(bytes) ?? {};
  const exif =
    type === 'image/webp' ? webpExif(bytes) : type === 'image/jpeg' ? jpegExif(bytes) : undefined;
  return ownDensity(bytes) ?? (exif && exifDensity(exif));
}

/** The same where the format has a place for it beside EXIF. */
export function ownDensity(bytes: Uint8Array): Density | undefined {
  const { type } = sniffType(bytes) ?? {};
  if (type === 'image/png') return pngDensity(findPngChunk(bytes, 'pHYs'));
  return type === 'image/jpeg' ? jfifDensity(bytes) : undefined;
}

const jfif = 'JFIF\0';
const [PER_INCH, PER_CENTIMETRE] = [1, 2];

export const isJfif = (marker: number, data: Uint8Array): boolean =>
  marker === 0xe0 && latin1(data, 0, jfif.length) === jfif && data.length >= 14;

/** JFIF 1.02: units and densities in the first segment. */
function jfifDensity(bytes: Uint8Array): Density | undefined {
  for (const { marker, data } of jpegSegments(bytes)) {
    if (!isJfif(marker, data)) continue;
    const view = viewOf(data);
    const unit = view.getUint8(7);
    const perMetre = unit === PER_INCH ? 1 / 0.0254 : unit === PER_CENTIMETRE ? 100 : 0;
    const [x, y] = [view.getUint16(8) * perMetre, view.getUint16(10) * perMetre];
    return isMeant(x) && isMeant(y) ? { x, y } : undefined;
  }
  return undefined;
}

/** The body of a JFIF segment as it was, or of that density, without the thumbnail that it may hold. */
export function jfifOf(data: Uint8Array, density: Density | undefined): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(data.subarray(0, 14));
  body.fill(0, 12);
  if (!density) return body;
  const view = viewOf(body);
  const limited = (value: number): number => Math.max(1, Math.min(65_535, Math.round(value)));
  view.setUint8(7, PER_INCH);
  view.setUint16(8, limited(density.x * 0.0254));
  view.setUint16(10, limited(density.y * 0.0254));
  return body;
}

/** PNG (third edition), 11.3.4.3: px a unit across and down; the unit is a metre, or none. */
function pngDensity(data: Uint8Array | undefined): Density | undefined {
  if (!data || data.length < 9 || data[8] !== 1) return undefined;
  const view = viewOf(data);
  const [x, y] = [view.getUint32(0), view.getUint32(4)];
  return x > 0 && y > 0 ? { x, y } : undefined;
}

/** The body of a pHYs chunk. */
export function pngDensityOf({ x, y }: Density): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(9);
  viewOf(data).setUint32(0, Math.round(x));
  viewOf(data).setUint32(4, Math.round(y));
  data[8] = 1;
  return data;
}
