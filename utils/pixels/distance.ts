import type { Size } from '../base/geometry';

const farAway = 1e9;

/**
 * Squared Euclidean distance, in px, from each pixel's centre to the nearest pixel for which
 * `isInside` holds; at least 1e9 where there is none. Exact, linear in the pixels: P. Felzenszwalb and
 * D. Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8 (2012).
 */
export function squaredDistances(
  { width, height }: Size,
  isInside: (index: number) => boolean,
): Float32Array {
  const columns = columnDistances({ width, height }, isInside, farAway);
  const out = new Float32Array(columns.buffer); // in the same place, number for number
  for (let i = 0; i < out.length; i += 1) out[i] = Math.min(farAway, (columns[i] ?? 0) ** 2);
  const scratch = new Envelope(width);
  for (let y = 0; y < height; y += 1)
    applyToGaps(scratch, out.subarray(y * width, (y + 1) * width));
  return out;
}

/** Only pixels between two that are inside, those included, can be nearest to each other: the inside costs nothing. */
function applyToGaps(scratch: Envelope, row: Float32Array): void {
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] === 0) continue;
    const start = Math.max(0, x - 1);
    while (x < row.length && row[x] !== 0) x += 1;
    scratch.apply(row.subarray(start, x + 1));
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
  for (let i = 0; i < distances.length; i += 1) {
    const above = i < width ? limit : (distances[i - width] ?? limit);
    distances[i] = isInside(i) ? 0 : Math.min(limit, above + 1);
  }
  for (let i = distances.length - width - 1; i >= 0; i -= 1) {
    const below = (distances[i + width] ?? limit) + 1;
    if (below < (distances[i] ?? 0)) distances[i] = below;
  }
  return distances;
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
