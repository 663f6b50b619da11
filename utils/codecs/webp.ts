import { latin1, viewOf } from '../base/bytes';
import type { Size } from '../base/geometry';

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
