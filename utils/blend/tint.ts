import type { Rect } from '../base/geometry';
import { squaredDistances } from '../pixels/distance';
import type { Raster } from '../pixels/raster';
import type { Alignment } from './align';

/*
 * What a model does to all of a picture that it redraws, its tint, is told from what it was asked to change by looking
 * where it was not asked to change anything. Differences there are explained by a model of few numbers a channel, fitted
 * so that cells with new content drop out (iteratively reweighted least squares with Tukey's biweight: P. Huber, E. Ronchetti,
 * "Robust Statistics", 2nd edition, 2009). What such a model can't explain is no tint.
 */

/** The most cells that are compared; more would cost time and gain no accuracy. */
const mostCells = 20_000;
/** Px of a cell at least: grain and small shifts average out. */
const leastCell = 6;
/** Fewer cells that agree are no evidence. */
const leastAgreeing = 16;
/** Of the cells compared at least this share has to agree. */
const leastShare = 0.35;
/** 8-bit steps within which two cells show the same, whatever the scatter. */
const leastSpread = 1.5;
/** 8-bit steps; beyond that it is an edit and no tint. */
const mostTint = 48;

/** What to add to each channel of an answer's pixel. */
export interface Tint {
  /**
   * @param value the answer's sample, 0…255
   * @param x crop px
   * @param y crop px
   * @returns 8-bit steps to add
   */
  correction(channel: number, value: number, x: number, y: number): number;
  /** 0…1: which part of what was compared agrees on it. */
  readonly agreement: number;
}

/** Cells outside of what was sent as mask: colours of both pictures, 0…255, and where they lie. */
interface Cells {
  readonly count: number;
  readonly original: readonly Float64Array[];
  readonly answer: readonly Float64Array[];
  /** -1…1 across and down the crop. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The tint that the model gave to what it was not asked to change, as what is to be added to undo it. Undefined where
 * nothing can be told: no surroundings, or none that shows the same picture.
 * @param answer as large as `crop`, as it came
 * @param weights 0 for the pixels of the crop that are kept
 * @param alignment where in the answer the picture lies
 * @param askedPx crop px beyond those of any weight that the model was asked to change all the same
 */
export function measureTint(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  alignment: Alignment,
  askedPx: number,
): Tint | undefined {
  const cells = cellsOutside(original, crop, answer, weights, alignment, askedPx);
  if (cells.count < leastAgreeing) return undefined;
  const fit = robustFit(cells);
  if (fit.agreeing < Math.max(leastAgreeing, leastShare * cells.count)) return undefined;
  return tintOf(fit, crop, fit.agreeing / cells.count);
}

function cellsOutside(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  alignment: Alignment,
  askedPx: number,
): Cells {
  const size = Math.max(leastCell, Math.ceil(Math.sqrt((crop.width * crop.height) / mostCells)));
  const columns = Math.floor(crop.width / size);
  const rows = Math.floor(crop.height / size);
  const kept = keptCells(weights, crop.width, size, columns, rows, askedPx);
  const channels = () => [0, 1, 2].map(() => new Float64Array(kept.length));
  const cells = { original: channels(), answer: channels(), x: new Float64Array(kept.length), y: new Float64Array(kept.length) }; // biome-ignore format: one value
  const sums = new Float64Array(6);
  let count = 0;
  for (const cell of kept) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    if (!sumCell({ original, crop, answer, alignment }, column * size, row * size, size, sums))
      continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const [before, after] = [cells.original[channel], cells.answer[channel]];
      if (before) before[count] = sums[channel] ?? 0;
      if (after) after[count] = sums[channel + 3] ?? 0;
    }
    cells.x[count] = (2 * (column + 0.5)) / columns - 1;
    cells.y[count] = (2 * (row + 0.5)) / rows - 1;
    count += 1;
  }
  return { ...cells, count };
}

/** The cells that lie farther than that from every pixel with a weight. */
function keptCells(
  weights: Uint16Array,
  width: number,
  size: number,
  columns: number,
  rows: number,
  askedPx: number,
): number[] {
  const changed = new Uint8Array(columns * rows);
  for (let y = 0; y < rows * size; y += 1) {
    const row = Math.floor(y / size) * columns;
    for (let x = 0, i = y * width; x < columns * size; x += 1, i += 1)
      if (weights[i] !== 0) changed[row + Math.floor(x / size)] = 1;
  }
  const away = squaredDistances({ width: columns, height: rows }, (i) => changed[i] === 1);
  const least = (1 + askedPx / size) ** 2; // a cell's middle is up to a cell off its nearest pixel
  const kept: number[] = [];
  for (let i = 0; i < away.length; i += 1) if ((away[i] ?? 0) > least) kept.push(i);
  return kept;
}

