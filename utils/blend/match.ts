import { grow, intersect, type Rect, rectOf } from '../base/geometry';
import { squaredDistances } from '../pixels/distance';
import { emptyPlane, type Plane, type Raster } from '../pixels/raster';
import { fullWeight } from './composite';
import { correctionAt, type Tint, undoTint } from './tint';

/** Px around the changed area that are compared along its edge. */
export const ring = 8;
/** Differences along the edge are averaged over cells of this many px: the tone counts, not the grain. */
const leastCell = 8;
/** The most cells: beyond, cells grow. */
const mostCells = 250_000;
/** 8-bit steps: where both sides differ by more once the tint is gone, they show different things. */
const alike = 7;
/** 8-bit steps: a smaller difference of a cell is its grain, and no edge that anyone sees. */
const visible = 1.5;
/** Px from the strokes' edge inwards within which what evens out the edge fades to nothing. */
const seamDepth = 24;

/** Which differences to the original are taken away; one of them at least. */
export interface ColourMatch {
  /** The tint that the model also gave to what it was not asked to change. */
  readonly matchColour: boolean;
  /** What differs from place to place along the edge, where both sides show the same thing. */
  readonly seamless: boolean;
}

/**
 * Takes away from the answer, in place, what is no part of the edit: the tint of all of it, and what is left of a
 * difference along the edge, as far as both sides show the same thing there. New content keeps its own colours: it is
 * no evidence for a tint, and a stretch of the edge that it crosses is not evened out.
 * @param answer as large as `crop`, of the original's bit depth, registered
 * @param weights 0 for the pixels of the crop that are kept
 * @param changed the box of all other pixels, in the crop's px
 * @param tint of `measureTint`
 */
export function matchColour(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  changed: Rect,
  tint: Tint,
  match: ColourMatch,
): void {
  const area = intersect(grow(changed, ring), rectOf(crop)) ?? changed;
  if (match.matchColour) undoTint(answer, area, tint);
  if (!match.seamless) return;
  const left = match.matchColour ? undefined : tint;
  const cell = Math.max(leastCell, Math.ceil(Math.sqrt((area.width * area.height) / mostCells)));
  const grid = edgeDifferences(original, crop, answer, weights, { area, cell }, left);
  holdInside(grid, seamDepth / cell);
  for (const values of grid.values) fillMembrane(values, grid.known);
  addDifferences(answer, weights, { area, cell }, grid.values);
}

interface Grid {
  /** Px of the crop. */
  readonly area: Rect;
  /** Px for one cell. */
  readonly cell: number;
}

/** What is to be added by cell, in the answer's own steps, one plane a channel; `known` is 1 along the edge. */
interface Differences {
  readonly values: readonly Plane[];
  readonly known: Plane;
}

/**
 * Mean of original minus answer by cell along the edge, outside of the strokes, weakened to nothing where the two show
 * different things: unlike a mean of the whole edge, a cell full of new content then says nothing.
 * @param tint what is in the answer and is to stay there: it makes no two things different
 */
function edgeDifferences(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  { area, cell }: Grid,
  tint: Tint | undefined,
): Differences {
  const [columns, rows] = [Math.ceil(area.width / cell), Math.ceil(area.height / cell)];
  const known = emptyPlane(columns, rows);
  const [red, green, blue] = [0, 1, 2].map(() => emptyPlane(columns, rows)) as [
    Plane,
    Plane,
    Plane,
  ];
  const values = [red, green, blue];
  const unit = answer.bitDepth === 16 ? 257 : 1;
  const full = 255 * unit;
  const sums = { red: red.data, green: green.data, blue: blue.data, count: known.data };
  for (let y = 0; y < area.height; y += 1) {
    const row = (area.y + y) * crop.width + area.x;
    const there = 4 * ((crop.y + area.y + y) * original.width + crop.x + area.x);
    const cells = Math.floor(y / cell) * columns;
    // Parts of a line between the strokes' inner pixels: only these are compared, and of most lines they are few.
    for (let x = 0; x < area.width; ) {
      while (x < area.width && weights[row + x] === fullWeight) x += 1;
      const start = x;
      while (x < area.width && weights[row + x] !== fullWeight) x += 1;
      sumLine(original, there, answer, 4 * row, start, x, full, sums, cells, cell);
    }
  }
  for (let i = 0; i < known.data.length; i += 1) {
    const count = known.data[i] ?? 0;
    if (count === 0) continue;
    known.data[i] = 1;
    const [x, y] = [
      area.x + ((i % columns) + 0.5) * cell,
      area.y + (Math.floor(i / columns) + 0.5) * cell,
    ];
    let [seen, unlike] = [0, 0];
    for (const [channel, { data }] of values.entries()) {
      const difference = (data[i] ?? 0) / count;
      data[i] = difference;
      seen = Math.max(seen, Math.abs(difference) / unit);
      const tinted = tint?.channels[channel];
      const explained = tinted ? correctionAt(tinted, 128, x, y) : 0;
      unlike = Math.max(unlike, Math.abs(difference / unit - explained));
    }
    const share = seen ** 2 / (seen ** 2 + visible ** 2) / (1 + (unlike / alike) ** 4);
    for (const { data } of values) data[i] = (data[i] ?? 0) * share;
  }
  return { values, known };
}

