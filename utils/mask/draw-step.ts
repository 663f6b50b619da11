import { type CentreLine, centreLines } from './centre-line';
import { outlineOf, outlinePath } from './outline';
import type { BrushStroke, MaskStep } from './steps';

/** A 2D context of a page or of a worker. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What a step looks like: an area to fill and lines to stroke. */
interface Shape {
  readonly area: Path2D;
  readonly lines: readonly { readonly width: number; readonly path: Path2D }[];
}

/** Steps never change, so a shape is made once however often the view moves. */
const shapes = new WeakMap<MaskStep, Shape>();

/**
 * Draws one step under the context's transform (image px -> canvas px), in its `fillStyle`, which has
 * to be opaque. Invert and clear concern the whole canvas. Leaves `globalCompositeOperation` at
 * 'source-over'.
 */
export function drawStep(context: Context2D, step: MaskStep): void {
  if (step.kind === 'clear' || step.kind === 'invert') {
    // With opaque paint, xor makes 1 - alpha of every alpha.
    wholeCanvas(context, step.kind === 'clear' ? 'destination-out' : 'xor');
    return;
  }
  context.globalCompositeOperation = step.mode === 'add' ? 'source-over' : 'destination-out';
  drawShape(context, shapeOf(step));
  context.globalCompositeOperation = 'source-over';
}

/** Draws a part of a stroke that is still growing, in whatever way the context composites. */
export const drawStrokePart = (context: Context2D, stroke: BrushStroke): void =>
  drawShape(context, strokeShape(stroke));

/** The steps that still matter: those after the last time the mask was cleared. */
export const sinceCleared = (steps: readonly MaskStep[]): readonly MaskStep[] =>
  steps.slice(steps.findLastIndex(({ kind }) => kind === 'clear') + 1);

function wholeCanvas(context: Context2D, operation: GlobalCompositeOperation): void {
  context.save();
  context.resetTransform();
  context.globalCompositeOperation = operation;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function drawShape(context: Context2D, { area, lines }: Shape): void {
  context.fill(area);
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
  const shape = step.kind === 'stroke' ? strokeShape(step) : { area: areaOf(step), lines: [] };
  shapes.set(step, shape);
  return shape;
}

const strokeShape = (stroke: BrushStroke): Shape => ({
  area: outlinePath(outlineOf(stroke)),
  lines: centreLines(stroke).map((line) => ({ width: line.width, path: linePath(line) })),
});

function linePath({ points }: CentreLine): Path2D {
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
  if (step.kind === 'polygon') {
    for (const [x, y] of step.points) path.lineTo(x, y);
    path.closePath();
  }
  return path;
}
