import type { Placement } from '../../base/geometry';
import {
  type CentreLine,
  centreLines,
  outlineOf,
  type PathSink,
  soundPoints,
  traceOutline,
} from '../mask/outline';
import type { BrushStroke, EllipseStep, PolygonStep, RectangleStep } from '../steps';

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

type Points = CentreLine['points'];

/** A part of a line: its end, its length, and the unit vector along it; image px. */
interface Segment {
  readonly end: readonly [x: number, y: number];
  readonly length: number;
  readonly along: readonly [x: number, y: number];
}

/** Which of a line's ends have caps. */
interface Caps {
  readonly start: boolean;
  readonly end: boolean;
}

/**
 * Adds the contours of lines of which each begins where the one before ends. A line covers all places up to
 * half its width away from it: so where two meet, the wider one's cap covers the narrower one's.
 */
export function traceRoundLines(path: FlatPath, lines: readonly CentreLine[]): void {
  for (const [i, line] of lines.entries()) {
    const isNarrower = (other: CentreLine | undefined) => other && line.width < other.width;
    const caps = { start: !isNarrower(lines[i - 1]), end: !isNarrower(lines[i + 1]) };
    traceRoundLine(path, line, caps);
  }
}

/**
 * Adds the contour of a line with round joins: along one side, round the end, and back along the
 * other. It is the sum of the line's pieces (a rectangle a segment, a wedge a bend), all wound the same
 * way, so that the non-zero rule leaves no seam and no hole. Canvases stroke the same shape.
 */
export function traceRoundLine(path: FlatPath, { points, width }: CentreLine, caps: Caps): void {
  const [first, second] = points;
  if (!first || !second) return;
  const { along } = segmentOf(first, second);
  path.moveTo(first[0] + (width / 2) * along[1], first[1] - (width / 2) * along[0]);
  traceSide(path, points, width / 2, caps.end);
  traceSide(path, points.toReversed(), width / 2, caps.start);
  path.closePath();
}

/** One side of the line, that from which y turns to x, and round the end or straight over to the other side. */
function traceSide(path: FlatPath, points: Points, radius: number, hasCap: boolean): void {
  let segment: Segment | undefined;
  for (const [i, point] of points.entries()) {
    const from = points[i - 1];
    if (!from) continue;
    const next = segmentOf(from, point);
    if (segment) traceBend(path, segment, next, radius);
    lineBeside(path, next.end, next, radius);
    segment = next;
  }
  if (segment && hasCap) traceArc(path, segment, radius, Math.PI);
  else if (segment) lineBeside(path, segment.end, segment, -radius);
}

function traceBend(path: FlatPath, segment: Segment, next: Segment, radius: number): void {
  const [x, y] = segment.along;
  const sine = x * next.along[1] - y * next.along[0];
  const cosine = x * next.along[0] + y * next.along[1];
  if (sine > 0 || (sine === 0 && cosine < 0)) {
    traceArc(path, segment, radius, Math.atan2(Math.abs(sine), cosine));
    return;
  }
  // Inside a bend the pieces overlap. What a straight way there cuts off is in both of them, if both are
  // long enough; else the way is through the bend itself.
  const overlap = -sine * radius;
  const isShort = cosine <= 0 || overlap > Math.min(segment.length, next.length);
  if (isShort) path.lineTo(...segment.end);
  lineBeside(path, segment.end, next, radius);
}

const lineBeside = (path: FlatPath, [x, y]: Segment['end'], { along }: Segment, radius: number) =>
  path.lineTo(x + radius * along[1], y - radius * along[0]);

/** Round a segment's end, from beside it on. */
const traceArc = (path: FlatPath, { end, along }: Segment, radius: number, turn: number) =>
  path.arcTo(end, [radius, radius], Math.atan2(-along[0], along[1]), turn);

function segmentOf(from: Points[number], to: Points[number]): Segment {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(x, y);
  return { end: [to[0], to[1]], length, along: [x / length, y / length] };
}

/** Takes closed curves in image px and gives them back as straight lines in target px. */
export interface FlatPath extends PathSink {
  lineTo(x: number, y: number): void;
  /** Adds an arc of the ellipse with those radii: from an angle on, by `turn` (radians, + as x turns to y). */
  arcTo(centre: readonly number[], radii: readonly number[], from: number, turn: number): void;
  /** The lines since the last call, x and y of both ends; valid until the next curve begins. */
  take(): Float64Array;
}

/** How far a line may be from its curve, target px; of a pixel at the edge at most two in 100. */
const flatness = 0.02;
/** Lines that a curve becomes at most, however large it is. */
const mostParts = 1024;
/** Places further out, target px, are moved here, as are those that are no numbers: all can be counted with. */
const farthest = 1e8;
const near = (at: number): number => (at > -farthest ? Math.min(at, farthest) : -farthest);

export function createFlatPath({ scaleX, scaleY, x: offsetX, y: offsetY }: Placement): FlatPath {
  const scale = Math.max(scaleX, scaleY);
  let lines = new Float64Array(1024);
  let length = 0;
  let [startX, startY, atX, atY] = [0, 0, 0, 0];

  function to(x: number, y: number): void {
    if (length + 4 > lines.length) {
      const larger = new Float64Array(2 * lines.length);
      larger.set(lines);
      lines = larger;
    }
    lines[length++] = atX;
    lines[length++] = atY;
    lines[length++] = atX = x;
    lines[length++] = atY = y;
  }
  const placedX = (x: number) => near(x * scaleX + offsetX);
  const placedY = (y: number) => near(y * scaleY + offsetY);

  return {
    moveTo(x, y) {
      startX = atX = placedX(x);
      startY = atY = placedY(y);
    },
    lineTo: (x, y) => to(placedX(x), placedY(y)),
    quadraticCurveTo(controlX, controlY, x, y) {
      const [fromX, fromY] = [atX, atY];
      const [middleX, middleY] = [placedX(controlX), placedY(controlY)];
      const [endX, endY] = [placedX(x), placedY(y)];
      // A chord over a part h of the curve is off by h² / 8 of its second derivative, which is constant.
      const bend = Math.hypot(fromX - 2 * middleX + endX, fromY - 2 * middleY + endY);
      const parts = Math.min(mostParts, Math.ceil(Math.sqrt(bend / (4 * flatness))));
      for (let part = 1; part < parts; part++) {
        const t = part / parts;
        const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
        to(a * fromX + b * middleX + c * endX, a * fromY + b * middleY + c * endY);
      }
      to(endX, endY);
    },
    arcTo([x = 0, y = 0], [radiusX = 0, radiusY = 0], from, turn) {
      const radius = Math.max(radiusX, radiusY) * scale;
      // A chord of a circle is off by r (1 - cos(angle / 2)).
      const widest = 2 * Math.acos(Math.max(0, 1 - flatness / radius));
      const parts = Math.min(mostParts, Math.ceil(Math.abs(turn) / widest));
      for (let part = 1; part <= parts; part++) {
        const angle = from + (turn * part) / parts;
        to(placedX(x + radiusX * Math.cos(angle)), placedY(y + radiusY * Math.sin(angle)));
      }
    },
    closePath: () => to(startX, startY),
    take() {
      const taken = lines.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}