interface Sums {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly count: Float32Array;
}

/** Adds the differences of the pixels from `start` to `end` of a line, whose samples begin there and here, to their cells. */
function sumLine(
  original: Raster,
  there: number,
  answer: Raster,
  here: number,
  start: number,
  end: number,
  full: number,
  { red, green, blue, count }: Sums,
  cells: number,
  cell: number,
): void {
  for (let x = start; x < end; x += 1) {
    const from = there + 4 * x;
    const at = here + 4 * x;
    // What is more clear than seen has no colour to compare.
    if (2 * (original.data[from + 3] ?? 0) < full || 2 * (answer.data[at + 3] ?? 0) < full)
      continue;
    const to = cells + Math.floor(x / cell);
    count[to] = (count[to] ?? 0) + 1;
    red[to] = (red[to] ?? 0) + (original.data[from] ?? 0) - (answer.data[at] ?? 0);
    green[to] = (green[to] ?? 0) + (original.data[from + 1] ?? 0) - (answer.data[at + 1] ?? 0);
    blue[to] = (blue[to] ?? 0) + (original.data[from + 2] ?? 0) - (answer.data[at + 2] ?? 0);
  }
}

/** No difference in the cells that lie `depth` cells or more off the known ones. */
function holdInside({ known }: Differences, depth: number): void {
  const squared = squaredDistances(known, (i) => known.data[i] === 1);
  for (let i = 0; i < known.data.length; i += 1)
    if ((squared[i] ?? 0) >= depth * depth) known.data[i] = 1; // where the value is 0
}

/** Adds the cells' values by channel, bilinear between their middles. Most lie deep inside, where there is nothing to add. */
function addDifferences(
  answer: Raster,
  weights: Uint16Array,
  { area, cell }: Grid,
  values: readonly Plane[],
): void {
  const { data } = answer;
  const maximum = answer.bitDepth === 16 ? 65_535 : 255;
  const [{ width: columns, height: rows } = { width: 0, height: 0 }] = values;
  const across = betweenCells(area.width, cell, columns);
  const down = betweenCells(area.height, cell, rows);
  const line = new Float32Array(columns + 1); // its last value is never more than a neighbour
  for (let y = 0; y < area.height; y += 1) {
    const row = (area.y + y) * answer.width + area.x;
    for (const [channel, plane] of values.entries()) {
      interpolateLine(plane, down.first[y] ?? 0, down.share[y] ?? 0, line);
      addLine(data, row, channel, weights, line, across, maximum);
    }
  }
}

/** To one channel of a line of pixels. */
function addLine(
  data: Uint8ClampedArray | Uint16Array,
  row: number,
  channel: number,
  weights: Uint16Array,
  line: Float32Array,
  { first, share }: Between,
  maximum: number,
): void {
  for (let x = 0; x < first.length; x += 1) {
    const left = first[x] ?? 0;
    const here = line[left] ?? 0;
    const next = line[left + 1] ?? 0;
    if (here === 0 && next === 0) continue;
    const difference = here + (share[x] ?? 0) * (next - here);
    if (difference === 0 || weights[row + x] === 0) continue;
    const at = 4 * (row + x) + channel;
    const value = Math.round((data[at] ?? 0) + difference);
    data[at] = value < 0 ? 0 : value > maximum ? maximum : value;
  }
}

