import type { Coverage } from '../image/raster';

/** From this coverage on (of 255) a pixel counts as masked where there is only yes or no. */
export const maskedFrom = 128;

/**
 * The coverage with every pixel fully masked whose centre lies at most `by` px (Euclidean, any
 * fraction) from that of a pixel with at least half coverage. The rest stays as it is. Exact; the
 * time depends on the number of pixels only: a column's distance to the nearest masked pixel above
 * or below turns into a span of its row, and each row is the union of such spans.
 */
export function growCoverage(coverage: Coverage, by: number): Coverage {
  const { width, height, data } = coverage;
  const grown = new Uint8ClampedArray(data);
  if (!(by > 0)) return { width, height, data: grown };
  const halfSpans = halfSpansOf(by);
  const distances = columnDistances(coverage, halfSpans.length);
  const edges = new Int32Array(width + 1);
  for (let y = 0; y < height; y++) {
    edges.fill(0);
    markSpans(edges, distances.subarray(y * width, (y + 1) * width), halfSpans);
    let open = 0;
    for (let x = 0; x < width; x++) {
      open += edges[x] ?? 0;
      if (open > 0) grown[y * width + x] = 255;
    }
  }
  return { width, height, data: grown };
}

/** For each whole distance in y up to `by`, how far the disc reaches in x. */
const halfSpansOf = (by: number): number[] =>
  Array.from({ length: Math.floor(by) + 1 }, (_, y) => Math.floor(Math.sqrt(by * by - y * y)));

/** px up or down to the nearest masked pixel of the same column, `limit` where none is nearer. */
function columnDistances({ width, height, data }: Coverage, limit: number): Int32Array {
  const distances = new Int32Array(width * height);
  for (let i = 0; i < distances.length; i++) {
    const above = i < width ? limit : (distances[i - width] ?? limit);
    distances[i] = (data[i] ?? 0) >= maskedFrom ? 0 : Math.min(limit, above + 1);
  }
  for (let i = distances.length - width - 1; i >= 0; i--) {
    const below = (distances[i + width] ?? limit) + 1;
    if (below < (distances[i] ?? 0)) distances[i] = below;
  }
  return distances;
}

function markSpans(edges: Int32Array, distances: Int32Array, halfSpans: readonly number[]): void {
  const width = distances.length;
  for (let x = 0; x < width; x++) {
    const half = halfSpans[distances[x] ?? halfSpans.length];
    if (half === undefined) continue;
    const start = Math.max(0, x - half);
    const end = Math.min(width, x + half + 1);
    edges[start] = (edges[start] ?? 0) + 1;
    edges[end] = (edges[end] ?? 0) - 1;
  }
}
