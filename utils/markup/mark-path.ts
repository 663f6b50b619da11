import type { Point } from '../geometry';
import { arrowHead } from './arrow-head';
import type { EllipseMark, Mark, PenMark } from './marks';

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