interface Pair {
  readonly original: Raster;
  readonly crop: Rect;
  readonly answer: Raster;
  readonly alignment: Alignment;
}

/**
 * Means of a cell, 0…255: the original's channels, then the answer's. False where most of it is clear in either, or the
 * answer ends.
 */
function sumCell(
  { original, crop, answer, alignment: { dx, dy, scale } }: Pair,
  left: number,
  top: number,
  size: number,
  means: Float64Array,
): boolean {
  means.fill(0);
  const step = Math.max(1, Math.floor(size / 12)); // of large cells every so many px are enough
  const full = original.bitDepth === 16 ? 65_535 : 255;
  const fullAnswer = answer.bitDepth === 16 ? 65_535 : 255;
  const [middleX, middleY] = [(answer.width - 1) / 2, (answer.height - 1) / 2];
  let [used, asked] = [0, 0];
  for (let y = top; y < top + size; y += step) {
    const row = Math.round(middleY + scale * (y - middleY) + dy);
    if (row < 0 || row >= answer.height) return false;
    let from = 4 * ((crop.y + y) * original.width + crop.x + left);
    for (let x = left; x < left + size; x += step, from += 4 * step) {
      const column = Math.round(middleX + scale * (x - middleX) + dx);
      if (column < 0 || column >= answer.width) return false;
      const at = 4 * (row * answer.width + column);
      asked += 1;
      // What is more clear than seen has no colour to compare.
      if (2 * (original.data[from + 3] ?? 0) < full || 2 * (answer.data[at + 3] ?? 0) < fullAnswer)
        continue;
      for (let channel = 0; channel < 3; channel += 1) {
        means[channel] = (means[channel] ?? 0) + (original.data[from + channel] ?? 0);
        means[channel + 3] = (means[channel + 3] ?? 0) + (answer.data[at + channel] ?? 0);
      }
      used += 1;
    }
  }
  if (2 * used < asked) return false;
  for (let i = 0; i < 6; i += 1)
    means[i] = ((means[i] ?? 0) * 255) / (i < 3 ? full : fullAnswer) / used;
  return true;
}

/** Offset, slope over the tone, slope across, slope down. */
type Coefficients = readonly [number, number, number, number];

interface Fit {
  /** One for each channel; tones are counted from `tone` in units of `toneSpread`. */
  readonly coefficients: readonly Coefficients[];
  readonly tone: readonly number[];
  /** The tones that the cells that agree have: beyond them the slope is not known. */
  readonly range: readonly (readonly [number, number])[];
  readonly agreeing: number;
}

const toneSpread = 64;
/** How much is asked for before a slope is believed in, as a share of the cells. */
const doubt: Coefficients = [0, 0.02, 0.02, 0.02];

function robustFit(cells: Cells): Fit {
  const shares = new Float64Array(cells.count).fill(1);
  const tone = [0, 1, 2].map((channel) => median(cells.answer[channel]?.subarray(0, cells.count)));
  let coefficients = [0, 1, 2].map(
    (channel): Coefficients => [medianDifference(cells, channel), 0, 0, 0],
  );
  for (let round = 0; round < 12; round += 1) {
    reweigh(cells, coefficients, tone, shares, round);
    coefficients = [0, 1, 2].map((channel) =>
      solveChannel(cells, channel, tone[channel] ?? 0, shares),
    );
  }
  reweigh(cells, coefficients, tone, shares, 12);
  const agreeing = shares.reduce((sum, share) => sum + (share > 0.25 ? 1 : 0), 0);
  const range = [0, 1, 2].map((channel) => rangeOf(cells.answer[channel], shares));
  return { coefficients, tone, range, agreeing };
}

const medianDifference = ({ original, answer, count }: Cells, channel: number): number =>
  median(
    Float64Array.from(
      { length: count },
      (_, i) => (original[channel]?.[i] ?? 0) - (answer[channel]?.[i] ?? 0),
    ),
  );

function median(values: Float64Array = new Float64Array()): number {
  const sorted = values.slice().sort();
  return sorted[sorted.length >> 1] ?? 0;
}

