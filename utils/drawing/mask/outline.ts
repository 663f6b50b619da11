import { getStrokeOutlinePoints, getStrokePoints } from 'perfect-freehand';
import { clamp } from '../../base/geometry';
import type { BrushStroke, StrokePoint } from '../steps';

/** A corner of a stroke's outline, image px. */
type OutlinePoint = readonly [x: number, y: number];

/** The part of `CanvasPath` that an outline needs; `Path2D` and both 2D contexts have it. */
export type PathSink = Pick<CanvasPath, 'moveTo' | 'quadraticCurveTo' | 'closePath'>;

/**
 * perfect-freehand has thresholds in absolute units (it drops points near a stroke's end), so every
 * stroke is outlined at this diameter and scaled back: one shape for one gesture at any brush size.
 */
const referenceSize = 64;

/** How much the width follows the pen; 0.5 makes a light touch a third as wide as a firm one. */
const pressureThinning = 0.5;

/** How much a pen's point is drawn to the one before, of perfect-freehand's 0…1: it smooths a shaking hand. */
const penStreamline = 0.3;

const dotCorners = 128;

/** A mouse and a finger paint the circle that is shown, however fast they are. */
const thinningOf = ({ hasPressure }: BrushStroke): number => (hasPressure ? pressureThinning : 0);

/**
 * The closed outline of a pen's stroke, never wider than `stroke.size`; a circle where the pointer did
 * not move. Points that are not finite are left out; a pressure that is no number counts as 0.5.
 * Empty where no point or no width is left, and for a way of one width: that is one of `centreLines`,
 * which is exact, where perfect-freehand's outlines drop points and bridge the insides of bends.
 */
export function outlineOf(stroke: BrushStroke): OutlinePoint[] {
  const points = soundPoints(stroke.points);
  const [first] = points;
  if (!first || !(stroke.size > 0)) return [];
  if (points.length === 1) return circle(first, radiusAt(stroke, first[2]));
  return stroke.hasPressure ? penOutline(stroke, points) : [];
}

function penOutline(stroke: BrushStroke, points: readonly StrokePoint[]): OutlinePoint[] {
  const scale = referenceSize / stroke.size;
  const options = {
    size: outlineSize(stroke) * scale,
    thinning: thinningOf(stroke),
    smoothing: 0.4,
    streamline: penStreamline,
    simulatePressure: false,
    last: true,
  };
  const scaled = points.map(([x, y, pressure]) => [x * scale, y * scale, pressure]);
  // Size 0 here: else the first points, up to a whole diameter of way, are dropped as noise.
  const path = getStrokePoints(scaled, { ...options, size: 0 });
  return getStrokeOutlinePoints(path, options)
    .map(([x, y]): OutlinePoint => [x / scale, y / scale])
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}

