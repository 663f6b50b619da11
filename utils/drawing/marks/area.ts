import {
  clamp,
  grow,
  intersect,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../../base/geometry';
import type { Mark } from '../steps';
import { boundsOfMarks } from './shape';

/** What a mark points at reaches beyond it, by this share of the marks' longer side. */
const marginShare = 0.5;

/** That is at least so many px, and this share of the image's short side: a dot says nothing of a size. */
const leastMarginPx = 64;
const leastMarginShare = 1 / 12;

/** At most this share of the image's short side: what a long arrow moves is not as long as the arrow. */
const mostMarginShare = 1 / 4;

/** The box of marks inside an image, whole px; undefined where none lies on it. */
export function boxOfMarks(marks: readonly Mark[], image: Size): Rect | undefined {
  const box = boundsOfMarks(marks);
  return box && intersect(roundOut(box), rectOf(image));
}

/**
 * Where a picture may change for marks without a mask, whole image px: their box and a margin, inside
 * the image. Undefined where no mark lies on it.
 */
export function areaOfMarks(marks: readonly Mark[], image: Size): Rect | undefined {
  const box = boxOfMarks(marks, image);
  if (!box) return undefined;
  const short = Math.min(image.width, image.height);
  const least = Math.max(leastMarginPx, leastMarginShare * short);
  const wished = marginShare * Math.max(box.width, box.height);
  const margin = clamp(wished, least, Math.max(least, mostMarginShare * short));
  return intersect(roundOut(grow(box, margin)), rectOf(image));
}
