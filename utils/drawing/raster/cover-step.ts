import {
  intersect,
  mapRect,
  type Placement,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../../base/geometry';
import { stepBounds } from '../bounds';
import { rowsOf } from '../mask/runs';
import { hardnessOf } from '../mask/softness';
import type { Runs, RunsStep } from '../steps';
import { createRowCells, edgeFields, type SpanSink } from './cells';
import { createFiller } from './fill';
import { createFlatPath, type ShapeStep, shapesOf } from './shapes';
import { coverSoftly } from './soft';

/** Makes a function that hands over how far a step covers a target's pixels, none of them twice. */
export function createStepCover(
  placement: Placement,
  target: Size,
): (step: ShapeStep | RunsStep, sink: SpanSink) => void {
  const filler = createFiller(target);
  const path = createFlatPath(placement);
  return (step, sink) => {
    if (step.kind === 'stroke' && hardnessOf(step) < 1) {
      coverSoftly(step, placement, target, sink);
      return;
    }
    const bounds = stepBounds(step);
    if (!bounds || !intersect(mapRect(bounds, placement), rectOf(target))) return;
    if (step.kind === 'runs') {
      coverRuns(step, placement, target, sink);
      return;
    }
    for (const [shape, trace] of shapesOf(step).entries()) {
      trace(path);
      filler.add(shape, path.take(), 0, 0);
    }
    filler.fill(sink);
  };
}

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
