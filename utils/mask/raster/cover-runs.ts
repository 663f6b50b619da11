import {
  intersect,
  mapRect,
  type Placement,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../../geometry';
import { rowsOf } from '../runs';
import type { Runs } from '../steps';
import { createRowCells, edgeFields, type SpanSink } from './row-cells';

/** The box of target pixels that runs touch; undefined where that is none. */
export const boxOfRuns = ({ rect }: Runs, to: Placement, target: Size): Rect | undefined =>
  intersect(roundOut(mapRect(rect, to)), rectOf(target));

/**
 * Hands over the share of each target pixel that runs cover, exact at any scale. The time is that of the
 * spans in each of the target's rows.
 */
export function coverRuns(runs: Runs, to: Placement, target: Size, sink: SpanSink): void {
  const box = boxOfRuns(runs, to, target);
  if (!box) return;
  const { grid } = runs;
  const { x: left, y: top, width, height } = mapRect(runs.rect, to);
  const cellWidth = width / grid.width;
  const cellHeight = height / grid.height;
  const cells = createRowCells(target.width);
  const edges = new Float64Array(2 * edgeFields); // a span's two sides
  const forEachSpanOf = rowsOf(runs);
  for (let y = box.y; y < box.y + box.height; y++) {
    const first = Math.max(0, Math.floor((y - top) / cellHeight));
    const end = Math.min(grid.height, Math.ceil((y + 1 - top) / cellHeight));
    for (let row = first; row < end; row++) {
      const upper = Math.max(y, top + row * cellHeight);
      const lower = Math.min(y + 1, top + (row + 1) * cellHeight);
      if (lower <= upper) continue;
      forEachSpanOf(row, (from, to) => {
        edges.set([upper, lower, left + from * cellWidth, 0, 1, 0]);
        edges.set([upper, lower, left + to * cellWidth, 0, -1, 0], edgeFields);
        cells.cross(edges, 0, y);
        cells.cross(edges, edgeFields, y);
      });
    }
    cells.sweep(y, sink);
  }
}
