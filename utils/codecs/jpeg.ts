import { concatBytes, latin1, viewOf } from '../base/bytes';
import type { Size } from '../base/geometry';

interface JpegSegment {
  readonly marker: number;
  readonly data: Uint8Array;
  /** Where the segment starts and ends in the file, in bytes. */
  readonly start: number;
  readonly end: number;
}

/** A restart marker or TEM: it stands alone, with no length after it. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Markers that decoders end at before a scan: a second start, an end, and those that no standard names. */
const isImpossible = (marker: number): boolean =>
  marker === 0xd8 ||
  marker === 0xd9 ||
  (marker >= 0x02 && marker <= 0xbf) ||
  (marker >= 0xf0 && marker <= 0xfd);

/**
 * The segments up to and with the first scan's header (ITU-T T.81, annex B). What stands between them and is
 * no marker is passed over, as decoders do.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0xff) at += 1;
    else if (marker === 0 || isAlone(marker)) at += 2;
    else {
      const end = at + 2 + view.getUint16(at + 2);
      if (isImpossible(marker) || end < at + 4) return;
      yield { marker, data: bytes.subarray(at + 4, end), start: at, end };
      if (marker === 0xda) return;
      at = end;
    }
  }
}

const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

interface JpegHeader extends Size {
  readonly components: number;
  /** Bits a sample; browsers show 8. */
  readonly precision: number;
  /** Which start of frame it is: 0xc0 baseline, 0xc1 extended, 0xc2 progressive, 0xc9 and 0xca arithmetic … */
  readonly frame: number;
}

function headerOf({ marker, data }: JpegSegment): JpegHeader | undefined {
  if (!isFrameHeader(marker) || data.length < 6) return undefined;
  const view = viewOf(data);
  const [height, width] = [view.getUint16(1), view.getUint16(3)];
  return {
    width,
    height,
    components: view.getUint8(5),
    precision: view.getUint8(0),
    frame: marker,
  };
}

/** Stored (not yet upright) size and how it is coded, or undefined without a frame. */
export function jpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  for (const segment of jpegSegments(bytes)) {
    const header = headerOf(segment);
    if (header) return header;
  }
  return undefined;
}

/** How a JPEG is coded, in words, if it is in a way that browsers may not know; else undefined. */
export function rareJpegCoding({ frame, precision }: JpegHeader): string | undefined {
  if (frame >= 0xc9) return 'JPEG (arithmetic)';
  if (frame > 0xc2) return 'JPEG (lossless)';
  return precision === 8 ? undefined : `JPEG (${precision}-bit)`;
}

/** Where a JPEG's first scan begins and where its picture ends, in bytes. */
interface JpegExtent {
  /** Where the data of the first scan begin; undefined where there is none. */
  readonly scan: number | undefined;
  /** After the end-of-image marker that belongs to the picture, else where its data break off. */
  readonly end: number;
  readonly hasEnd: boolean;
  /** Bytes between the segments that are none. */
  readonly hasGarbage: boolean;
}

/** One walk over the file. */
export function jpegExtent(bytes: Uint8Array): JpegExtent {
  let scan: number | undefined;
  let after = 2;
  let hasGarbage = false;
  for (const { marker, start, end } of jpegSegments(bytes)) {
    // A fill byte before a marker is no garbage.
    if (start > after && bytes.subarray(after, start).some((byte) => byte !== 0xff))
      hasGarbage = true;
    after = end;
    if (marker === 0xda) scan = end;
  }
  if (scan === undefined) return { scan, end: bytes.length, hasEnd: false, hasGarbage };
  return { scan, ...pictureEnd(bytes, scan), hasGarbage };
}

/** Tables, comments and headers that may stand between two scans. */
const isBetweenScans = (marker: number): boolean =>
  [0xc4, 0xcc, 0xda, 0xdb, 0xdc, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef);

/**
 * Where the picture ends: after the end-of-image marker that belongs to it. What phones put behind it (a film,
 * further pictures with EXIF of their own) is no part of it. Where that marker is missing, it ends before the
 * first marker that a scan can't have.
 */
function pictureEnd(bytes: Uint8Array, scan: number): Pick<JpegExtent, 'end' | 'hasEnd'> {
  let at = bytes.indexOf(0xff, scan);
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    let next = at + 1;
    if (marker === 0xd9) return { end: at + 2, hasEnd: true };
    if (isBetweenScans(marker))
      next = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    else if (marker !== 0 && marker !== 0xff && !isAlone(marker)) return { end: at, hasEnd: false };
    at = bytes.indexOf(0xff, next);
  }
  return { end: bytes.length, hasEnd: false };
}

/** Whether every browser decodes it whole, by its structure: else the browser has to be asked. */
export const isPlainJpeg = (header: JpegHeader, { hasEnd, hasGarbage }: JpegExtent): boolean =>
  hasEnd &&
  !hasGarbage &&
  rareJpegCoding(header) === undefined &&
  [1, 3, 4].includes(header.components);

/** The TIFF structures inside the EXIF segments, in order; the browsers go by the first. */
export function* jpegExifs(bytes: Uint8Array): Generator<Uint8Array> {
  for (const { marker, data } of jpegSegments(bytes))
    if (marker === 0xe1 && latin1(data, 0, 5) === 'Exif\0') yield data.subarray(6);
}

/** ISO 21496-1, annex C, and Android's own form before it: a second picture that says how bright each part may be. */
export const gainMapMark = 'urn:iso:std:iso:ts:21496:-1\0';
const gainMapSpace = 'http://ns.adobe.com/hdr-gain-map/1.0/';

/** Whether it is brighter on screens that can be (Ultra HDR), by a gain map behind the picture. */
export function hasGainMap(bytes: Uint8Array): boolean {
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === 0xe2 && latin1(data, 0, gainMapMark.length) === gainMapMark) return true;
    if (marker === 0xe1 && new TextDecoder('latin1').decode(data).includes(gainMapSpace))
      return true;
  }
  return false;
}

/** The first of them. */
export function jpegExif(bytes: Uint8Array): Uint8Array | undefined {
  for (const exif of jpegExifs(bytes)) return exif;
  return undefined;
}

/**
 * The embedded ICC profile, put together from its numbered pieces (ICC.1:2022, annex B.4), or
 * undefined where there is none or a piece is missing.
 */
export function jpegIccProfile(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const parts: Uint8Array[] = [];
  let count = 0;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker !== 0xe2 || latin1(data, 0, 12) !== 'ICC_PROFILE\0') continue;
    count = data[13] ?? 0;
    parts[(data[12] ?? 1) - 1] = data.subarray(14);
  }
  const found = parts.filter((part) => part !== undefined);
  return count > 0 && found.length === count ? concatBytes(found) : undefined;
}
