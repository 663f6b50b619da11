import { latin1 } from '../base/bytes';
import { AppError, asAppErrorElse } from '../base/errors';
import type { Size } from '../base/geometry';
import type { ColourChunk, IccProfile, Raster } from '../pixels/raster';
import { inflate, inflated } from './inflate';
import { assertDecodableSize } from './inspect';
import { findPngChunk, isIntact, type PngHeader, pngChunks, pngHeader } from './png-chunks';
import { pngChannels, rowWriter } from './png-samples';

/**
 * The samples of a PNG exactly as stored, widened to RGBA: 16 bits stay 16, fewer than 8 become 8,
 * the palette and the transparent colour are applied. EXIF orientation is not applied.
 * Written for this project because canvases change such samples: see `decodeRaster`.
 * @throws AppError image-truncated, out-of-memory
 */
export async function decodePng(bytes: Uint8Array<ArrayBuffer>): Promise<Raster> {
  const { raster, isWhole } = await decodePngPart(bytes);
  if (!isWhole) throw new AppError('image-truncated');
  return raster;
}

/** What a byte of deflated data can hold at most (RFC 1951: runs of 258 bytes of two bits). */
const mostInflated = 1032;

/** Of a picture of which less can be there, no pixel is read: a header alone may ask for gigabytes. */
const leastShare = 1 / 16;

/** Which share (0-1) of its rows a file can hold by the length of its data. */
function mostOfPixels(header: PngHeader, bytes: Uint8Array): number {
  let deflated = 0;
  for (const { type, data } of pngChunks(bytes)) if (type === 'IDAT') deflated += data.length;
  const rowBytes = (header.width * header.bitDepth * pngChannels(header)) / 8;
  return (deflated * mostInflated) / (header.height * (rowBytes + 1));
}

/** As much of a PNG as can be read. */
interface PngPart {
  /** What could not be read is clear. */
  readonly raster: Raster;
  readonly isWhole: boolean;
}

/**
 * The same of a file that may break off or be damaged on the way, as far as it goes.
 * @throws AppError image-truncated where not even a sixteenth can be there, image-too-large, out-of-memory
 */
export async function decodePngPart(bytes: Uint8Array<ArrayBuffer>): Promise<PngPart> {
  const header = pngHeader(bytes);
  if (!header || (header.colorType === 3 && !findPngChunk(bytes, 'PLTE')?.length))
    throw new AppError('image-truncated');
  assertDecodableSize(header);
  if (mostOfPixels(header, bytes) < leastShare) throw new AppError('image-truncated');
  const { width, height, bitDepth } = header;
  const length = width * height * 4;
  const colour = {
    iccProfile: await pngIccProfile(bytes),
    colourChunks: colourChunksOf(bytes),
  };
  if (bitDepth === 16) {
    const data = new Uint16Array(length);
    const isWhole = await readPixels(header, bytes, data);
    return { raster: { bitDepth: 16, width, height, data, ...colour }, isWhole };
  }
  const data = new Uint8ClampedArray(length);
  const isWhole = await readPixels(header, bytes, data);
  return { raster: { bitDepth: 8, width, height, data, ...colour }, isWhole };
}

/**
 * Hands on a PNG's rows as RGBA, one after the other, without holding the picture: of a large one, 200 MB. The row is
 * overwritten afterwards. Not for interlaced files, whose rows come in another order.
 * @returns size and depth (8 for all below) of the picture
 * @throws AppError image-truncated where a row is missing, image-type-unsupported, image-too-large
 */
