import { grow, intersect, mapRect, rectOf, roundOut } from '../../utils/base/geometry';
import { stepBounds } from '../../utils/drawing/bounds';
import {
  type CentreLine,
  centreLines,
  outlineOf,
  soundPoints,
  traceOutline,
} from '../../utils/drawing/mask/outline';
import {
  coreOf,
  deviationOf,
  gaussianReach,
  hardnessOf,
} from '../../utils/drawing/raster/cover-step';
import type { BrushStroke, MaskStep, Runs } from '../../utils/drawing/steps';

/*
 * A mask as the browser's own canvas draws it: the truth that the rasteriser is held against, and what its speed is set
 * beside. Nothing of the extension uses it.
 */

/** What a step looks like: areas to fill and lines to stroke. */
interface Shape {
  readonly areas: readonly Path2D[];
  readonly lines: readonly { readonly width: number; readonly path: Path2D }[];
}

/** Steps never change, so a shape is made once however often the view moves. */
const shapes = new WeakMap<MaskStep, Shape>();

/**
 * Draws one step under the context's transform (image px -> canvas px), in its `fillStyle`, which has
 * to be opaque. Invert and clear concern the whole canvas. Leaves `globalCompositeOperation` at
 * 'source-over'.
 */
function drawStep(context: Context2D, step: MaskStep): void {
  if (step.kind === 'clear' || step.kind === 'invert') {
    // With opaque paint, xor makes 1 - alpha of every alpha.
    wholeCanvas(context, step.kind === 'clear' ? 'destination-out' : 'xor');
    return;
  }
  if (step.kind === 'runs' && step.replaces) wholeCanvas(context, 'destination-out');
  context.globalCompositeOperation = step.mode === 'add' ? 'source-over' : 'destination-out';
  if (step.kind === 'runs') drawRuns(context, step);
  else if (step.kind === 'stroke' && hardnessOf(step) < 1) drawSoftly(context, step, drawCore);
  else drawShape(context, shapeOf(step));
  context.globalCompositeOperation = 'source-over';
}

function drawCore(context: Context2D, stroke: BrushStroke): void {
  const shape = shapes.get(stroke) ?? strokeShape(coreOf(stroke));
  shapes.set(stroke, shape);
  drawShape(context, shape);
}

function wholeCanvas(context: Context2D, operation: GlobalCompositeOperation): void {
  context.save();
  context.resetTransform();
  context.globalCompositeOperation = operation;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function drawShape(context: Context2D, { areas, lines }: Shape): void {
  for (const area of areas) context.fill(area);
  context.strokeStyle = context.fillStyle;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { width, path } of lines) {
    context.lineWidth = width;
    context.stroke(path);
  }
}

function shapeOf(step: MaskStep): Shape {
  const known = shapes.get(step);
  if (known) return known;
  const shape = step.kind === 'stroke' ? strokeShape(step) : { areas: [areaOf(step)], lines: [] };
  shapes.set(step, shape);
  return shape;
}

const strokeShape = (stroke: BrushStroke): Shape => ({
  areas: [
    outlinePath(stroke),
    ...(stroke.filled ? [linePath({ points: soundPoints(stroke.points) })] : []),
  ],
  lines: centreLines(stroke).map((line) => ({ width: line.width, path: linePath(line) })),
});

function outlinePath(stroke: BrushStroke): Path2D {
  const path = new Path2D();
  traceOutline(path, outlineOf(stroke));
  return path;
}

function linePath({ points }: Pick<CentreLine, 'points'>): Path2D {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(x, y);
  return path;
}

function areaOf(step: MaskStep): Path2D {
  const path = new Path2D();
  if (step.kind === 'rectangle') {
    const { x, y, width, height } = step.rect;
    path.rect(x, y, width, height);
  }
  if (step.kind === 'ellipse') {
    const { x, y, width, height } = step.rect;
    path.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  }
  if (step.kind === 'polygon') {
    for (const [x, y] of step.points) path.lineTo(x, y);
    path.closePath();
  }
  return path;
}

/**
 * Draws a stroke with a soft rim: its core, blurred. Drawn as a whole on a canvas of its own first, as
 * blurred parts drawn over each other would add up. Keeps the context's composite operation.
 */
function drawSoftly(
  context: Context2D,
  stroke: BrushStroke,
  drawCore: (context: Context2D, stroke: BrushStroke) => void,
): void {
  const { a: scaleX, d: scaleY, e, f } = context.getTransform();
  const deviation = deviationOf(stroke) * Math.max(scaleX, scaleY); // filters count in canvas px
  const margin = Math.ceil(gaussianReach * deviation) + 1;
  const bounds = stepBounds(stroke);
  const box = bounds && mapRect(bounds, { scaleX, scaleY, x: e, y: f });
  const area = box && intersect(roundOut(grow(box, margin)), grow(rectOf(context.canvas), margin));
  const layer = area && new OffscreenCanvas(area.width, area.height).getContext('2d');
  if (!layer) return;
  layer.setTransform(scaleX, 0, 0, scaleY, e - area.x, f - area.y);
  layer.fillStyle = context.fillStyle;
  drawCore(layer, stroke);
  context.save();
  context.resetTransform();
  context.filter = `blur(${deviation}px)`;
  context.drawImage(layer.canvas, area.x, area.y);
  context.restore();
}

/** Draws runs as one path of a box for each run, so that the browser itself works out what partly covered pixels get. */
function drawRuns(context: Context2D, { rect, grid, lengths }: Runs): void {
  const [width, height] = [rect.width / grid.width, rect.height / grid.height];
  const path = new Path2D();
  let cell = 0;
  for (const [i, length] of lengths.entries()) {
    const isCovered = i % 2 === 1;
    for (let left = length; left > 0; ) {
      const column = cell % grid.width;
      const inRow = Math.min(left, grid.width - column);
      const row = Math.floor(cell / grid.width);
      if (isCovered)
        path.rect(rect.x + column * width, rect.y + row * height, inRow * width, height);
      cell += inRow;
      left -= inRow;
    }
  }
  context.fill(path);
}

/** A 2D context of a page or of a worker. */
type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Where image px land on a canvas: `canvas = image × scale + (x, y)`, canvas px. */
interface ToTarget {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Draws the mask that `steps` make, in the context's `fillStyle` (to be opaque), alpha = coverage, on an empty canvas. */
export function drawMaskByCanvas(
  context: Context2D,
  steps: readonly MaskStep[],
  { scale, x, y }: ToTarget,
): void {
  context.save();
  context.setTransform(scale, 0, 0, scale, x, y);
  for (const step of steps) drawStep(context, step);
  context.restore();
}
