import { AppError } from '../../base/errors';
import {
  boxAround,
  clamp,
  grow,
  intersect,
  type Point,
  type Rect,
  rectOf,
  roundOut,
  type Size,
  union,
} from '../../base/geometry';
import { stepBounds } from '../bounds';
import { type Context2D, paintStep } from '../raster/cover-step';
import {
  type AreaStep,
  type ArrowMark,
  type DrawingStep,
  type EllipseMark,
  erases,
  isMark,
  type Mark,
  type MarkColour,
  markColours,
  type PenMark,
  sinceLastClear,
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

/** Marks never change, so a path is made once however often the view moves. */
const paths = new WeakMap<Mark, Path2D>();

/**
 * Draws one mark under the context's transform (image px -> canvas px): its halo, and its line over
 * that. Nothing where it has no place or no size. Leaves the context as it was.
 */
export function drawMark(context: Context2D, mark: Mark): void {
  const colour = markColours[mark.colour];
  if (!colour || !(mark.size > 0)) return;
  const path = paths.get(mark) ?? markPath(mark);
  paths.set(mark, path);
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.globalCompositeOperation = 'source-over';
  context.strokeStyle = haloColour(mark);
  context.lineWidth = mark.size + 2 * haloWidth(mark);
  context.stroke(path);
  context.strokeStyle = colour;
  context.lineWidth = mark.size;
  context.stroke(path);
  context.restore();
}

/**
 * Draws the marks of a drawing under the context's transform, in order: those since the last time it was
 * cleared, without what was erased of them. Needs a canvas of its own, since the eraser erases whatever
 * is on it; the canvas has to be empty.
 */
export function drawMarks(context: Context2D, steps: readonly DrawingStep[]): void {
  for (const step of sinceLastClear(steps)) {
    if (isMark(step)) drawMark(context, step);
    else if (erases(step)) eraseStep(context, step);
  }
}

/** Takes away what a step covers, under the context's transform. */
export function eraseStep(context: Context2D, step: AreaStep): void {
  context.save();
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = markColours.black; // any opaque colour
  paintStep(context, step);
  context.restore();
}

/** Which part of the image is sent, image px, at which size, and request px for one image px. */
interface Sent {
  readonly crop: Rect;
  readonly requestSize: Size;
  readonly scale: Point;
}

/**
 * The marks on what is sent as the server is to see them: a transparent PNG of the request's size, with
 * nothing but pixels in it. Needs an OffscreenCanvas and no page.
 * @throws AppError out-of-memory
 */
export async function encodeMarkup(
  steps: readonly DrawingStep[],
  { crop, requestSize: { width, height }, scale }: Sent,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new AppError('out-of-memory');
  context.setTransform(scale.x, 0, 0, scale.y, -crop.x * scale.x, -crop.y * scale.y);
  drawMarks(context, steps);
  return canvas.convertToBlob({ type: 'image/png' });
}

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
