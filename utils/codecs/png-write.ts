import { latin1Bytes, viewOf } from '../base/bytes';
import type { Rect, Size } from '../base/geometry';
import { inSlices } from '../base/slices';
import type { Raster } from '../pixels/raster';
import { deflate, runDeflate, type SparseBytes } from './deflate';
import { pngChunk, pngText } from './png-chunks';

interface PngOptions {
  /** Written as iTXt chunks: keyword (1…79 Latin-1 characters) to text. */
  readonly text?: Readonly<Record<string, string>>;
  /** Ends the writing between two batches of rows, and lets other tasks come in between; without it all is written in one go. */
  readonly signal?: AbortSignal;
  /**
   * What is written in the place of a part of the raster, which stays as it is: a changed copy of a 50-megapixel picture would
   * cost 200 MB. Of its depth, image px.
   */
  readonly patch?: Patch;
}

/** A part of a picture as it is to be, and where it belongs, image px. */
export interface Patch {
  readonly region: Rect;
  readonly pixels: Raster;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** How a PNG's samples are laid out: RGB or RGBA. */
interface PngLayout extends Size {
  readonly bitDepth: 8 | 16;
  readonly channels: 3 | 4;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The raster as a PNG of exactly its samples and what says their colour space, with nothing else but `text`:
 * RGB where every pixel is opaque, else RGBA. No canvas is involved, which would change pixels
 * with alpha, lose the profile and cut 16 bits to 8.
 * @throws the signal's reason where it is aborted
 */
export async function encodePng(
  raster: Raster,
  { text = {}, signal, patch }: PngOptions = {},
): Promise<Blob> {
  const channels = isOpaque(raster) && (!patch || isOpaque(patch.pixels)) ? 3 : 4;
  const { iccProfile, colourChunks = [] } = raster;
  const beside: Bytes[] = colourChunks.flatMap(({ type, data }) => pngChunk(type, [data]));
  if (iccProfile) {
    const deflated = await deflate([iccProfile.bytes]);
    beside.push(...pngChunk('iCCP', [latin1Bytes(`${iccProfile.name}\0\0`), ...deflated]));
  }
  for (const [keyword, value] of Object.entries(text)) beside.push(...pngText(keyword, value));
  const rows = filteredRows(raster, channels, patch);
  return pngFile({ ...raster, channels }, await deflateRows(raster, rows, signal), beside);
}

/**
 * A PNG of scanlines that are filtered already, each led by its filter's number: whoever knows where rows
 * repeat need not have them all.
 */
export const encodeScanlines = (layout: PngLayout, scanlines: Iterable<SparseBytes>): Blob =>
  pngFile(layout, [...runDeflate(scanlines)]);

const pngFile = (layout: PngLayout, deflated: Bytes[], beside: readonly Bytes[] = []): Blob =>
  new Blob(
    [
      signature,
      ...pngChunk('IHDR', [headerData(layout)]),
      ...beside,
      ...pngChunk('IDAT', deflated),
      ...pngChunk('IEND', []),
    ],
    { type: 'image/png' },
  );

/**
 * Drawings and screenshots hold repetition that the browser's deflate finds quickly; in photographs it
 * searches for seconds and finds none.
 */
async function deflateRows(
  raster: Raster,
  rows: Iterable<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal | undefined,
): Promise<Bytes[]> {
  if (isFlat(raster)) return deflate(rows);
  return signal ? inSlices(signal, collected(runDeflate(rows))) : [...runDeflate(rows)];
}

/** A list of what comes, with a rest after each. */
function* collected<T>(all: Iterable<T>): Generator<undefined, T[]> {
  const list: T[] = [];
  for (const each of all) {
    list.push(each);
    yield;
  }
  return list;
}

function headerData({ width, height, bitDepth, channels }: PngLayout): Bytes {
  const data = new Uint8Array(13);
  const view = viewOf(data);
  view.setUint32(0, width);
  view.setUint32(4, height);
  view.setUint8(8, bitDepth);
  view.setUint8(9, channels === 4 ? 6 : 2);
  return data;
}

/** The filter is chosen anew every so many rows: choosing costs as much as five rows of filtering. */
const rowsPerChoice = 16;

/** About how many bytes are handed on at a time. */
const batchBytes = 1 << 18;

/** Whether every pixel's alpha is the largest there is. */
function isOpaque({ data, bitDepth }: Raster): boolean {
  const maximum = bitDepth === 16 ? 65_535 : 255;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== maximum) return false;
  return true;
}

/**
 * The filtered scanlines of a PNG in batches of whole rows, each row led by its filter's number.
 * A batch is overwritten by the next one.
 * @param channels 3 leaves the alpha out, 4 keeps it
 */
function* filteredRows(
  raster: Raster,
  channels: 3 | 4,
  patch: Patch | undefined,
): Generator<Uint8Array<ArrayBuffer>> {
  const step = (channels * raster.bitDepth) / 8;
  const length = step * raster.width;
  const rowsPerBatch = Math.max(1, Math.floor(batchBytes / (length + 1)));
  let row = new Uint8Array(step + length);
  let above = new Uint8Array(step + length);
  const buffer = new Uint8Array(Math.min(rowsPerBatch, raster.height) * (length + 1));
  let filter = 0;
  for (let top = 0; top < raster.height; top += rowsPerBatch) {
    const rows = Math.min(rowsPerBatch, raster.height - top);
    const batch = buffer.subarray(0, rows * (length + 1));
    for (let i = 0; i < rows; i += 1) {
      const bytes = row.subarray(step);
      packPixels(raster, raster.width * (top + i), channels, bytes);
      if (patch) packPatch(patch, top + i, channels, bytes);
      const out = batch.subarray(i * (length + 1) + 1, (i + 1) * (length + 1));
      if ((top + i) % rowsPerChoice === 0) filter = bestFilter(row, above, step, out);
      batch[i * (length + 1)] = filter;
      rowFilters[filter]?.(row, above, step, out);
      [row, above] = [above, row];
    }
    yield batch;
  }
}

/** Writes as many pixels as `out` holds, from the `first` one on. */
function packPixels(raster: Raster, first: number, channels: 3 | 4, out: Uint8Array): void {
  const start = 4 * first;
  if (raster.bitDepth === 16) pack16(raster.data, start, channels, out);
  else if (channels === 4) out.set(raster.data.subarray(start, start + out.length));
  else pack8(raster.data, start, out);
}

function packPatch({ region, pixels }: Patch, y: number, channels: 3 | 4, out: Uint8Array): void {
  if (y < region.y || y >= region.y + region.height) return;
  const size = (channels * pixels.bitDepth) / 8;
  const place = out.subarray(region.x * size, (region.x + region.width) * size);
  packPixels(pixels, pixels.width * (y - region.y), channels, place);
}

function pack8(data: Uint8ClampedArray, start: number, out: Uint8Array): void {
  for (let to = 0, from = start; to < out.length; to += 3, from += 4) {
    out[to] = data[from] ?? 0;
    out[to + 1] = data[from + 1] ?? 0;
    out[to + 2] = data[from + 2] ?? 0;
  }
}

/** PNG's 16-bit samples have their high byte first. */
function pack16(data: Uint16Array, start: number, channels: 3 | 4, out: Uint8Array): void {
  for (let to = 0, from = start; to < out.length; from += 4) {
    for (let channel = 0; channel < channels; channel += 1, to += 2) {
      const value = data[from + channel] ?? 0;
      out[to] = value >> 8;
      out[to + 1] = value & 255;
    }
  }
}

/**
 * PNG's filters (specification, section 9): each byte minus a guess from its neighbours, so that the
 * rest compresses better. `from` holds the row's bytes after `step` zero bytes, `above` the row
 * before it likewise; `out` receives the row's length.
 */
type RowFilter = (from: Uint8Array, above: Uint8Array, step: number, out: Uint8Array) => void;

const sub: RowFilter = (from, _above, step, out) => {
  for (let i = 0; i < out.length; i += 1) out[i] = (from[i + step] ?? 0) - (from[i] ?? 0);
};

const up: RowFilter = (from, above, step, out) => {
  for (let i = 0; i < out.length; i += 1) out[i] = (from[i + step] ?? 0) - (above[i + step] ?? 0);
};

const average: RowFilter = (from, above, step, out) => {
  for (let i = 0; i < out.length; i += 1)
    out[i] = (from[i + step] ?? 0) - (((from[i] ?? 0) + (above[i + step] ?? 0)) >> 1);
};

const paeth: RowFilter = (from, above, step, out) => {
  for (let i = 0; i < out.length; i += 1) {
    const left = from[i] ?? 0;
    const top = above[i + step] ?? 0;
    const corner = above[i] ?? 0;
    const toLeft = Math.abs(top - corner);
    const toTop = Math.abs(left - corner);
    const toCorner = Math.abs(left + top - 2 * corner);
    const guess = toLeft <= toTop && toLeft <= toCorner ? left : toTop <= toCorner ? top : corner;
    out[i] = (from[i + step] ?? 0) - guess;
  }
};

const none: RowFilter = (from, _above, step, out) => out.set(from.subarray(step));

/** By the filter's number in the file. */
const rowFilters: readonly RowFilter[] = [none, sub, up, average, paeth];

/**
 * The filter whose output has the smallest sum of absolute values, taken as signed bytes: the
 * specification's own heuristic (section 12.7).
 */
function bestFilter(from: Uint8Array, above: Uint8Array, step: number, out: Uint8Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  rowFilters.forEach((filter, index) => {
    filter(from, above, step, out);
    let sum = 0;
    for (let i = 0; i < out.length; i += 1) sum += Math.abs(((out[i] ?? 0) << 24) >> 24);
    if (sum >= least) return;
    least = sum;
    best = index;
  });
  return best;
}

/** Only every so many rows are looked at. */
const rowStep = 16;
/** Share of pixels equal to their left neighbour from which a picture counts as flat. */
const flatShare = 0.4;

/** Whether a picture is made of plain areas, as drawings and screenshots are, unlike photographs. */
function isFlat({ width, height, data }: Raster): boolean {
  let equal = 0;
  let seen = 0;
  for (let y = 0; y < height; y += rowStep) {
    const start = 4 * width * y;
    for (let at = start + 4; at < start + 4 * width; at += 4, seen += 1)
      if (
        data[at] === data[at - 4] &&
        data[at + 1] === data[at - 3] &&
        data[at + 2] === data[at - 2] &&
        data[at + 3] === data[at - 1]
      )
        equal += 1;
  }
  return equal >= flatShare * seen;
}
