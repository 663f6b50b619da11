import { grow, type Rect, union } from '../geometry';
import { arrowHead } from './arrow-head';
import { haloWidth } from './halo';
import type { Mark } from './marks';

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
    return boxAround(points.map(({ x, y }) => [x, y] as const));
  }
  const { x, y, width, height } = mark.rect;
  return width > 0 && height > 0 && Number.isFinite(x + y + width + height) ? mark.rect : undefined;
}

function boxAround(points: readonly (readonly [x: number, y: number])[]): Rect | undefined {
  const sound = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  if (sound.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of sound) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
