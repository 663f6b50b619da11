import { type CentreLine, centreLines } from './centre-line';
import type { Context2D } from './context-2d';
import { drawRuns } from './draw-runs';
import { drawSoftly } from './draw-softly';
import { outlineOf, outlinePath, soundPoints } from './outline';
import { coreOf, hardnessOf } from './soft-stroke';
import type { BrushStroke, MaskStep } from './steps';

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
export function drawStep(context: Context2D, step: MaskStep): void {
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

/** The steps that still matter: those after the last time the mask was cleared or replaced. */
export function sinceCleared(steps: readonly MaskStep[]): readonly MaskStep[] {
  const last = steps.findLastIndex(
    (step) => step.kind === 'clear' || (step.kind === 'runs' && step.replaces),
  );
  return steps.slice(steps[last]?.kind === 'clear' ? last + 1 : Math.max(0, last));
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
    outlinePath(outlineOf(stroke)),
    ...(stroke.filled ? [linePath({ points: soundPoints(stroke.points) })] : []),
  ],
  lines: centreLines(stroke).map((line) => ({ width: line.width, path: linePath(line) })),
});

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
