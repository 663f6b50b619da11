import { boxAround, grow, type Point, type Rect, union } from '../../base/geometry';
import {
  type ArrowMark,
  type EllipseMark,
  type Mark,
  type MarkColour,
  markColours,
  type PenMark,
} from '../steps';

/** Length of the line that stands for a dot, in thicknesses: canvases draw nothing for one of none. */
const dotLength = 0.0001;

/** The line of a mark, image px, to be stroked with round ends at the mark's size. Empty where it has no place. */
export function markPath(mark: Mark): Path2D {
  const path = new Path2D();
  if (mark.kind === 'pen-mark') tracePen(path, mark);
  else if (mark.kind === 'ellipse-mark') traceEllipse(path, mark);
  else if (isSound(mark.from) && isSound(mark.to)) {
    const [side, otherSide] = arrowHead(mark);
    traceLine(path, [mark.from, mark.to], mark.size);
    traceLine(path, [side, mark.to, otherSide], mark.size);
  }
  return path;
}

/** A smooth line through the middles between the points, as hands do not draw corners that small. */
function tracePen(path: Path2D, { points, size }: PenMark): void {
  const sound = points.map(([x, y]) => ({ x, y })).filter(isSound);
  traceLine(path, sound.slice(0, 1), size);
  for (const [i, { x, y }] of sound.entries()) {
    const next = sound[i + 1];
    if (i === 0) continue;
    if (next) path.quadraticCurveTo(x, y, (x + next.x) / 2, (y + next.y) / 2);
    else path.lineTo(x, y);
  }
}

/** With a dot at its start, which is all there is of a line of one point. */
function traceLine(path: Path2D, points: readonly Point[], size: number): void {
  const [first] = points;
  if (!first) return;
  path.moveTo(first.x, first.y);
  path.lineTo(first.x + dotLength * size, first.y);
  for (const { x, y } of points.slice(1)) path.lineTo(x, y);
}

function traceEllipse(path: Path2D, { rect: { x, y, width, height } }: EllipseMark): void {
  if (!(width > 0 && height > 0 && Number.isFinite(x + y + width + height))) return;
  path.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
}

const isSound = ({ x, y }: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** The box of what a mark covers, its halo too, image px, not clipped; undefined where it covers nothing. */
export function markBounds(mark: Mark): Rect | undefined {
  const box = lineBounds(mark);
  return box && mark.size > 0 ? grow(box, mark.size / 2 + haloWidth(mark)) : undefined;
}

/** A box around several; undefined where they cover nothing. */
export const boundsOfMarks = (marks: readonly Mark[]): Rect | undefined =>
  marks.reduce<Rect | undefined>((all, mark) => {
    const box = markBounds(mark);
    return all && box ? union(all, box) : (box ?? all);
  }, undefined);

function lineBounds(mark: Mark): Rect | undefined {
  if (mark.kind === 'pen-mark') return boxAround(mark.points);
  if (mark.kind === 'arrow-mark') {
    const { from, to } = mark;
    const points = [from, to, ...arrowHead(mark)];
    return boxAround(points.map(({ x, y }) => [x, y]));
  }
  const { x, y, width, height } = mark.rect;
  return width > 0 && height > 0 && Number.isFinite(x + y + width + height) ? mark.rect : undefined;
}

/** Length of an arrow's head in thicknesses of its line. */
const headLength = 4;
/** Half the angle between the head's two sides. */
const headAngle = Math.PI / 6;

/** The ends of an arrow's two sides, image px; they begin at `to`. Not longer than the arrow itself. */
function arrowHead({
  from,
  to,
  size,
}: Pick<ArrowMark, 'from' | 'to' | 'size'>): readonly [Point, Point] {
  const direction = Math.atan2(to.y - from.y, to.x - from.x);
  const length = Math.min(headLength * size, Math.hypot(to.x - from.x, to.y - from.y));
  const side = (angle: number): Point => ({
    x: to.x - length * Math.cos(direction + angle),
    y: to.y - length * Math.sin(direction + angle),
  });
  return [side(headAngle), side(-headAngle)];
}

/** Width of a mark's halo on each side, in thicknesses of its line. */
const haloShare = 0.2;

/** Colours that a dark halo parts from a picture better than a light one. */
const lightColours: readonly MarkColour[] = ['white', 'yellow'];

/** How far the halo goes beyond the mark's line on each side, image px. */
export const haloWidth = ({ size }: Mark): number => haloShare * size;

/** The colour of the thin line around a mark, so that red is seen on red, by the model too. */
export const haloColour = ({ colour }: Mark): string =>
  lightColours.includes(colour) ? markColours.black : markColours.white;
