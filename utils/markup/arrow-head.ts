import type { Point } from '../geometry';
import type { ArrowMark } from './marks';

/** Length of an arrow's head in thicknesses of its line. */
const headLength = 4;
/** Half the angle between the head's two sides. */
const headAngle = Math.PI / 6;

/** The ends of an arrow's two sides, image px; they begin at `to`. Not longer than the arrow itself. */
export function arrowHead({
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
