import type { Coverage } from '../../pixels/raster';
import { createSparseDeflate, type SparseDeflate } from './sparse-deflate';
import { maskedFrom } from './threshold';

const upFilter = 2;
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The mask as servers of both conventions read it: covered pixels (at least half covered) are white
 * and transparent, kept ones black and opaque. 8-bit RGBA PNG of the coverage's size. Only the places
 * where a row differs from the one above are written; an RGBA picture of the whole never exists.
 */
export function encodeMaskPng(coverage: Coverage): Blob {
  return new Blob(
    [
      signature,
      chunk('IHDR', header(coverage)),
      chunk('IDAT', filteredRows(coverage)),
      chunk('IEND', new Uint8Array()),
    ],
    { type: 'image/png' },
  );
}

function header({ width, height }: Coverage): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA, deflate, standard filters, not interlaced
  return bytes;
}

/** Each row a filter byte and the differences to the row above (0 before the first), compressed. */
function filteredRows(coverage: Coverage): Uint8Array<ArrayBuffer> {
  const { width, height } = coverage;
  const deflate = createSparseDeflate();
  const changes = changesBetweenRows(coverage);
  for (let y = 0; y < height; y++) {
    deflate.byte(upFilter);
    if (y === 0) {
      writeFirstRow(coverage, deflate);
      continue;
    }
    let at = 0;
    for (const x of changes(y)) {
      deflate.zeros(4 * (x - at));
      const isCovered = (coverage.data[y * width + x] ?? 0) >= maskedFrom;
      for (const sample of isCovered ? coveredMinusKept : keptMinusCovered) deflate.byte(sample);
      at = x + 1;
    }
    deflate.zeros(4 * (width - at));
  }
  return deflate.finish();
}

/** RGBA samples of a covered and of a kept pixel, and each minus the other, modulo 256. */
const coveredPixel = [255, 255, 255, 0] as const;
const keptPixel = [0, 0, 0, 255] as const;
const coveredMinusKept = [255, 255, 255, 1] as const;
const keptMinusCovered = [1, 1, 1, 255] as const;

function writeFirstRow({ width, data }: Coverage, deflate: SparseDeflate): void {
  for (let x = 0; x < width; x++) {
    for (const sample of (data[x] ?? 0) >= maskedFrom ? coveredPixel : keptPixel)
      deflate.byte(sample);
  }
}

/** The columns in which a row's pixels are not as those above: `maskedFrom` is a byte's highest bit. */
function changesBetweenRows({ width, data }: Coverage): (y: number) => readonly number[] {
  const isWhole = width % 4 === 0 && data.byteOffset % 4 === 0;
  const stride = isWhole ? width >> 2 : 0;
  const words = new Uint32Array(
    data.buffer,
    isWhole ? data.byteOffset : 0,
    stride && data.length >> 2,
  );
  const change = (i: number) => (words[i] ?? 0) ^ (words[i - stride] ?? 0);
  const columns: number[] = [];
  const look = (y: number, from: number, to: number) => {
    for (let x = from, i = y * width + from; x < to; x++, i++) {
      if (((data[i] ?? 0) ^ (data[i - width] ?? 0)) & maskedFrom) columns.push(x);
    }
  };
  return (y) => {
    columns.length = 0;
    let x = 0;
    for (let i = y * stride; x + 4 <= stride; x += 4, i += 4) {
      const differing = change(i) | change(i + 1) | change(i + 2) | change(i + 3);
      if (differing & 0x80808080) look(y, 4 * x, 4 * x + 16);
    }
    look(y, 4 * x, width);
    return columns;
  };
}

function chunk(type: string, content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

/** The checksum of PNG's chunks (W3C PNG, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
