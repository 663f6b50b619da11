import {
  clamp,
  grow,
  intersect,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../../base/geometry';
import { stepBounds } from '../bounds';
import {
  type AreaStep,
  type DrawingStep,
  erases,
  isMark,
  type Mark,
  sinceLastClear,
} from '../steps';
import { drawMark, eraseStep } from './draw';
import { boundsOfMarks, markBounds } from './shape';

/** A drawing never changes. */
const known = new WeakMap<readonly DrawingStep[], readonly Mark[]>();

/**
 * The marks that still count, in order: those since the last time the drawing was cleared of which something
 * is left. The same list for the same drawing. Needs an OffscreenCanvas where one is erased in part.
 */
export function marksIn(steps: readonly DrawingStep[]): readonly Mark[] {
  const before = known.get(steps);
  if (before) return before;
  const marks: Mark[] = [];
  const erasers: AreaStep[] = [];
  // From the end, so that each mark meets what came after it.
  for (const step of sinceLastClear(steps).toReversed()) {
    if (!isMark(step)) {
      if (erases(step)) erasers.unshift(step);
    } else if (!isErased(step, [...erasers])) marks.unshift(step);
  }
  known.set(steps, marks);
  return marks;
}

export const hasMarks = (steps: readonly DrawingStep[]): boolean => marksIn(steps).length > 0;

/** Longer side of the picture that is looked at, px. */
const lookSide = 256;

/** Less than this share of a mark is as good as nothing: smoothed edges leave a trace. */
const traceShare = 0.02;

/** What was found, by mark, for the erasers that it was found with. */
const found = new WeakMap<Mark, { readonly erasers: readonly AreaStep[]; readonly is: boolean }>();

/**
 * Whether steps after a mark have left nothing of it to be seen.
 * @param erasers all that take away, in order
 */
function isErased(mark: Mark, erasers: readonly AreaStep[]): boolean {
  const box = markBounds(mark);
  if (!box) return true;
  const near = erasers.filter((step) => isNear(step, box));
  if (near.length === 0) return false;
  if (near.some((step) => step.kind === 'rectangle' && holds(step.rect, box))) return true;
  const known = found.get(mark);
  if (known && isSame(known.erasers, near)) return known.is;
  const is = amountOf(mark, box, near) < traceShare * amountOf(mark, box, []);
  found.set(mark, { erasers: near, is });
  return is;
}

const isNear = (step: AreaStep, box: Rect): boolean => {
  const bounds = stepBounds(step);
  return bounds !== undefined && intersect(bounds, box) !== undefined;
};

const isSame = (a: readonly AreaStep[], b: readonly AreaStep[]): boolean =>
  a.length === b.length && a.every((step, i) => step === b[i]);

const holds = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Sum of a mark's coverage after the erasers, in a small picture of it. */
function amountOf(mark: Mark, box: Rect, erasers: readonly AreaStep[]): number {
  const scale = Math.min(1, lookSide / Math.max(box.width, box.height));
  const width = Math.max(1, Math.ceil(box.width * scale));
  const height = Math.max(1, Math.ceil(box.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) return 1; // without a look it counts
  context.setTransform(scale, 0, 0, scale, -box.x * scale, -box.y * scale);
  drawMark(context, mark);
  for (const step of erasers) eraseStep(context, step);
  const { data } = context.getImageData(0, 0, width, height);
  let sum = 0;
  for (let i = 3; i < data.length; i += 4) sum += data[i] ?? 0;
  return sum;
}

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
