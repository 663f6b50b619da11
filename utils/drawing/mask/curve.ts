import { clamp } from '../../base/geometry';
import type { StrokePoint } from '../steps';

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
export function curveThrough(points: readonly StrokePoint[]): StrokePoint[] {
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
