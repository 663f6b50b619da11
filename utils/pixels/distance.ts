import type { Size } from '../base/geometry';

const farAway = 1e9;

/**
 * Squared Euclidean distance, in px, from each pixel's centre to the nearest pixel for which
 * `isInside` holds; at least 1e9 where there is none. Exact, linear in the pixels: P. Felzenszwalb and
 * D. Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8 (2012).
 * @param within px from which on it is enough to know that it is so far: that much less is to be done
 */
export function squaredDistances(
  { width, height }: Size,
  isInside: (index: number) => boolean,
  within = farAway,
): Float32Array {
  const reach = Math.max(1, Math.ceil(within)); // what is inside is 0 px away, whatever is asked for
  const columns = columnDistances({ width, height }, isInside, reach);
  const out = new Float32Array(columns.buffer); // in the same place, number for number
  const scratch = new Envelope(width);
  for (let y = 0; y < height; y += 1) {
    const row = out.subarray(y * width, (y + 1) * width);
    square(columns.subarray(y * width, (y + 1) * width), row, reach);
    applyToGaps(scratch, row, reach);
  }
  return out;
}

/*
 * What goes over every pixel of a picture is a function of one line each: it is compiled after a few lines, where a loop
 * of loops in a function that is called once runs half of its first picture before that.
 */

function square(columns: Int32Array, row: Float32Array, reach: number): void {
  for (let x = 0; x < row.length; x += 1) {
    const away = columns[x] ?? 0;
    row[x] = away >= reach ? farAway : away * away;
  }
}

/** Only pixels between two that are inside, those included, can be nearest to each other: the inside costs nothing. */
function applyToGaps(scratch: Envelope, row: Float32Array, reach: number): void {
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] === 0) continue;
    const start = Math.max(0, x - 1);
    while (x < row.length && row[x] !== 0) x += 1;
    applyWithin(scratch, row.subarray(start, x + 1), reach);
  }
}

/** What lies farther than the reach from all that has a height stays far away. */
function applyWithin(scratch: Envelope, row: Float32Array, reach: number): void {
  for (let x = 0; x < row.length; x += 1) {
    if ((row[x] ?? farAway) >= farAway) continue;
    const start = Math.max(0, x - reach);
    let last = x;
    for (x += 1; x < row.length && x - last <= 2 * reach; x += 1)
      if ((row[x] ?? farAway) < farAway) last = x;
    const end = Math.min(row.length, last + reach + 1);
    scratch.apply(row.subarray(start, end));
    x = end - 1;
  }
}

/**
 * Px up or down from each pixel to the nearest one of the same column for which `isInside` holds, `limit` where none
 * is nearer: a scan down, a scan up.
 */
export function columnDistances(
  { width, height }: Size,
  isInside: (index: number) => boolean,
  limit: number,
): Int32Array<ArrayBuffer> {
  const distances = new Int32Array(width * height);
  for (let y = 0; y < height; y += 1) downwards(distances, y * width, width, isInside, limit);
  for (let y = height - 2; y >= 0; y -= 1) upwards(distances, y * width, width);
  return distances;
}

function downwards(
  distances: Int32Array,
  start: number,
  width: number,
  isInside: (index: number) => boolean,
  limit: number,
): void {
  for (let i = start; i < start + width; i += 1) {
    if (isInside(i)) continue; // it is 0
    const next = i < width ? limit : (distances[i - width] ?? limit) + 1;
    distances[i] = next < limit ? next : limit;
  }
}

function upwards(distances: Int32Array, start: number, width: number): void {
  for (let i = start; i < start + width; i += 1) {
    const below = (distances[i + width] ?? 0) + 1;
    if (below < (distances[i] ?? 0)) distances[i] = below;
  }
}

/** The lower envelope of the parabolas (x - p)² + f(p), evaluated at every x of a row. */
class Envelope {
  private readonly peaks: Int32Array;
  private readonly borders: Float64Array;
  private readonly heights: Float64Array;

  constructor(width: number) {
    this.peaks = new Int32Array(width);
    this.borders = new Float64Array(width + 1);
    this.heights = new Float64Array(width);
  }

  apply(row: Float32Array): void {
    const last = this.build(row);
    if (last < 0) return;
    for (let x = 0, k = 0; x < row.length; x += 1) {
      while (k < last && (this.borders[k + 1] ?? 0) < x) k += 1;
      const away = x - (this.peaks[k] ?? 0);
      row[x] = away * away + (this.heights[k] ?? 0);
    }
  }

  private build(row: Float32Array): number {
    let last = -1;
    for (let x = 0; x < row.length; x += 1) {
      const height = row[x] ?? farAway;
      if (height >= farAway) continue;
      let border = Number.NEGATIVE_INFINITY;
      while (last >= 0) {
        border = this.crossing(last, x, height);
        if (border > (this.borders[last] ?? 0)) break;
        last -= 1;
      }
      last += 1;
      this.peaks[last] = x;
      this.heights[last] = height;
      this.borders[last] = last === 0 ? Number.NEGATIVE_INFINITY : border;
    }
    return last;
  }

  /** Where the parabola at `x` becomes lower than the one kept as `k`. */
  private crossing(k: number, x: number, height: number): number {
    const peak = this.peaks[k] ?? 0;
    return (height + x * x - (this.heights[k] ?? 0) - peak * peak) / (2 * (x - peak));
  }
}
