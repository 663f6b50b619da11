import {
  grow,
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
import type { AreaStep, Runs, RunsStep } from '../steps';
import { createRowCells, edgeFields, type SpanSink } from './cells';
import { createFiller } from './fill';
import { createFlatPath, type ShapeStep, shapesOf } from './shapes';
import { coverSoftly, deviationOf, gaussianReach, hardnessOf } from './soft';

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

/** A 2D context of a page or of a worker. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Draws what a step covers onto a canvas, under the context's transform (image px -> canvas px, without rotation), in its
 * `fillStyle` with coverage as alpha, by its composite operation and within its clip.
 * @throws Error where the browser gives no 2D canvas
 */
export function paintStep(context: Context2D, step: AreaStep): void {
  const { a: scaleX, d: scaleY, e: x, f: y } = context.getTransform();
  const bounds = stepBounds(step);
  const rim =
    step.kind === 'stroke' ? gaussianReach * deviationOf(step) * Math.max(scaleX, scaleY) : 0;
  const placed = bounds && grow(mapRect(bounds, { scaleX, scaleY, x, y }), rim + 1);
  const box = placed && intersect(roundOut(placed), rectOf(context.canvas));
  if (!box) return;
  const layer = new OffscreenCanvas(box.width, box.height).getContext('2d');
  if (!layer) throw new Error('This browser has no 2D canvas to draw on');
  const pixels = new ImageData(box.width, box.height);
  const cover = createStepCover({ scaleX, scaleY, x: x - box.x, y: y - box.y }, box);
  cover(step, (row, from, to, coverage) => {
    const start = row * box.width;
    for (let i = start + from; i < start + to; i++) pixels.data[4 * i + 3] = coverage;
  });
  layer.putImageData(pixels, 0, 0);
  layer.globalCompositeOperation = 'source-in';
  layer.fillStyle = context.fillStyle;
  layer.fillRect(0, 0, box.width, box.height);
  context.save();
  context.resetTransform();
  context.drawImage(layer.canvas, box.x, box.y);
  context.restore();
}
