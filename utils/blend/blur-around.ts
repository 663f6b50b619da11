import type { Rect } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import { fullWeight } from './composite';

/** Colour (0…the depth's maximum) and alpha at a pixel of the picture, written into `out`. */
export type SampleAt = (x: number, y: number, out: Float64Array) => void;

/** The box's radius as a share of the longer side: a background out of focus, of which shapes are still felt. */
const radiusShare = 1 / 48;

/** Three passes of a box are nearly a Gaussian. */
const passes = 3;

/** How much a partly masked pixel counts: it holds some of the thing, and is of use only where nothing else is near. */
const mixedShare = 1e-6;

/** Sums over cells: three colours weighted by alpha and by how much a pixel counts, both weights, and the latter alone. */
const planeCount = 5;

/**
 * The picture without focus, as if what is masked were not there: only what is not masked counts, so that nothing
 * of it bleeds into what is around (normalised convolution: H. Knutsson and C.-F. Westin, CVPR 1993). Blurred on cells a
 * third of the radius wide, between which is interpolated: a blur has no finer detail, and memory stays small.
 * @param region image px; outside of it nothing is masked
 * @param weights how far each pixel of the region is masked, 0…65,535
 */
export function blurAround(picture: Raster, region: Rect, weights: Uint16Array): SampleAt {
  const radius = Math.max(2, Math.round(Math.max(picture.width, picture.height) * radiusShare));
  const cell = Math.max(1, Math.floor(radius / 3));
  const columns = Math.ceil(picture.width / cell);
  const rows = Math.ceil(picture.height / cell);
  const planes = sumCells(picture, region, weights, cell, columns, rows);
  const steps = Math.max(1, Math.round(radius / cell));
  for (const plane of planes)
    for (let pass = 0; pass < passes; pass += 1) {
      for (let y = 0; y < rows; y += 1) boxLine(plane, y * columns, 1, columns, steps);
      for (let x = 0; x < columns; x += 1) boxLine(plane, x, columns, rows, steps);
    }
  return (x, y, out) => {
    const [u, du] = between((x + 0.5) / cell - 0.5, columns);
    const [v, dv] = between((y + 0.5) / cell - 0.5, rows);
    const at = v * columns + u;
    const right = u + 1 < columns ? 1 : 0;
    const below = v + 1 < rows ? columns : 0;
    const sum = (plane: Float64Array) =>
      ((plane[at] ?? 0) * (1 - du) + (plane[at + right] ?? 0) * du) * (1 - dv) +
      ((plane[at + below] ?? 0) * (1 - du) + (plane[at + below + right] ?? 0) * du) * dv;
    const [red, green, blue, alpha, share] = planes.map(sum);
    const colours = [red, green, blue];
    for (let channel = 0; channel < 3; channel += 1)
      out[channel] = (colours[channel] ?? 0) / (alpha || 1);
    out[3] = (alpha ?? 0) / (share || 1);
  };
}

/** The cell before a place and how far it is on to the next, 0…1. */
function between(place: number, count: number): [number, number] {
  const inside = Math.max(0, Math.min(count - 1, place));
  const before = Math.floor(inside);
  return [before, inside - before];
}

function sumCells(
  { data, width, height }: Raster,
  region: Rect,
  weights: Uint16Array,
  cell: number,
  columns: number,
  rows: number,
): Float64Array[] {
  const planes = Array.from({ length: planeCount }, () => new Float64Array(columns * rows));
  const [red, green, blue, alphas, shares] = planes;
  if (!red || !green || !blue || !alphas || !shares) return planes;
  for (let y = 0; y < height; y += 1) {
    const row = y - region.y;
    const isInRows = row >= 0 && row < region.height;
    for (let x = 0; x < width; x += 1) {
      const column = x - region.x;
      const isInside = isInRows && column >= 0 && column < region.width;
      const weight = isInside ? (weights[row * region.width + column] ?? 0) : 0;
      if (weight === fullWeight) continue;
      const from = 4 * (y * width + x);
      const to = Math.floor(y / cell) * columns + Math.floor(x / cell);
      const share = weight === 0 ? 1 : mixedShare * (1 - weight / fullWeight);
      const alpha = share * (data[from + 3] ?? 0);
      red[to] = (red[to] ?? 0) + alpha * (data[from] ?? 0);
      green[to] = (green[to] ?? 0) + alpha * (data[from + 1] ?? 0);
      blue[to] = (blue[to] ?? 0) + alpha * (data[from + 2] ?? 0);
      alphas[to] = (alphas[to] ?? 0) + alpha;
      shares[to] = (shares[to] ?? 0) + share;
    }
  }
  return planes;
}

/** Puts the sum of up to `radius` cells to both sides in the place of each one of a line; a common factor falls out later. */
function boxLine(plane: Float64Array, start: number, step: number, count: number, radius: number) {
  const line = new Float64Array(count);
  for (let i = 0; i < count; i += 1) line[i] = plane[start + i * step] ?? 0;
  for (let i = 0; i < count; i += 1) {
    let sum = 0;
    const end = Math.min(count - 1, i + radius);
    for (let k = Math.max(0, i - radius); k <= end; k += 1) sum += line[k] ?? 0;
    plane[start + i * step] = sum;
  }
}
