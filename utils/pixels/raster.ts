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
export const wordsOf = ({
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
  const shift = Math.log2(perWord); // a whole division takes several times as long
  for (let y = 0; y < height; y += 1) {
    const end = (y + 1) * width;
    let first = y * width;
    while (first < end && (data[first] ?? 0) < least) {
      first += 1;
      // Most of it is empty: that is passed over by several values at a time.
      if ((first & (perWord - 1)) === 0)
        while (first + perWord <= end && words[first >> shift] === 0) first += perWord;
    }
    if (first === end) continue;
    // Only what lies farther right than in the rows above makes the box larger.
    let last = end - 1;
    while (last > y * width + right && (data[last] ?? 0) < least) last -= 1;
    left = Math.min(left, first - y * width);
    right = last - y * width;
    top = Math.min(top, y);
    bottom = y;
  }
  if (bottom < 0) return undefined;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** One number a pixel, rows from the top. */
export interface Plane extends Size {
  readonly data: Float32Array<ArrayBuffer>;
}

export const emptyPlane = (width: number, height: number): Plane => ({
  ...{ width, height },
  data: new Float32Array(width * height),
});

/** Shares of red, green and blue in one number. */
export type Mix = readonly [red: number, green: number, blue: number];

/** Luma and the two colour differences of ITU-R BT.601. */
export const luma: Mix = [0.299, 0.587, 0.114];
export const redDifference: Mix = [0.5, -0.419, -0.081];
export const blueDifference: Mix = [-0.169, -0.331, 0.5];

/**
 * A mix of a part of a raster's colours, of samples 0…255, clear pixels as gray: the mean of each square
 * of `step` px (a power of 2). Rows and columns that fill no square are dropped.
 */
export function planeOf(
  { data, width: stride, bitDepth }: Raster,
  area: Rect,
  mix: Mix,
  step = 1,
): Plane {
  const plane = emptyPlane(Math.floor(area.width / step), Math.floor(area.height / step));
  const maximum = bitDepth === 16 ? 65_535 : 255;
  const [red = 0, green = 0, blue = 0] = mix.map((share) => (share * 255) / maximum / step ** 2);
  // Clear pixels count as gray.
  const level = (clearLevel * maximum) / 255;
  const mixed = { red, green, blue, level, maximum };
  for (let y = 0; y < plane.height; y += 1) {
    const start = 4 * ((area.y + y * step) * stride + area.x);
    const line = plane.data.subarray(y * plane.width, (y + 1) * plane.width);
    mixLine(data, start, stride, step, line, mixed);
  }
  return plane;
}

/** One line of squares, whose first sample is at `start`: by itself it is compiled after a few lines. */
function mixLine(
  data: Raster['data'],
  start: number,
  stride: number,
  step: number,
  line: Float32Array,
  mixed: Readonly<Record<'red' | 'green' | 'blue' | 'level' | 'maximum', number>>,
): void {
  const { red, green, blue, level, maximum } = mixed;
  for (let x = 0; x < line.length; x += 1) {
    // Summed in registers and mixed once a square: this runs over every pixel of a crop.
    let sumRed = 0;
    let sumGreen = 0;
    let sumBlue = 0;
    let missing = 0;
    for (let row = 0; row < step; row += 1) {
      let at = start + 4 * (row * stride + x * step);
      for (const end = at + 4 * step; at < end; at += 4) {
        const alpha = data[at + 3] ?? 0;
        if (alpha === maximum) {
          sumRed += data[at] ?? 0;
          sumGreen += data[at + 1] ?? 0;
          sumBlue += data[at + 2] ?? 0;
          continue;
        }
        const share = alpha / maximum;
        sumRed += share * (data[at] ?? 0);
        sumGreen += share * (data[at + 1] ?? 0);
        sumBlue += share * (data[at + 2] ?? 0);
        missing += 1 - share;
      }
    }
    const gray = level * missing;
    line[x] = red * (sumRed + gray) + green * (sumGreen + gray) + blue * (sumBlue + gray);
  }
}

/** Half the size; each value the mean of four. An odd last row or column is dropped. */
export function halved(plane: Plane): Plane {
  const half = emptyPlane(plane.width >> 1, plane.height >> 1);
  for (let y = 0, i = 0; y < half.height; y += 1) {
    let at = 2 * y * plane.width;
    for (let x = 0; x < half.width; x += 1, i += 1, at += 2) {
      const below = at + plane.width;
      const upper = (plane.data[at] ?? 0) + (plane.data[at + 1] ?? 0);
      half.data[i] = (upper + (plane.data[below] ?? 0) + (plane.data[below + 1] ?? 0)) / 4;
    }
  }
  return half;
}

/** The plane less its mean over a square of `2 * radius + 1` px: what a tint does not change. */
export function highPassed(plane: Plane, radius: number): Plane {
  const high = boxMean(plane, radius);
  for (let i = 0; i < high.data.length; i += 1)
    high.data[i] = (plane.data[i] ?? 0) - (high.data[i] ?? 0);
  return high;
}

/** The mean over a square of `2 * radius + 1` px around each; at the edges over what exists of it. */
export function boxMean(plane: Plane, radius: number): Plane {
  const { width, height } = plane;
  const rows = emptyPlane(width, height);
  for (let y = 0; y < height; y += 1) boxLine(plane.data, rows.data, y * width, width, radius);
  const means = emptyPlane(width, height);
  const sums = new Float64Array(width);
  let size = 0;
  // Row by row, as memory lies, with a moving sum for each column.
  for (let y = -radius; y < height; y += 1) {
    const [enters, leaves] = [y + radius, y - radius - 1];
    if (enters < height) {
      size += 1;
      for (let x = 0, i = enters * width; x < width; x += 1, i += 1)
        sums[x] = (sums[x] ?? 0) + (rows.data[i] ?? 0);
    }
    if (leaves >= 0) {
      size -= 1;
      for (let x = 0, i = leaves * width; x < width; x += 1, i += 1)
        sums[x] = (sums[x] ?? 0) - (rows.data[i] ?? 0);
    }
    if (y < 0) continue;
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) means.data[i] = (sums[x] ?? 0) / size;
  }
  return means;
}

/** Moving mean along a line of `count` values; at the ends over those that exist. */
function boxLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  count: number,
  radius: number,
): void {
  let sum = 0;
  let size = 0;
  for (let i = -radius; i < count; i += 1) {
    const enters = i + radius;
    const leaves = i - radius - 1;
    if (enters < count) {
      sum += from[start + enters] ?? 0;
      size += 1;
    }
    if (leaves >= 0) {
      sum -= from[start + leaves] ?? 0;
      size -= 1;
    }
    if (i >= 0) to[start + i] = sum / size;
  }
}
