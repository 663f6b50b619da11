import { deflateSync } from 'node:zlib';
import { concatBytes, viewOf } from '../../../utils/base/bytes';
import { crc32 } from '../../../utils/codecs/png-chunks';
import { pngPasses } from '../../../utils/codecs/png-read';
import { randomNumbers } from './random';

export interface PngKind {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colorType: number;
  readonly interlaced?: boolean;
  /** Bytes behind the compressed data, inside their chunk. */
  readonly junk?: Uint8Array;
  /** Further chunks, written before the image data. */
  readonly chunks?: readonly (readonly [type: string, data: Uint8Array])[];
}

const channelsOfType: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A valid PNG of random samples and random filters, of any kind that the format knows. */
export function buildPng(kind: PngKind): Uint8Array<ArrayBuffer> {
  const {
    width,
    height,
    bitDepth,
    colorType,
    interlaced = false,
    chunks = [],
    junk = new Uint8Array(),
  } = kind;
  const header = new Uint8Array(13);
  viewOf(header).setUint32(0, width);
  viewOf(header).setUint32(4, height);
  header.set([bitDepth, colorType, 0, 0, interlaced ? 1 : 0], 8);
  const parts = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), chunk('IHDR', header)];
  if (colorType === 3) parts.push(chunk('PLTE', randomBytes(3 * 2 ** bitDepth, 5)));
  for (const [type, data] of chunks) parts.push(chunk(type, data));
  parts.push(chunk('IDAT', concatBytes([deflateSync(randomRows(kind)), junk])));
  parts.push(chunk('IEND', new Uint8Array()));
  return concatBytes(parts);
}

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(type);
  const numbers = new Uint8Array(8);
  viewOf(numbers).setUint32(0, data.length);
  viewOf(numbers).setUint32(4, crc32([name, data]));
  return concatBytes([numbers.subarray(0, 4), name, data, numbers.subarray(4)]);
}

function randomBytes(length: number, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

function randomRows(kind: PngKind): Uint8Array {
  const { bitDepth, colorType, interlaced = false } = kind;
  const random = randomNumbers(11);
  const rows: Uint8Array[] = [];
  for (const pass of pngPasses(kind, interlaced)) {
    const bytes = Math.ceil((pass.width * bitDepth * (channelsOfType[colorType] ?? 0)) / 8);
    for (let y = 0; y < pass.height; y += 1) {
      rows.push(Uint8Array.of(Math.floor(random() * 5)), randomBytes(bytes, y + pass.x + 1));
    }
  }
  return concatBytes(rows);
}
