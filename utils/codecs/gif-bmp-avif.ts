import { latin1, viewOf } from '../base/bytes';
import { areaOf, type Size } from '../base/geometry';

/**
 * Frames in a GIF file, counted until `limit`. Structure: GIF89a specification, section 23 on.
 * A file that breaks off counts the frames whose data began.
 */
export function countGifFrames(bytes: Uint8Array, limit: number): number {
  let at = 13 + colorTableLength(bytes[10] ?? 0);
  let frames = 0;
  while (at < bytes.length && frames < limit) {
    const block = bytes[at];
    if (block === 0x21) at = afterSubBlocks(bytes, at + 2);
    else if (block === 0x2c) {
      frames += 1;
      at = afterSubBlocks(bytes, at + 11 + colorTableLength(bytes[at + 9] ?? 0));
    } else break;
  }
  return frames;
}

/** True if the file breaks off before the first frame's data end. */
export function isGifTruncated(bytes: Uint8Array): boolean {
  let at = 13 + colorTableLength(bytes[10] ?? 0);
  while (bytes[at] === 0x21) at = afterSubBlocks(bytes, at + 2);
  if (bytes[at] !== 0x2c) return at >= bytes.length;
  return afterSubBlocks(bytes, at + 11 + colorTableLength(bytes[at + 9] ?? 0)) > bytes.length;
}

const colorTableLength = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    at += length + 1;
    if (length === 0) return at;
  }
  return bytes.length + 1;
}

/** Size of a GIF's screen, which is the size that browsers show. */
export function gifSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 13) return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Size in a Windows bitmap's header; undefined for other files and for the oldest header. */
export function bmpSize(bytes: Uint8Array): Size | undefined {
  if (latin1(bytes, 0, 2) !== 'BM' || bytes.length < 26) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) < 40) return undefined;
  // A negative height says that the rows run from the top.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** The largest size that an AVIF's item properties name (`ispe`, ISO/IEC 23008-12, 6.5.3). */
export function largestAvifItem(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes);
  const end = Math.min(bytes.length, 65_536) - 16;
  let largest: Size | undefined;
  for (let at = 0; at <= end; at += 1) {
    if (bytes[at] !== 0x69 || latin1(bytes, at, 4) !== 'ispe') continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || areaOf(size) > areaOf(largest)) largest = size;
  }
  return largest;
}
