import {
  clamp,
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
import type { AreaStep, BrushStroke, Runs, RunsStep } from '../steps';
import { createFiller, createRowCells, edgeFields, type SpanSink } from './fill';
import { createFlatPath, type ShapeStep, shapesOf } from './shapes';

/** A Gaussian's edge falls from 98 % to 2 % over four standard deviations. */
const deviationsOfRim = 4;

/** Standard deviations after which nothing of a Gaussian is left in 8 bits. */
export const gaussianReach = 3;

/** A stroke's hardness, 0…1; 1 where it has none or one that is no number. */
export const hardnessOf = ({ hardness = 1 }: BrushStroke): number =>
  Number.isFinite(hardness) ? clamp(hardness, 0, 1) : 1;

/** A stroke as wide as what at least half coverage of a soft one takes in: what is blurred. */
export const coreOf = (stroke: BrushStroke): BrushStroke => ({
  ...stroke,
  size: (stroke.size * (1 + hardnessOf(stroke))) / 2,
});

/** The standard deviation of the Gaussian that makes a stroke's core the stroke, image px. */
export const deviationOf = (stroke: BrushStroke): number =>
  ((stroke.size / 2) * (1 - hardnessOf(stroke))) / deviationsOfRim;

/** Cells to a standard deviation: between two of them its edge is straight to less than one of 255. */
const cellsOfDeviation = 3;

/** Cells of a side of what is blurred at once; where nothing is near, a tile costs next to nothing. */
const tileSide = 128;

/**
 * Hands over how far a stroke with a soft rim covers a target's pixels: its core, blurred as it is on the
 * screen. A wide blur has no details, so it is made of cells of several pixels and enlarged.
 */
export function coverSoftly(
  stroke: BrushStroke,
  placement: Placement,
  target: Size,
  sink: SpanSink,
): void {
  const core = coreOf(stroke);
  const deviation = deviationOf(stroke) * Math.max(placement.scaleX, placement.scaleY);
  const bounds = stepBounds(core);
  const placed = bounds && grow(mapRect(bounds, placement), gaussianReach * deviation + 1);
  const area = placed && intersect(roundOut(placed), rectOf(target));
  if (!area) return;
  const cell = Math.max(1, Math.floor(deviation / cellsOfDeviation));
  const perPx = { scaleX: 1 / cell, scaleY: 1 / cell, x: 0, y: 0 };
  const cells = roundOut(mapRect(area, perPx));
  const tile = {
    width: Math.min(tileSide, cells.width),
    height: Math.min(tileSide, cells.height),
  };
  const amongCells = {
    scaleX: placement.scaleX / cell,
    scaleY: placement.scaleY / cell,
    x: placement.x / cell,
    y: placement.y / cell,
  };
  const softTile = createSoftTiles(core, amongCells, tile, gaussianWeights(deviation / cell));
  for (const { x, y } of tilesOf(cells, tile)) {
    const samples = softTile(x, y);
    if (samples) enlarge(samples, { x, y, cell }, target, sink);
  }
}

function* tilesOf({ x, y, width, height }: Rect, tile: Size) {
  for (let top = y; top < y + height; top += tile.height)
    for (let left = x; left < x + width; left += tile.width) yield { x: left, y: top };
}

/** Samples 0…255, rows from the top. */
interface Samples extends Size {
  readonly data: Float32Array;
}

/**
 * Blurs a step, tile by tile. The result takes the place of a tile's first cell and gives the tile's
 * samples with one more on each of the four sides; undefined where nothing of the step is near.
 * @param placement where image px land among the cells
 * @param tile cells
 * @param weights of the blur, see `gaussianWeights`
 */
function createSoftTiles(
  step: ShapeStep,
  placement: Placement,
  tile: Size,
  weights: Float64Array,
): (x: number, y: number) => Samples | undefined {
  const margin = weights.length; // what the weights reach, and the one sample more
  const size = { width: tile.width + 2 * margin, height: tile.height + 2 * margin };
  const sharp = new Uint8ClampedArray(size.width * size.height);
  const filler = createFiller(size);
  const path = createFlatPath(placement);
  const shapes = shapesOf(step).map((trace) => {
    trace(path);
    return path.take().slice();
  });
  return (x, y) => {
    for (const [shape, lines] of shapes.entries()) filler.add(shape, lines, x - margin, y - margin);
    let covered = 0;
    sharp.fill(0);
    filler.fill((row, from, to, coverage) => {
      const start = row * size.width;
      sharp.fill(coverage, start + from, start + to);
      covered += (to - from) * coverage;
    });
    if (covered === 0) return undefined;
    const soft = { width: tile.width + 2, height: tile.height + 2 };
    const isFull = covered === 255 * sharp.length;
    const data = isFull
      ? new Float32Array(soft.width * soft.height).fill(255)
      : blur(sharp, size, weights);
    return { ...soft, data };
  };
}

/** Where a tile lies: its first cell, and the target px of a cell's side. */
interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

/**
 * Hands over a tile's coverage for each target px in it, linear between the middles of cells.
 * @param samples the tile's, with one more on each of the four sides
 */
function enlarge(
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

/** The weights of a Gaussian of that deviation (px) at 0, 1, 2 …; with both sides they sum up to 1. */
function gaussianWeights(deviation: number): Float64Array {
  const weights = Float64Array.from(
    { length: Math.ceil(gaussianReach * deviation) + 1 },
    (_, distance) => Math.exp(-0.5 * (distance / deviation) ** 2),
  );
  const sum = 2 * weights.reduce((total, weight) => total + weight, 0) - (weights[0] ?? 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Blurs samples in both directions. What the weights reach from a sample has to be there: the result is
 * smaller than `size` by their reach on each of the four sides.
 */
function blur(
  samples: ArrayLike<number>,
  { width, height }: Size,
  weights: Float64Array,
): Float32Array {
  const reach = weights.length - 1;
  const inner = { width: width - 2 * reach, height: height - 2 * reach };
  const across = weigh(samples, { width: inner.width, height }, width, 1, weights);
  return weigh(across, inner, inner.width, inner.width, weights);
}

/** The weighted sums along one direction; samples are `step` apart in it, and rows `stride`. */
function weigh(
  samples: ArrayLike<number>,
  { width, height }: Size,
  stride: number,
  step: number,
  weights: Float64Array,
): Float32Array {
  const reach = (weights.length - 1) * step;
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const middle = y * stride + x + reach;
      let sum = (weights[0] ?? 0) * (samples[middle] ?? 0);
      for (let i = 1, offset = step; i < weights.length; i++, offset += step) {
        const pair = (samples[middle - offset] ?? 0) + (samples[middle + offset] ?? 0);
        sum += (weights[i] ?? 0) * pair;
      }
      result[y * width + x] = sum;
    }
  }
  return result;
}

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
      // What is not set is 0: both sides are upright, of the first shape.
      edges[0] = edges[edgeFields] = upper;
      edges[1] = edges[edgeFields + 1] = lower;
      forEachSpanOf(row, (from, to, level) => {
        const share = level / 255; // an edge that counts for a part only
        edges[2] = left + from * cellWidth;
        edges[4] = share;
        edges[edgeFields + 2] = left + to * cellWidth;
        edges[edgeFields + 4] = -share;
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
