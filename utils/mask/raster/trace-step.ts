import { centreLines } from '../centre-line';
import { outlineOf, soundPoints, traceOutline } from '../outline';
import type { BrushStroke, EllipseStep, PolygonStep, RectangleStep } from '../steps';
import type { FlatPath } from './flatten';
import { traceRoundLines } from './round-line';

/** A step that is bounded by lines and curves. */
export type ShapeStep = BrushStroke | PolygonStep | RectangleStep | EllipseStep;

/**
 * The shapes that a step consists of, at most `mostShapes`, each some closed curves. They are wound in different directions, so
 * that the non-zero rule holds for each alone.
 */
export function shapesOf(step: ShapeStep): readonly ((path: FlatPath) => void)[] {
  if (step.kind === 'stroke') return strokeShapes(step);
  if (step.kind === 'polygon') return [(path) => tracePolygon(path, step.points)];
  if (step.kind === 'rectangle') return [(path) => tracePolygon(path, cornersOf(step))];
  return [(path) => traceEllipse(path, step)];
}

const strokeShapes = (stroke: BrushStroke) => [
  (path: FlatPath) => traceOutline(path, outlineOf(stroke)),
  ...(stroke.filled ? [(path: FlatPath) => tracePolygon(path, soundPoints(stroke.points))] : []),
  (path: FlatPath) => traceRoundLines(path, centreLines(stroke)),
];

/** Corners that are no numbers are left out, as canvases do. */
function tracePolygon(path: FlatPath, corners: readonly (readonly number[])[]): void {
  let isOpen = false;
  for (const [x = Number.NaN, y = Number.NaN] of corners) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (isOpen) path.lineTo(x, y);
    else path.moveTo(x, y);
    isOpen = true;
  }
  if (isOpen) path.closePath();
}

const cornersOf = ({ rect: { x, y, width, height } }: RectangleStep) => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

function traceEllipse(path: FlatPath, { rect: { x, y, width, height } }: EllipseStep): void {
  const radii = [width / 2, height / 2] as const;
  const centre = [x + radii[0], y + radii[1]] as const;
  path.moveTo(x + width, centre[1]);
  path.arcTo(centre, radii, 0, 2 * Math.PI);
  path.closePath();
}
