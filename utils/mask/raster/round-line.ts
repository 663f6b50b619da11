import type { CentreLine } from '../centre-line';
import type { FlatPath } from './flatten';

type Points = CentreLine['points'];

/** A part of a line: its end, its length, and the unit vector along it; image px. */
interface Segment {
  readonly end: readonly [x: number, y: number];
  readonly length: number;
  readonly along: readonly [x: number, y: number];
}

/** Which of a line's ends have caps. */
export interface Caps {
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