/** Adds a closed, smooth curve through the middles of the outline's sides to `path`. */
export function traceOutline(path: PathSink, outline: readonly OutlinePoint[]): void {
  const [first, second] = outline;
  if (!first || !second) return;
  path.moveTo((first[0] + second[0]) / 2, (first[1] + second[1]) / 2);
  for (let i = 1; i <= outline.length; i++) {
    const [x, y] = outline[i % outline.length] ?? first;
    const [nextX, nextY] = outline[(i + 1) % outline.length] ?? first;
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  path.closePath();
}

/** Points with finite coordinates, pressures in 0…1, without repetitions of the same place. */
export function soundPoints(points: readonly StrokePoint[]): StrokePoint[] {
  const sound: StrokePoint[] = [];
  for (const [x, y, pressure] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const last = sound.at(-1);
    if (last && last[0] === x && last[1] === y) continue;
    sound.push([x, y, soundPressure(pressure)]);
  }
  return sound;
}

/** The diameter that perfect-freehand is given, image px; it adds the thinning on top. */
const outlineSize = (stroke: BrushStroke): number => stroke.size / (1 + thinningOf(stroke));

/** Where the line is drawn to when the pointer has come to `to`; a pen's as in perfect-freehand's `getStrokePoints`. */
export function smoothed(
  stroke: BrushStroke,
  from: readonly [number, number],
  to: readonly [number, number],
): readonly [x: number, y: number] {
  if (!stroke.hasPressure) return to;
  const share = 0.15 + 0.85 * (1 - penStreamline);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** Half the width, image px, that a stroke has at least where the pointer presses with `pressure`. */
export function radiusAt(stroke: BrushStroke, pressure: number): number {
  const thinning = thinningOf(stroke);
  const share = (0.5 - thinning * (0.5 - pressure)) / (0.5 + thinning / 2);
  return (reachOf(stroke) / 2) * share;
}

/** What an eraser takes beyond its circle, px of its diameter: a sliver under half a px is a crumb. */
const crumb = 0.5;

/** The diameter, image px, of all that a stroke paints or takes away around a place. */
export const reachOf = ({ mode, hasPressure, size }: BrushStroke): number =>
  mode === 'subtract' && !hasPressure ? size + crumb : size;

/** A pressure as devices should report it: 0…1, and 0.5 for anything that is no number. */
export const soundPressure = (pressure: number | undefined): number =>
  pressure === undefined || !Number.isFinite(pressure) ? 0.5 : clamp(pressure, 0, 1);

function circle([centreX, centreY]: StrokePoint, radius: number): OutlinePoint[] {
  return Array.from({ length: dotCorners }, (_, i): OutlinePoint => {
    const angle = (2 * Math.PI * i) / dotCorners;
    return [centreX + radius * Math.cos(angle), centreY + radius * Math.sin(angle)];
  });
}

/** A round-ended line of one width that lies inside a stroke, image px. */
export interface CentreLine {
  readonly width: number;
  readonly points: readonly StrokePoint[];
}

/** Steps of pressure that get lines of their own. */
const levels = 8;

/**
 * Lines along the pointer's way. Without a pen's pressure that is the stroke: one line as wide as the circle
 * that is shown. For a pen they are stroked beside filling the outline: where a hand scribbles in bends
 * tighter than the brush, an outline folds over itself and leaves holes (measured: up to a third of what
 * the brush went over); these lines cover them.
 */
export function centreLines(stroke: BrushStroke): CentreLine[] {
  const points = soundPoints(stroke.points);
  if (points.length < 2 || !(stroke.size > 0)) return [];
  if (!stroke.hasPressure) return [{ width: reachOf(stroke), points: curveThrough(points) }];
  const lines: { width: number; points: StrokePoint[] }[] = [];
  for (const [i, point] of points.entries()) {
    const previous = points[i - 1];
    if (!previous) continue;
    const width = 2 * innerRadius(stroke, previous[2], point[2]);
    const current = lines.at(-1);
    if (current?.width === width) current.points.push(point);
    else lines.push({ width, points: [previous, point] });
  }
  return lines;
}

/** Half the width, image px, of the line between two points of those pressures. */
export const innerRadius = (stroke: BrushStroke, from: number, to: number): number =>
  radiusAt(stroke, Math.floor(Math.min(from, to) * levels) / levels);

/** The cosine of the sharpest turn (45°) that is still taken for part of a bend; beyond, it is a corner. */
const gentle = Math.SQRT1_2;

/** How far the lines may be from the curve, image px. */
const tolerance = 0.05;

/** Lines that the way between two points becomes at most. */
const mostParts = 16;

type Vector = readonly [x: number, y: number];

/**
 * The way of a pointer that was seen at these places (none twice in a row): a smooth curve through all of
 * them, as lines. A fast hand is seen at few places, and straight lines between them cut its bends short, by
 * the square of their distance; so the same way would not be the same at another speed. Cubic Hermite pieces,
 * with the tangents of the parabolas through each three places. Corners stay corners.
 */
function curveThrough(points: readonly StrokePoint[]): StrokePoint[] {
  const tangents = points.map((point, i) => tangentAt(points[i - 1], point, points[i + 1]));
  const way: StrokePoint[] = points.slice(0, 1);
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (from) addPiece(way, from, to, tangents[i - 1], tangents[i]);
  }
  return way;
}

/** Change of place per px of way; undefined at ends and corners. */
function tangentAt(
  before: StrokePoint | undefined,
  at: StrokePoint,
  after: StrokePoint | undefined,
): Vector | undefined {
  if (!before || !after) return undefined;
  const [inX, inY, inLength] = chord(before, at);
  const [outX, outY, outLength] = chord(at, after);
  if (!(inX * outX + inY * outY >= gentle)) return undefined;
  const share = inLength / (inLength + outLength); // the shorter side knows the direction better
  return [inX + (outX - inX) * share, inY + (outY - inY) * share];
}

/** The unit vector from one place to another, and how far that is (px). */
function chord(from: StrokePoint, to: StrokePoint) {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(x, y);
  return [x / length, y / length, length] as const;
}

/** Adds the way from `from`, which is there already, to `to`. */
function addPiece(
  way: StrokePoint[],
  from: StrokePoint,
  to: StrokePoint,
  fromTangent: Vector | undefined,
  toTangent: Vector | undefined,
): void {
  const [x, y, length] = chord(from, to);
  // At an end or a corner the bend goes on as it does at the other side: a parabola.
  const start = fromTangent ?? mirrored(toTangent, [x, y]);
  const end = toTangent ?? mirrored(fromTangent, [x, y]);
  const deviation = (length * Math.hypot(end[0] - start[0], end[1] - start[1])) / 8;
  const parts = clamp(Math.ceil(Math.sqrt(deviation / tolerance)), 1, mostParts);
  for (let part = 1; part < parts; part++) {
    const t = part / parts;
    const ease = t * t * (3 - 2 * t);
    const leave = t * (1 - t) * (1 - t) * length;
    const arrive = t * t * (t - 1) * length;
    const at = (axis: 0 | 1) =>
      from[axis] + (to[axis] - from[axis]) * ease + start[axis] * leave + end[axis] * arrive;
    way.push([at(0), at(1), from[2] + (to[2] - from[2]) * t]);
  }
  way.push(to);
}

const mirrored = (tangent: Vector | undefined, [x, y]: Vector): Vector =>
  tangent ? [2 * x - tangent[0], 2 * y - tangent[1]] : [x, y];
