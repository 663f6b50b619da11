import { concatBytes, latin1, viewOf } from '../base/bytes';
import type { Size } from '../base/geometry';

interface JpegSegment {
  readonly marker: number;
  readonly data: Uint8Array;
  /** Where the segment starts and ends in the file, in bytes. */
  readonly start: number;
  readonly end: number;
}

/** The segments up to and with the first scan's header (ITU-T T.81, annex B). */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill bytes may stand before a marker
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    yield { marker, data: bytes.subarray(at + 4, end), start: at, end };
    if (marker === 0xda) return;
    at = end;
  }
}

const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Stored (not yet upright) size and number of colour components, or undefined without a frame. */
export function jpegHeader(bytes: Uint8Array): (Size & { components: number }) | undefined {
  for (const { marker, data } of jpegSegments(bytes)) {
    if (!isFrameHeader(marker) || data.length < 6) continue;
    const view = viewOf(data);
    const [height, width] = [view.getUint16(1), view.getUint16(3)];
    return { width, height, components: view.getUint8(5) };
  }
  return undefined;
}

/** True if no end-of-image marker follows the first scan's header. */
export function isJpegTruncated(bytes: Uint8Array): boolean {
  let scan = bytes.length;
  for (const { marker, end } of jpegSegments(bytes)) if (marker === 0xda) scan = end;
  for (let at = bytes.length - 2; at >= scan; at -= 1)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return false;
  return true;
}

/** The TIFF structure inside the EXIF segment. */
export function jpegExif(bytes: Uint8Array): Uint8Array | undefined {
  for (const { marker, data } of jpegSegments(bytes))
    if (marker === 0xe1 && latin1(data, 0, 6) === 'Exif\0\0') return data.subarray(6);
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

/** True for what stands inside a scan's data: a stuffed byte, a restart marker, a fill byte. */
const isInScan = (marker: number): boolean =>
  marker === 0x00 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);

/**
 * Where the picture ends, in bytes: after the end-of-image marker that belongs to it. What phones put
 * behind it (a film, further pictures with EXIF of their own) is no part of it.
 * @param scan where the data of the first scan begins
 */
export function jpegEnd(bytes: Uint8Array, scan: number): number {
  let at = scan;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || isInScan(marker)) at += 1;
    else if (marker === 0xd9) return at + 2;
    else at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)); // a table between two scans
  }
  return bytes.length;
}
