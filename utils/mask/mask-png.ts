import type { Coverage } from '../image/raster';
import { maskedFrom } from './grow-mask';

/** Pixels as little-endian RGBA words. */
const coveredPixel = 0x00ffffff;
const keptPixel = 0xff000000;
/** The same minus each other, byte by byte: what PNG's Up filter stores where a row differs. */
const coveredMinusKept = 0x01ffffff;
const keptMinusCovered = 0xff010101;

const upFilter = 2;
const rowsPerChunk = 64;
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The mask as servers of both conventions read it: covered pixels (at least half covered) are white
 * and transparent, kept ones black and opaque. 8-bit RGBA PNG of the coverage's size. The rows are
 * written straight to the compressor, so no RGBA picture of the whole is ever in memory.
 */
export async function encodeMaskPng(coverage: Coverage): Promise<Blob> {
  const pixels = await new Response(
    rowStream(coverage).pipeThrough(new CompressionStream('deflate')),
  ).arrayBuffer();
  return new Blob(
    [
      signature,
      chunk('IHDR', header(coverage)),
      chunk('IDAT', new Uint8Array(pixels)),
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

function rowStream(coverage: Coverage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      if (next >= coverage.height) return controller.close();
      const end = Math.min(coverage.height, next + rowsPerChunk);
      controller.enqueue(filteredRows(coverage, next, end));
      next = end;
    },
  });
}

/** Rows `from` … `to - 1`, each a filter byte and the differences to the row above (0 before the first). */
function filteredRows(coverage: Coverage, from: number, to: number): Uint8Array<ArrayBuffer> {
  const { width, data } = coverage;
  const stride = 1 + 4 * width;
  const bytes = new Uint8Array((to - from) * stride);
  const row = new Uint32Array(width);
  const rowBytes = new Uint8Array(row.buffer);
  for (let y = from; y < to; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const covered = (data[i] ?? 0) >= maskedFrom;
      row[x] = y === 0 ? pixel(covered) : difference(covered, (data[i - width] ?? 0) >= maskedFrom);
    }
    bytes[(y - from) * stride] = upFilter;
    bytes.set(rowBytes, (y - from) * stride + 1);
  }
  return bytes;
}

const pixel = (covered: boolean): number => (covered ? coveredPixel : keptPixel);

const difference = (covered: boolean, above: boolean): number =>
  covered === above ? 0 : covered ? coveredMinusKept : keptMinusCovered;

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
