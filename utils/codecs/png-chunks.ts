import { concatBytes, latin1, latin1Bytes, viewOf } from '../base/bytes';

/** One chunk of a PNG file; `data` is a view of the file's bytes, cut short where they end. */
interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** False if the file ends before the chunk does. */
  readonly complete: boolean;
}

/** The chunks of a PNG file in order, up to IEND or the end of the bytes. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = viewOf(bytes);
  let at = 8;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    const type = latin1(bytes, at + 4, 4);
    yield { type, data: bytes.subarray(at + 8, end), complete: end <= bytes.length };
    if (type === 'IEND') return;
    at = end + 4;
  }
}

/** What a PNG's IHDR chunk says. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colorType: number;
  readonly interlaced: boolean;
}

/** The header, or undefined where the file has no readable one. */
export function pngHeader(bytes: Uint8Array): PngHeader | undefined {
  for (const { type, data } of pngChunks(bytes)) {
    if (type !== 'IHDR') continue; // some writers put a chunk of their own before it
    if (data.length < 13) return undefined;
    const view = viewOf(data);
    return {
      width: view.getUint32(0),
      height: view.getUint32(4),
      bitDepth: view.getUint8(8),
      colorType: view.getUint8(9),
      interlaced: view.getUint8(12) === 1,
    };
  }
  return undefined;
}

/** True if the file ends before its IEND chunk. */
export function isPngTruncated(bytes: Uint8Array): boolean {
  for (const chunk of pngChunks(bytes)) if (chunk.type === 'IEND') return false;
  return true;
}

/** Data of the first chunk of that type. */
export function findPngChunk(bytes: Uint8Array, type: string): Uint8Array | undefined {
  for (const chunk of pngChunks(bytes)) if (chunk.type === type) return chunk.data;
  return undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A chunk of a PNG file, in pieces. */
export function pngChunk(type: string, data: readonly Bytes[]): Bytes[] {
  const head = new Uint8Array(8);
  head.set(latin1Bytes(type), 4);
  viewOf(head).setUint32(
    0,
    data.reduce((sum, { length }) => sum + length, 0),
  );
  const tail = new Uint8Array(4);
  viewOf(tail).setUint32(0, crc32([head.subarray(4), ...data]));
  return [head, ...data, tail];
}

/** An iTXt chunk, uncompressed, without language and translated keyword (PNG specification, 11.3.3.4). */
export const pngText = (keyword: string, value: string): Bytes[] =>
  pngChunk('iTXt', [
    concatBytes([latin1Bytes(`${keyword}\0\0\0\0\0`), new TextEncoder().encode(value)]),
  ]);

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of the bytes as PNG's chunks carry it (PNG specification, annex D). */
export function crc32(parts: readonly Uint8Array[]): number {
  let crc = 0xffffffff;
  for (const part of parts)
    for (let i = 0; i < part.length; i += 1)
      crc = (crc >>> 8) ^ (TABLE[(crc ^ (part[i] ?? 0)) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
