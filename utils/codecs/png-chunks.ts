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

/** Bits a sample that each colour type may have (PNG, third edition, table 11.1). */
const depths: Readonly<Record<number, readonly number[]>> = {
  ...{ 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] },
};

/** The header, or undefined where the file has none that can be. */
export function pngHeader(bytes: Uint8Array): PngHeader | undefined {
  for (const { type, data } of pngChunks(bytes)) {
    if (type !== 'IHDR') continue; // some writers put a chunk of their own before it
    if (data.length < 13) return undefined;
    const view = viewOf(data);
    const [bitDepth, colorType] = [view.getUint8(8), view.getUint8(9)];
    const [compression, filter, interlace] = [
      view.getUint8(10),
      view.getUint8(11),
      view.getUint8(12),
    ];
    const isPossible = depths[colorType]?.includes(bitDepth) && compression + filter === 0;
    if (!isPossible || interlace > 1) return undefined;
    return {
      width: view.getUint32(0),
      height: view.getUint32(4),
      bitDepth,
      colorType,
      interlaced: interlace === 1,
    };
  }
  return undefined;
}

/** Without these there is no picture (PNG, third edition, 11.2). */
const critical: readonly string[] = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/** Chunks that a reader may pass over have a small first letter (PNG, third edition, 5.4). */
const isAncillary = (type: string): boolean => /^[a-z]/.test(type);

/** Whether a chunk's checksum holds. */
export function isIntact(bytes: Uint8Array, { data, complete }: PngChunk): boolean {
  const end = data.byteOffset - bytes.byteOffset + data.length;
  if (!complete || end + 4 > bytes.length) return false;
  const checked = bytes.subarray(end - data.length - 4, end);
  return viewOf(bytes).getUint32(end) === crc32([checked]);
}

/**
 * What a look at the chunks tells of the picture, before any pixel: `cut` ends early, `broken` has a checksum
 * that does not hold, or lacks what it needs.
 */
export function pngState(bytes: Uint8Array): 'whole' | 'cut' | 'broken' {
  const header = pngHeader(bytes);
  const seen = new Set<string>();
  for (const chunk of pngChunks(bytes)) {
    const { type, data } = chunk;
    if (seen.size === 0 && type !== 'IHDR') return 'broken';
    const isCut = data.byteOffset - bytes.byteOffset + data.length + 4 > bytes.length;
    if (isCut && header && type === 'IDAT') seen.add(type);
    if (isCut) break;
    if (!isAncillary(type) && !(critical.includes(type) && isIntact(bytes, chunk))) return 'broken';
    if (data.length > 0 || type === 'IEND') seen.add(type);
  }
  const hasAll = header && seen.has('IDAT') && (header.colorType !== 3 || seen.has('PLTE'));
  return !hasAll ? 'broken' : seen.has('IEND') ? 'whole' : 'cut';
}

/** Data of the first chunk of that type; one with a wrong checksum counts for nothing, as in browsers. */
export function findPngChunk(bytes: Uint8Array, type: string): Uint8Array | undefined {
  for (const chunk of pngChunks(bytes))
    if (chunk.type === type && (!isAncillary(type) || isIntact(bytes, chunk))) return chunk.data;
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

function tableOf(zeros: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8 + 8 * zeros; bit += 1)
      value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
}

/** For four bytes at a time: what a byte does with so many zeros after it. */
const [t0, t1, t2, t3] = [tableOf(0), tableOf(1), tableOf(2), tableOf(3)];

/** CRC-32 of the bytes as PNG's chunks carry it (PNG specification, annex D), four at a time. */
export function crc32(parts: readonly Uint8Array[]): number {
  let crc = -1;
  for (const part of parts) {
    let i = 0;
    for (const end = part.length - 3; i < end; i += 4) {
      crc ^=
        (part[i] ?? 0) |
        ((part[i + 1] ?? 0) << 8) |
        ((part[i + 2] ?? 0) << 16) |
        ((part[i + 3] ?? 0) << 24);
      crc =
        (t3[crc & 255] ?? 0) ^
        (t2[(crc >>> 8) & 255] ?? 0) ^
        (t1[(crc >>> 16) & 255] ?? 0) ^
        (t0[crc >>> 24] ?? 0);
    }
    for (; i < part.length; i += 1) crc = (crc >>> 8) ^ (t0[(crc ^ (part[i] ?? 0)) & 255] ?? 0);
  }
  return ~crc >>> 0;
}
