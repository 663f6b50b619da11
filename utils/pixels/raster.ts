import type { Rect, Size } from '../base/geometry';

/**
 * Decoded pixels: RGBA, straight (not premultiplied) alpha, rows from the top, 4 samples a pixel,
 * in the file's own colour space (no conversion was made; `iccProfile` or `colourChunks` say which one it is).
 * 8-bit samples are 0…255, 16-bit ones 0…65535.
 */
export type Raster = Raster8 | Raster16;

export interface Raster8 extends Size {
  readonly bitDepth: 8;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly iccProfile?: IccProfile | undefined;
  readonly colourChunks?: readonly ColourChunk[] | undefined;
}

export interface Raster16 extends Size {
  readonly bitDepth: 16;
  readonly data: Uint16Array<ArrayBuffer>;
  readonly iccProfile?: IccProfile | undefined;
  readonly colourChunks?: readonly ColourChunk[] | undefined;
}

/** What a PNG without a profile says of its colours; the data as in the file. */
export interface ColourChunk {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** An embedded ICC profile, uncompressed, with the name that a PNG's iCCP chunk gives it. */
export interface IccProfile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How much of a pixel is masked: 0…255 a pixel, rows from the top. */
export interface Coverage extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Of 255: stands in each channel for the colours under alpha 0, which nobody sees, wherever a picture is sent or
 * compared. Neither dark nor light, for servers that drop the alpha.
 */
export const clearLevel = 128;

/** A copy of the part of `raster` inside `rect`, which must lie within it. */
export function cropRaster(raster: Raster, rect: Rect): Raster {
  const { width, height } = rect;
  if (raster.bitDepth === 16) {
    const data = new Uint16Array(4 * width * height);
    copyRows(raster, rect, (row, at) => data.set(row, at));
    return { ...raster, width, height, data };
  }
  const data = new Uint8ClampedArray(4 * width * height);
  copyRows(raster, rect, (row, at) => data.set(row, at));
  return { ...raster, width, height, data };
}

function copyRows(
  raster: Raster,
  { x, y, width, height }: Rect,
  put: (row: Uint8ClampedArray | Uint16Array, at: number) => void,
): void {
  for (let i = 0; i < height; i += 1) {
    const start = 4 * ((y + i) * raster.width + x);
    put(raster.data.subarray(start, start + 4 * width), 4 * width * i);
  }
}

/** An independent copy. */
export const copyRaster = (raster: Raster): Raster =>
  raster.bitDepth === 16
    ? { ...raster, data: raster.data.slice() }
    : { ...raster, data: raster.data.slice() };

/** The raster with 8 bits a sample: the very same object if it has them, else rounded. */
export function toRaster8(raster: Raster): Extract<Raster, { bitDepth: 8 }> {
  if (raster.bitDepth === 8) return raster;
  const data = new Uint8ClampedArray(raster.data.length);
  for (let i = 0; i < data.length; i += 1) data[i] = Math.round((raster.data[i] ?? 0) / 257);
  return { ...raster, bitDepth: 8, data };
}

/** The raster with 16 bits a sample: the very same object if it has them, else widened exactly. */
export function toRaster16(raster: Raster): Extract<Raster, { bitDepth: 16 }> {
  if (raster.bitDepth === 16) return raster;
  const data = new Uint16Array(raster.data.length);
  for (let i = 0; i < data.length; i += 1) data[i] = (raster.data[i] ?? 0) * 257;
  return { ...raster, bitDepth: 16, data };
}

/** The same memory, four bytes at a time; nothing where it does not begin at a word. */
const wordsOf = ({
  buffer,
  byteOffset,
  byteLength,
}: Uint8Array | Uint8ClampedArray | Uint16Array) =>
  byteOffset % 4 === 0
    ? new Uint32Array(buffer, byteOffset, Math.floor(byteLength / 4))
    : new Uint32Array();

/**
 * The smallest box with every value of at least `least`; undefined where there is none.
 * @param data one value a pixel, rows from the top
 */
export function boundsOf(
  data: Uint8Array | Uint8ClampedArray | Uint16Array,
  { width, height }: Size,
  least: number,
): Rect | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1];
  const words = wordsOf(data);
  const perWord = 4 / data.BYTES_PER_ELEMENT;
  for (let y = 0; y < height; y += 1) {
    const end = (y + 1) * width;
    let first = y * width;
    while (first < end && (data[first] ?? 0) < least) {
      first += 1;
      // Most of it is empty: that is passed over by several values at a time.
      while (first % perWord === 0 && first + perWord <= end && words[first / perWord] === 0)
        first += perWord;
    }
    if (first === end) continue;
    let last = end - 1;
    while ((data[last] ?? 0) < least) last -= 1;
    left = Math.min(left, first - y * width);
    right = Math.max(right, last - y * width);
    top = Math.min(top, y);
    bottom = y;
  }
  if (bottom < 0) return undefined;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