export async function eachPngRow(
  bytes: Uint8Array<ArrayBuffer>,
  onRow: (row: Uint8ClampedArray | Uint16Array, y: number) => void,
): Promise<Size & Pick<Raster, 'bitDepth'>> {
  const header = pngHeader(bytes);
  if (!header) throw new AppError('image-truncated');
  if (header.interlaced) throw new AppError('image-type-unsupported');
  assertDecodableSize(header);
  const { width, height } = header;
  const bitDepth = header.bitDepth === 16 ? 16 : 8;
  const row = bitDepth === 16 ? new Uint16Array(4 * width) : new Uint8ClampedArray(4 * width);
  const write = rowWriter(header, bytes, row);
  const isWhole = await readScanlines(header, bytes, (scanline, _, y) => {
    write(scanline, width, 0, 4);
    onRow(row, y);
  });
  if (!isWhole) throw new AppError('image-truncated');
  return { width, height, bitDepth };
}

/** PNG (third edition) 11.3.2: what names the colour space besides a profile. They stand before the pixels. */
const colourTypes: readonly string[] = ['cICP', 'sRGB', 'gAMA', 'cHRM'];

/** Undefined where there are none. */
function colourChunksOf(bytes: Uint8Array): ColourChunk[] | undefined {
  const chunks: ColourChunk[] = [];
  for (const chunk of pngChunks(bytes)) {
    const { type, data } = chunk;
    if (type === 'IDAT') break;
    if (colourTypes.includes(type) && isIntact(bytes, chunk))
      chunks.push({ type, data: new Uint8Array(data) });
  }
  return chunks.length > 0 ? chunks : undefined;
}

/** @returns whether every row was there */
async function readPixels(
  header: PngHeader,
  bytes: Uint8Array<ArrayBuffer>,
  out: Uint8ClampedArray | Uint16Array,
): Promise<boolean> {
  const write = rowWriter(header, bytes, out);
  return readScanlines(header, bytes, (row, pass, rowInPass) => {
    const y = pass.y + rowInPass * pass.stepY;
    write(row, pass.width, (y * header.width + pass.x) * 4, 4 * pass.stepX);
  });
}

/** @returns whether every row was there */
async function readScanlines(
  header: PngHeader,
  bytes: Uint8Array<ArrayBuffer>,
  onRow: (row: Uint8Array, pass: PngPass, rowInPass: number) => void,
): Promise<boolean> {
  const bitsPerPixel = header.bitDepth * pngChannels(header);
  const reader = new ScanlineReader(pngPasses(header, header.interlaced), bitsPerPixel, onRow);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const { type, data } of pngChunks(bytes)) {
    const start = data.byteOffset - bytes.byteOffset;
    if (type === 'IDAT') parts.push(bytes.subarray(start, start + data.length));
  }
  await inflate(parts, (piece) => reader.push(piece)).catch((cause: unknown) => {
    // Bytes after the end of the stream are an error here, but no harm where all rows were read.
    const { code } = asAppErrorElse('image-truncated', cause);
    if (code === 'out-of-memory') throw cause;
  });
  return reader.done;
}

/**
 * The profile in an iCCP chunk; undefined where there is none, or one that browsers pass over: a broken one, and
 * one of other colours than the samples'.
 */
export async function pngIccProfile(bytes: Uint8Array): Promise<IccProfile | undefined> {
  const chunk = findPngChunk(bytes, 'iCCP');
  const nameLength = chunk?.indexOf(0) ?? -1;
  if (!chunk || nameLength < 1 || nameLength > 79) return undefined;
  const profile = await inflated(chunk.subarray(nameLength + 2));
  const isColoured = ((pngHeader(bytes)?.colorType ?? 0) & 2) !== 0;
  // The colour space that the profile describes: ICC.1:2022, 7.2.6.
  if (!profile || latin1(profile, 16, 4) === (isColoured ? 'GRAY' : 'RGB ')) return undefined;
  return { name: latin1(chunk, 0, nameLength), bytes: profile };
}

