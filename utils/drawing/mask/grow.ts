import {
  areaOf,
  grow,
  intersect,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../../base/geometry';
import { columnDistances } from '../../pixels/distance';
import type { Coverage } from '../../pixels/raster';
import { maskBounds } from '../bounds';
import type { MaskStep, Runs } from '../steps';
import { maskedFrom, renderCoverage } from './render-mask';
import { encodeRuns } from './runs';

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
  const distances = columnDistances(
    coverage,
    (i) => (data[i] ?? 0) >= maskedFrom,
    halfSpans.length,
  );
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

/** Up to this many pixels areas are computed at the image's own resolution; beyond, on fewer. */
const exactPixels = 12_000_000;

/** The size to compute with for `size`: the same, or one of the same shape with few enough pixels. */
export function workingSize(size: Size): Size {
  const scale = Math.min(1, Math.sqrt(exactPixels / areaOf(size)));
  return {
    width: Math.max(1, Math.floor(size.width * scale)),
    height: Math.max(1, Math.floor(size.height * scale)),
  };
}

/**
 * The mask with every edge moved outwards by `by` image px, inwards where that is negative; undefined
 * where nothing is left. The image's own edge is none of the mask's. Soft edges become hard ones.
 */
export function growMask(steps: readonly MaskStep[], image: Size, by: number): Runs | undefined {
  const bounds = maskBounds(steps, image);
  // One pixel of what is not masked around it, for the mask to shrink from.
  const region = bounds && intersect(roundOut(grow(bounds, Math.max(by, 0) + 1)), rectOf(image));
  if (!region) return undefined;
  const size = workingSize(region);
  const coverage = renderCoverage(steps, region, size);
  const scaled = Math.abs(by) * (size.width / region.width);
  const changed =
    by < 0 ? inverted(growCoverage(inverted(coverage), scaled)) : growCoverage(coverage, scaled);
  return runsOfCoverage(changed, region);
}

/** Pixels that are at least half covered. For very large masks counted on fewer pixels. */
export function countMasked(steps: readonly MaskStep[], image: Size): number {
  const bounds = maskBounds(steps, image);
  if (!bounds) return 0;
  const size = workingSize(bounds);
  const { data } = renderCoverage(steps, bounds, size);
  let count = 0;
  for (let i = 0; i < data.length; i++) if ((data[i] ?? 0) >= maskedFrom) count++;
  return Math.round(count * (areaOf(bounds) / areaOf(size)));
}

/** Coverage as runs of what is masked. */
const runsOfCoverage = ({ width, height, data }: Coverage, area: Rect): Runs | undefined =>
  encodeRuns(
    Uint8Array.from(data, (value) => (value >= maskedFrom ? 1 : 0)),
    { width, height },
    area,
  );

const inverted = ({ width, height, data }: Coverage): Coverage => ({
  width,
  height,
  data: data.map((value) => 255 - value),
});