const residual = (cells: Cells, i: number, channel: number, [offset, slope, across, down]: Coefficients, tone: number): number => {
  const value = cells.answer[channel]?.[i] ?? 0;
  const explained = offset + (slope * (value - tone)) / toneSpread + across * (cells.x[i] ?? 0) + down * (cells.y[i] ?? 0);
  return (cells.original[channel]?.[i] ?? 0) - value - explained;
}; // biome-ignore format: one formula

/** A cell is as foreign as its most foreign channel. The scale starts wide, so that a poor start does not lock it. */
function reweigh(
  cells: Cells,
  coefficients: readonly Coefficients[],
  tone: readonly number[],
  shares: Float64Array,
  round: number,
): void {
  const worst = new Float64Array(cells.count);
  coefficients.forEach((channelFit, channel) => {
    const away = Float64Array.from(worst, (_, i) =>
      Math.abs(residual(cells, i, channel, channelFit, tone[channel] ?? 0)),
    );
    const spread =
      Math.max(leastSpread, 1.4826 * median(away)) * 4.685 * (round < 4 ? 2 - round / 4 : 1);
    for (let i = 0; i < worst.length; i += 1)
      worst[i] = Math.max(worst[i] ?? 0, (away[i] ?? 0) / spread);
  });
  for (let i = 0; i < worst.length; i += 1) {
    const far = worst[i] ?? 0;
    shares[i] = far < 1 ? (1 - far * far) ** 2 : 0;
  }
}

/** Weighted least squares for four numbers; slopes are held back where the cells do not speak for them. */
function solveChannel(
  cells: Cells,
  channel: number,
  tone: number,
  shares: Float64Array,
): Coefficients {
  const matrix = Array.from({ length: 4 }, () => [0, 0, 0, 0, 0]);
  for (let i = 0; i < cells.count; i += 1) {
    const share = shares[i] ?? 0;
    if (share === 0) continue;
    const value = cells.answer[channel]?.[i] ?? 0;
    const row = [1, (value - tone) / toneSpread, cells.x[i] ?? 0, cells.y[i] ?? 0];
    const difference = (cells.original[channel]?.[i] ?? 0) - value;
    for (let a = 0; a < 4; a += 1) {
      const line = matrix[a];
      if (!line) continue;
      for (let b = 0; b < 4; b += 1)
        line[b] = (line[b] ?? 0) + share * (row[a] ?? 0) * (row[b] ?? 0);
      line[4] = (line[4] ?? 0) + share * (row[a] ?? 0) * difference;
    }
  }
  doubt.forEach((share, a) => {
    const line = matrix[a];
    if (line) line[a] = (line[a] ?? 0) + share * cells.count + 1e-6;
  });
  return eliminate(matrix);
}

/** Gauss without pivoting: the matrix is symmetric and positive. */
function eliminate(matrix: number[][]): Coefficients {
  for (let a = 0; a < 4; a += 1)
    for (let b = 0; b < 4; b += 1) {
      const [pivot, line] = [matrix[a], matrix[b]];
      if (a === b || !pivot || !line) continue;
      const share = (line[a] ?? 0) / (pivot[a] ?? 1);
      for (let column = a; column < 5; column += 1)
        line[column] = (line[column] ?? 0) - share * (pivot[column] ?? 0);
    }
  const [offset = 0, slope = 0, across = 0, down = 0] = matrix.map(
    (line, a) => (line[4] ?? 0) / (line[a] ?? 1),
  );
  return [offset, slope, across, down];
}

/** The 2nd and 98th percentile of the tones of those that agree. */
function rangeOf(
  values: Float64Array | undefined,
  shares: Float64Array,
): readonly [number, number] {
  const tones = [...shares.keys()]
    .filter((i) => (shares[i] ?? 0) > 0.25)
    .map((i) => values?.[i] ?? 0);
  tones.sort((a, b) => a - b);
  return [tones[Math.floor(0.02 * tones.length)] ?? 0, tones[Math.floor(0.98 * tones.length)] ?? 0];
}

function tintOf(
  { coefficients, tone, range }: Fit,
  { width, height }: Rect,
  agreement: number,
): Tint {
  return {
    agreement,
    correction(channel, value, x, y) {
      const [offset = 0, slope = 0, across = 0, down = 0] = coefficients[channel] ?? [];
      const [low, high] = range[channel] ?? [0, 0];
      const known = Math.max(low, Math.min(high, value));
      const sum =
        offset +
        (slope * (known - (tone[channel] ?? 0))) / toneSpread +
        across * ((2 * x) / width - 1) +
        down * ((2 * y) / height - 1);
      return Math.max(-mostTint, Math.min(mostTint, sum));
    },
  };
}