/** The scanlines of one pass: all of a plain image, every n-th pixel of an interlaced one. */
interface PngPass extends Size {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

// Adam7: PNG specification, section 8.2.
const adam7: readonly (readonly [x: number, y: number, stepX: number, stepY: number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** The passes of an image in the order of the file, without those that have no pixel. */
export function pngPasses({ width, height }: Size, interlaced: boolean): PngPass[] {
  if (!interlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, width, height }];
  return adam7
    .map(([x, y, stepX, stepY]) => ({
      ...{ x, y, stepX, stepY },
      width: Math.ceil((width - x) / stepX),
      height: Math.ceil((height - y) / stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/**
 * Takes inflated PNG data in pieces of any length and hands on every unfiltered scanline.
 * The row given to `onRow` is overwritten afterwards.
 */
class ScanlineReader {
  private pass = 0;
  private rowInPass = 0;
  private filled = 0;
  private row: Uint8Array;
  private above: Uint8Array;

  constructor(
    private readonly passes: readonly PngPass[],
    private readonly bitsPerPixel: number,
    private readonly onRow: (row: Uint8Array, pass: PngPass, rowInPass: number) => void,
  ) {
    this.row = this.newRow();
    this.above = this.newRow();
  }

  /** True once every scanline has been handed on; what is pushed then is ignored. */
  get done(): boolean {
    return this.pass >= this.passes.length;
  }

  /** @throws RangeError for a filter that does not exist */
  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length && !this.done; ) {
      const part = piece.subarray(at, at + this.row.length - this.filled);
      this.row.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === this.row.length) this.finishRow();
    }
  }

  private newRow(): Uint8Array {
    const width = this.passes[this.pass]?.width ?? 0;
    return new Uint8Array(1 + Math.ceil((width * this.bitsPerPixel) / 8));
  }

  private finishRow(): void {
    const pass = this.passes[this.pass];
    if (!pass) return;
    const samples = this.row.subarray(1);
    const step = Math.max(1, this.bitsPerPixel >> 3);
    unfilterRow(this.row[0] ?? 0, samples, this.above.subarray(1), step);
    this.onRow(samples, pass, this.rowInPass);
    [this.row, this.above] = [this.above, this.row];
    this.filled = 0;
    this.rowInPass += 1;
    if (this.rowInPass === pass.height) this.nextPass();
  }

  private nextPass(): void {
    this.pass += 1;
    this.rowInPass = 0;
    this.row = this.newRow();
    this.above = this.newRow();
  }
}

/**
 * Undoes a scanline's filter in place (PNG specification, section 9.2).
 * @param row the filtered bytes
 * @param above the unfiltered row above; all zero for the first one
 * @param step bytes of a whole pixel, at least 1
 * @throws RangeError for a filter that does not exist
 */
function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  if (filter === 0) return;
  if (filter === 1) undoSub(row, step);
  else if (filter === 2) undoUp(row, above);
  else if (filter === 3) undoAverage(row, above, step);
  else if (filter === 4) undoPaeth(row, above, step);
  else throw new RangeError(`PNG filter ${filter} does not exist`);
}

function undoSub(row: Uint8Array, step: number): void {
  for (let i = step; i < row.length; i += 1) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
}

function undoUp(row: Uint8Array, above: Uint8Array): void {
  for (let i = 0; i < row.length; i += 1) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
}

function undoAverage(row: Uint8Array, above: Uint8Array, step: number): void {
  const first = Math.min(step, row.length);
  for (let i = 0; i < first; i += 1) row[i] = (row[i] ?? 0) + ((above[i] ?? 0) >> 1);
  for (let i = first; i < row.length; i += 1)
    row[i] = (row[i] ?? 0) + (((row[i - step] ?? 0) + (above[i] ?? 0)) >> 1);
}

function undoPaeth(row: Uint8Array, above: Uint8Array, step: number): void {
  const first = Math.min(step, row.length);
  for (let i = 0; i < first; i += 1) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
  for (let i = first; i < row.length; i += 1) {
    const left = row[i - step] ?? 0;
    const up = above[i] ?? 0;
    const corner = above[i - step] ?? 0;
    const toLeft = Math.abs(up - corner);
    const toUp = Math.abs(left - corner);
    const toCorner = Math.abs(left + up - 2 * corner);
    const nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    row[i] = (row[i] ?? 0) + nearest;
  }
}
