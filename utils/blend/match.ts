import { grow, intersect, type Rect, rectOf } from '../base/geometry';
import { squaredDistances } from '../pixels/distance';
import { emptyPlane, type Plane } from '../pixels/plane';
import type { Raster } from '../pixels/raster';

/** Px around the changed area whose colours are compared. */
export const RING = 24;
/** Differences are averaged over cells of this many px: the tint counts, not the grain. */
const CELL = 4;
/** The most cells: beyond, cells grow. */
const MOST_CELLS = 250_000;
/** Differences far beyond a tint come from repainted things and count less (8-bit steps). */
const TINT_SPREAD = 24;

/** Px from the kept pixels on within which a seam alone is evened out. */
const SEAM_DEPTH = 32;

/** Which differences to the original are taken away; one of them at least. */
export interface ColourMatch {
  /** The tint of all that has changed. Without `seamless` it is one tint, the mean of the surroundings'. */
  readonly matchColour: boolean;
  /** What differs from place to place along the edge. Without `matchColour` the inside keeps its colours. */
  readonly seamless: boolean;
}

/**
 * Takes the answer's tint away: the difference to the original around the changed area, carried into it
 * by a membrane, is added to the answer there, in place.
 * @param answer as large as `crop`, of the original's bit depth
 * @param weights 0 for the pixels of the crop that are kept
 * @param changed the box of all other pixels, in the crop's px
 */
export function matchColour(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  changed: Rect,
  match: ColourMatch,
): void {
  const area = intersect(grow(changed, RING), rectOf(crop)) ?? changed;
  const cell = Math.max(CELL, Math.ceil(Math.sqrt((area.width * area.height) / MOST_CELLS)));
  const grid: Grid = { area, cell };
  for (let channel = 0; channel < 3; channel += 1) {
    const { values, known } = differences(original, crop, answer, weights, grid, channel);
    if (!known.data.includes(1)) return; // no surrounding to compare with
    if (!match.seamless) fillWithMean(values, known);
    else {
      if (!match.matchColour) holdInside(values, known, SEAM_DEPTH / cell);
      fillMembrane(values, known);
    }
    addDifferences(answer, weights, grid, values, channel);
  }
}

interface Grid {
  /** Px of the crop. */
  readonly area: Rect;
  /** Px for one cell. */
  readonly cell: number;
}

/** Mean of original minus answer over the kept pixels of each cell. */
function differences(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  { area, cell }: Grid,
  channel: number,
): { values: Plane; known: Plane } {
  const values = emptyPlane(Math.ceil(area.width / cell), Math.ceil(area.height / cell));
  const known = emptyPlane(values.width, values.height);
  const spread = TINT_SPREAD * (original.bitDepth === 16 ? 257 : 1);
  const visible = original.bitDepth === 16 ? 32_768 : 128;
  for (let y = 0; y < area.height; y += 1) {
    const row = (area.y + y) * crop.width + area.x;
    const there = 4 * ((crop.y + area.y + y) * original.width + crop.x + area.x);
    const cells = Math.floor(y / cell) * values.width;
    for (let x = 0; x < area.width; x += 1) {
      if (weights[row + x] !== 0) continue;
      const here = 4 * (row + x);
      const at = there + 4 * x;
      if ((original.data[at + 3] ?? 0) < visible || (answer.data[here + 3] ?? 0) < visible)
        continue;
      const difference = (original.data[at + channel] ?? 0) - (answer.data[here + channel] ?? 0);
      const share = 1 / (1 + (difference / spread) ** 2);
      const to = cells + Math.floor(x / cell);
      values.data[to] = (values.data[to] ?? 0) + share * difference;
      known.data[to] = (known.data[to] ?? 0) + share;
    }
  }
  for (let i = 0; i < known.data.length; i += 1) {
    const share = known.data[i] ?? 0;
    if (share === 0) continue;
    values.data[i] = (values.data[i] ?? 0) / share;
    known.data[i] = 1;
  }
  return { values, known };
}

/** One value everywhere. */
function fillWithMean({ data }: Plane, known: Plane): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < data.length; i += 1) {
    if (known.data[i] === 0) continue;
    sum += data[i] ?? 0;
    count += 1;
  }
  data.fill(sum / count);
}

/** No difference in the cells that lie `depth` cells or more off the known ones. */
function holdInside({ width, height, data }: Plane, known: Plane, depth: number): void {
  const squared = squaredDistances({ width, height }, (i) => known.data[i] === 1);
  for (let i = 0; i < data.length; i += 1) {
    if ((squared[i] ?? 0) < depth * depth) continue;
    data[i] = 0;
    known.data[i] = 1;
  }
}

/** Adds the cells' values, bilinear between their middles. */
function addDifferences(
  answer: Raster,
  weights: Uint16Array,
  { area, cell }: Grid,
  values: Plane,
  channel: number,
): void {
  const maximum = answer.bitDepth === 16 ? 65_535 : 255;
  const across = betweenCells(area.width, cell, values.width);
  const down = betweenCells(area.height, cell, values.height);
  const line = new Float32Array(values.width + 1); // its last value is never more than a neighbour
  for (let y = 0; y < area.height; y += 1) {
    interpolateLine(values, down.first[y] ?? 0, down.share[y] ?? 0, line);
    const row = (area.y + y) * answer.width + area.x;
    for (let x = 0; x < area.width; x += 1) {
      if (weights[row + x] === 0) continue;
      const at = 4 * (row + x) + channel;
      const left = across.first[x] ?? 0;
      const here = line[left] ?? 0;
      const difference = here + (across.share[x] ?? 0) * ((line[left + 1] ?? 0) - here);
      answer.data[at] = Math.max(
        0,
        Math.min(maximum, Math.round((answer.data[at] ?? 0) + difference)),
      );
    }
  }
}

/** For each px the cell before it and the share of the next one; the outermost half cells are even. */
function betweenCells(length: number, cell: number, cells: number) {
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
const SWEEPS = 4;

/**
 * Fills the unknown cells of `values` with a membrane: as smooth as can be between the known ones
 * (Laplace's equation, as in P. Pérez et al., "Poisson image editing", 2003). A pyramid of means gives
 * the first guess, sweeps on each level smooth it. In place.
 * @param known 1 for cells that stay, 0 for cells to fill
 */
function fillMembrane(values: Plane, known: Plane): void {
  if (values.width <= 1 && values.height <= 1) return;
  const coarse = coarser(values, known);
  fillMembrane(coarse.values, coarse.known);
  const { width, height, data } = values;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1)
      if (known.data[i] === 0) data[i] = between(coarse.values, (x - 0.5) / 2, (y - 0.5) / 2);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) relax(values, known);
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
