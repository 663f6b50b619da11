import { concatBytes, latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { pngChunk, pngChunks } from '../../../utils/codecs/png-chunks';

type Bytes = Uint8Array<ArrayBuffer>;

/* Files as programs and cameras write them, made of ordinary ones. */

export const bytesOf = async (blob: Blob): Promise<Bytes> =>
  new Uint8Array(await blob.arrayBuffer());

/** The bytes with others put in before `at`. */
export const inserted = (file: Uint8Array, at: number, ...added: Uint8Array[]): Bytes =>
  concatBytes([file.subarray(0, at), ...added, file.subarray(at)]);

/** A copy with one byte changed. */
export function changed(file: Uint8Array, at: number, value: number): Bytes {
  const copy = new Uint8Array(file);
  copy[at] = value;
  return copy;
}

export function jpegSegment(marker: number, data: Uint8Array): Bytes {
  const length = data.length + 2;
  return concatBytes([Uint8Array.of(0xff, marker, length >> 8, length & 255), data]);
}

/** Where the first segment of that marker starts. */
export function segmentAt(file: Uint8Array, marker: number): number {
  const at = file.findIndex((byte, i) => byte === 0xff && file[i + 1] === marker);
  if (at < 0) throw new Error('no such segment');
  return at;
}

interface TiffKind {
  readonly type?: number;
  readonly count?: number;
  /** Bytes between the header and the directory. */
  readonly padding?: number;
  readonly isBig?: boolean;
}

/** A TIFF structure that states one orientation. */
export function tiffOf(
  orientation: number,
  { type = 3, count = 1, padding = 0, isBig = false }: TiffKind = {},
): Bytes {
  const bytes = new Uint8Array(26 + padding);
  const view = viewOf(bytes);
  bytes.set(latin1Bytes(isBig ? 'MM' : 'II'));
  view.setUint16(2, 42, !isBig);
  view.setUint32(4, 8 + padding, !isBig);
  view.setUint16(8 + padding, 1, !isBig);
  const entry = 10 + padding;
  view.setUint16(entry, 0x0112, !isBig);
  view.setUint16(entry + 2, type, !isBig);
  view.setUint32(entry + 4, count, !isBig);
  if (type === 3) view.setUint16(entry + 8, orientation, !isBig);
  else if (type === 1) view.setUint8(entry + 8, orientation);
  else view.setUint32(entry + 8, orientation, !isBig);
  return bytes;
}

export const exifSegment = (tiff: Uint8Array): Bytes =>
  jpegSegment(0xe1, concatBytes([latin1Bytes('Exif\0\0'), tiff]));

/** A PNG chunk in one piece. */
export const chunkOf = (type: string, data: Uint8Array): Bytes =>
  concatBytes(pngChunk(type, [new Uint8Array(data)]));

/** Where the first chunk of that type starts, with its length. */
export function chunkAt(file: Uint8Array, wanted: string): number {
  for (const { type, data } of pngChunks(file))
    if (type === wanted) return data.byteOffset - file.byteOffset - 8;
  throw new Error('no such chunk');
}

/** A PNG with another chunk in the place of its first of that type. */
export function withChunk(file: Uint8Array, type: string, ...chunks: Uint8Array[]): Bytes {
  const at = chunkAt(file, type);
  const end = at + 12 + viewOf(file).getUint32(at);
  return concatBytes([file.subarray(0, at), ...chunks, file.subarray(end)]);
}
