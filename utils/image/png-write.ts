import { concatBytes, latin1Bytes, viewOf } from './bytes';
import { crc32 } from './crc32';

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
