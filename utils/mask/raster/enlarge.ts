import { clamp, type Size } from '../../geometry';
import type { SpanSink } from './row-cells';
import type { Samples } from './soft-tile';

/** Where a tile lies: its first cell, and the target px of a cell's side. */
export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

/**
 * Hands over a tile's coverage for each target px in it, linear between the middles of cells.
 * @param samples the tile's, with one more on each of the four sides
 */
export function enlarge(
  { width, height, data }: Samples,
  { x, y, cell }: TilePlace,
  target: Size,
  sink: SpanSink,
): void {
  const between = new Float32Array(width);
  const bottom = Math.min(target.height, (y + height - 2) * cell);
  for (let row = y * cell; row < bottom; row++) {
    const at = (row + 0.5) / cell - 0.5 - (y - 1);
    const upper = Math.floor(at) * width;
    const share = at - Math.floor(at);
    for (let i = 0; i < width; i++) {
      const above = data[upper + i] ?? 0;
      const below = data[upper + width + i] ?? above;
      between[i] = above + (below - above) * share;
    }
    enlargeRow(between, { x, y: row, cell }, target.width, sink);
  }
}

/** The same for one row of pixels, of samples at its own height. */
function enlargeRow(
  samples: Float32Array,
  { x, y, cell }: TilePlace,
  targetWidth: number,
  sink: SpanSink,
): void {
  const left = x * cell;
  const right = Math.min(targetWidth, (x + samples.length - 2) * cell);
  let start = left;
  let coverage = 0;
  const goOn = (at: number, next: number) => {
    if (next === coverage) return;
    if (coverage > 0 && at > start) sink(y, start, at, coverage);
    start = at;
    coverage = next;
  };
  for (let i = 0; i + 1 < samples.length; i++) {
    const from = samples[i] ?? 0;
    const by = ((samples[i + 1] ?? 0) - from) / cell;
    // Px from the middle of this sample's cell to that of the next one's.
    const middle = (x - 1 + i + 0.5) * cell - 0.5;
    const first = clamp(Math.ceil(middle), left, right);
    const end = clamp(Math.ceil(middle + cell), left, right);
    if (by === 0) {
      if (end > first) goOn(first, Math.round(from));
    } else for (let px = first; px < end; px++) goOn(px, Math.round(from + by * (px - middle)));
  }
  goOn(right, 0);
}