/** For each px the cell before it, and the share of the next one. */
interface Between {
  readonly first: Int32Array;
  readonly share: Float32Array;
}

/** For each px the cell before it and the share of the next one; the outermost half cells are even. */
function betweenCells(length: number, cell: number, cells: number): Between {
  const first = new Int32Array(length);
  const share = new Float32Array(length);
  for (let i = 0; i < length; i += 1) {
    const at = Math.max(0, Math.min(cells - 1, (i + 0.5) / cell - 0.5));
    first[i] = Math.floor(at);
    share[i] = at - Math.floor(at);
  }
  return { first, share };
}

/** A line of values between two rows of cells. */
function interpolateLine({ width, data }: Plane, top: number, share: number, line: Float32Array) {
  for (let x = 0, i = top * width; x < width; x += 1, i += 1) {
    const above = data[i] ?? 0;
    line[x] = share === 0 ? above : above + share * ((data[i + width] ?? 0) - above);
  }
}

/** Sweeps over each level after its first guess: PLATFORM's measured trade of time and error. */
const sweeps = 4;

/**
 * Fills the unknown cells of `values` with a membrane: as smooth as can be between the known ones
 * (Laplace's equation, as in P. Pérez et al., "Poisson image editing", 2003). A pyramid of means gives
 * the first guess, sweeps on each level smooth it. In place.
 * @param known 1 for cells that stay, 0 for cells to fill
 */
export function fillMembrane(values: Plane, known: Plane): void {
  if (values.width <= 1 && values.height <= 1) return;
  const coarse = coarser(values, known);
  fillMembrane(coarse.values, coarse.known);
  const { width, height, data } = values;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1)
      if (known.data[i] === 0) data[i] = between(coarse.values, (x - 0.5) / 2, (y - 0.5) / 2);
  for (let sweep = 0; sweep < sweeps; sweep += 1) relax(values, known);
}

/** Half as many cells each way; a coarse cell is known if any of its four is, as their mean. */
function coarser(values: Plane, known: Plane): { values: Plane; known: Plane } {
  const width = (values.width + 1) >> 1;
  const height = (values.height + 1) >> 1;
  const sums = emptyPlane(width, height);
  const counts = emptyPlane(width, height);
  for (let y = 0, i = 0; y < values.height; y += 1) {
    for (let x = 0; x < values.width; x += 1, i += 1) {
      if (known.data[i] === 0) continue;
      const at = (y >> 1) * width + (x >> 1);
      sums.data[at] = (sums.data[at] ?? 0) + (values.data[i] ?? 0);
      counts.data[at] = (counts.data[at] ?? 0) + 1;
    }
  }
  for (let i = 0; i < sums.data.length; i += 1) {
    const count = counts.data[i] ?? 0;
    if (count === 0) continue;
    sums.data[i] = (sums.data[i] ?? 0) / count;
    counts.data[i] = 1;
  }
  return { values: sums, known: counts };
}

/** Bilinear, edges repeated. */
function between({ width, height, data }: Plane, x: number, y: number): number {
  const atX = Math.max(0, Math.min(width - 1, x));
  const atY = Math.max(0, Math.min(height - 1, y));
  const left = Math.floor(atX);
  const top = Math.floor(atY);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1) * width;
  const fx = atX - left;
  const fy = atY - top;
  const upper = (data[top * width + left] ?? 0) * (1 - fx) + (data[top * width + right] ?? 0) * fx;
  const lower = (data[bottom + left] ?? 0) * (1 - fx) + (data[bottom + right] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** One Gauss-Seidel sweep: each unknown cell becomes the mean of its neighbours. */
function relax({ width, height, data }: Plane, known: Plane): void {
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      if (known.data[i] !== 0) continue;
      const left = data[x > 0 ? i - 1 : i] ?? 0;
      const right = data[x < width - 1 ? i + 1 : i] ?? 0;
      const upper = data[y > 0 ? i - width : i] ?? 0;
      const lower = data[y < height - 1 ? i + width : i] ?? 0;
      data[i] = (left + right + upper + lower) / 4;
    }
  }
}
