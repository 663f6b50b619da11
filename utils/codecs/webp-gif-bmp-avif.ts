import { latin1, viewOf } from '../base/bytes';
import { areaOf, type Size } from '../base/geometry';

/** What a WebP file says before its pixels. */
interface WebpHeader extends Size {
  readonly animated: boolean;
  /** What the file says: a lossless one may have transparent pixels in spite of it, which browsers show. */
  readonly hasAlpha: boolean;
}

const uint24 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);

interface RiffChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** The chunks from a place on: type and data, cut short where the bytes end. */
export function* chunksFrom(bytes: Uint8Array, start: number): Generator<RiffChunk> {
  const view = viewOf(bytes);
  for (let at = start; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    yield { type: latin1(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + length) };
    at += 8 + length + (length & 1);
  }
}

/** The chunks of a RIFF container. */
export const riffChunks = (bytes: Uint8Array): Generator<RiffChunk> => chunksFrom(bytes, 12);

/** Size and flags from the first chunk (RFC 9649), or undefined if it is none that exists. */
export function webpHeader(bytes: Uint8Array): WebpHeader | undefined {
  for (const { type, data } of riffChunks(bytes)) return headerOf(type, data);
  return undefined;
}

function headerOf(type: string, data: Uint8Array): WebpHeader | undefined {
  if (data.length < 10 && !(type === 'VP8L' && data.length >= 5)) return undefined;
  const view = viewOf(data);
  if (type === 'VP8X') {
    const flags = view.getUint8(0);
    const [width, height] = [uint24(data, 4) + 1, uint24(data, 7) + 1];
    return { width, height, animated: (flags & 2) !== 0, hasAlpha: (flags & 16) !== 0 };
  }
  if (type === 'VP8L') {
    const bits = view.getUint32(1, true);
    const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    return { width, height, animated: false, hasAlpha: ((bits >>> 28) & 1) === 1 };
  }
  if (type !== 'VP8 ') return undefined;
  const [width, height] = [view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff];
  return { width, height, animated: false, hasAlpha: false };
}

/** Data of the first chunk of that type. */
export function findRiffChunk(bytes: Uint8Array, type: string): Uint8Array | undefined {
  for (const chunk of riffChunks(bytes)) if (chunk.type === type) return chunk.data;
  return undefined;
}

/** The TIFF structure of its EXIF; some writers put JPEG's mark before it. */
export function webpExif(bytes: Uint8Array): Uint8Array | undefined {
  const data = findRiffChunk(bytes, 'EXIF');
  return data && latin1(data, 0, 6) === 'Exif\0\0' ? data.subarray(6) : data;
}

/** True if the container promises more bytes than there are. */
export const isRiffTruncated = (bytes: Uint8Array): boolean =>
  bytes.length < 12 || viewOf(bytes).getUint32(4, true) + 8 > bytes.length + 1;

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

/** Where the first frame's descriptor is: after the colour table and the extensions. */
function firstFrame(bytes: Uint8Array): number {
  let at = 13 + colorTableLength(bytes[10] ?? 0);
  while (bytes[at] === 0x21) at = afterSubBlocks(bytes, at + 2);
  return at;
}

/** True if the file breaks off before the first frame's data end. */
export function isGifTruncated(bytes: Uint8Array): boolean {
  const at = firstFrame(bytes);
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

/**
 * Size of a GIF's screen, which is the size that browsers show where the first frame has room on it; undefined where
 * it has none: browsers then have rules of their own.
 */
export function gifSize(bytes: Uint8Array): Size | undefined {
  const frame = firstFrame(bytes);
  if (bytes.length < frame + 10 || bytes[frame] !== 0x2c) return undefined;
  const view = viewOf(bytes);
  const number = (at: number) => view.getUint16(at, true);
  const [width, height] = [number(6), number(8)];
  const [right, bottom] = [
    number(frame + 1) + number(frame + 5),
    number(frame + 3) + number(frame + 7),
  ];
  return right <= width && bottom <= height ? { width, height } : undefined;
}

/** What a GIF's screen and frames reach over: browsers make room for a first frame that is larger than the screen. */
export function gifExtent(bytes: Uint8Array): Size | undefined {
  if (latin1(bytes, 0, 3) !== 'GIF' || bytes.length < 13) return undefined;
  const view = viewOf(bytes);
  let [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  let at = 13 + colorTableLength(bytes[10] ?? 0);
  while (at + 10 <= bytes.length) {
    if (bytes[at] === 0x21) at = afterSubBlocks(bytes, at + 2);
    else if (bytes[at] === 0x2c) {
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      at = afterSubBlocks(bytes, at + 11 + colorTableLength(bytes[at + 9] ?? 0));
    } else break;
  }
  return { width, height };
}

/** Size in a Windows bitmap's header; undefined for other files. */
export function bmpSize(bytes: Uint8Array): Size | undefined {
  if (latin1(bytes, 0, 2) !== 'BM' || bytes.length < 26) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) < 40)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) }; // the oldest header
  // A negative height says that the rows run from the top.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** True if an AVIF's or HEIC's boxes (ISO/IEC 14496-12, 4.2) promise more bytes than there are. */
export function isIsoMediaTruncated(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at);
    if (size === 0) return false; // to the end of the file
    if (size === 1 && at + 16 > bytes.length) return true;
    const length = size === 1 ? Number(view.getBigUint64(at + 8)) : size;
    if (length < 8) return true;
    at += length;
  }
  return at > bytes.length;
}

/** The largest size that an AVIF's or HEIC's item properties name (`ispe`, ISO/IEC 23008-12, 6.5.3). */
export function largestAvifItem(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes);
  let largest: Size | undefined;
  for (const [start, end] of metaBoxes(bytes))
    for (
      let at = bytes.indexOf(i, start);
      at >= 0 && at + 16 <= end;
      at = bytes.indexOf(i, at + 1)
    ) {
      if (latin1(bytes, at, 4) !== 'ispe') continue;
      const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
      if (!largest || areaOf(size) > areaOf(largest)) largest = size;
    }
  return largest;
}

const i = 0x69;

/** Where the boxes lie that hold item properties; they may come after megabytes of data (ISO/IEC 14496-12, 4.2). */
function metaBoxes(bytes: Uint8Array): (readonly [number, number])[] {
  const view = viewOf(bytes);
  const found: (readonly [number, number])[] = [];
  let at = 0;
  while (at + 16 <= bytes.length) {
    const short = view.getUint32(at);
    const long = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    const size = long === 0 ? bytes.length - at : long; // 0: to the end of the file
    if (size < 8) break;
    const end = Math.min(bytes.length, at + size);
    if (/^(meta|moov)$/.test(latin1(bytes, at + 4, 4))) found.push([at, end]);
    at += size;
  }
  return found;
}
