import { AppError } from '../base/errors';
import {
  areaOf,
  clamp,
  intersect,
  type Point,
  type Rect,
  rectOf,
  roundOut,
  type Size,
  union,
} from '../base/geometry';
import { maskBounds } from '../drawing/bounds';
import { areaOfMarks, boxOfMarks, marksIn } from '../drawing/marks/draw';
import { type DrawingStep, type MaskStep, maskStepsOf } from '../drawing/steps';
import {
  type CropPlan,
  cropOfShape,
  cropPlanOf,
  placeAround,
  planCrop,
  planWholeImage,
  stretchLimit,
  withContext,
} from './crop';
import type { EditJobOptions } from './options';
import { largestRatio, legalSizes, type SizeRules } from './size-rules';

/** How far (natural logarithm) each side may be off the wish to be sent pixel for pixel. */
const nearHills = 0.1;
/** What a unit of scaling (natural logarithm) weighs against one of growing. */
const scalingCost = 0.05;
/** Each per cent of stretch weighs as much as growing by a quarter. */
const stretching = 25;

/** Before everything that would have to grow, so that a legal crop stays as it is. */
const legalAlready = -1;

const middle: Point = { x: 0.5, y: 0.5 };

/** What a crop is fitted to. */
interface Wish {
  readonly image: Size;
  /** Always held. */
  readonly mask: Rect;
  /** The wished box, with the mask. */
  readonly need: Rect;
  readonly anchor: Point;
}

/**
 * The legal crop nearest to a box that the user has drawn: pixel for pixel where a legal size is near,
 * else scaled. It always holds the mask and never leaves the image.
 * @param maskBounds image px
 * @param wish image px
 * @param anchor which spot of the box stays where it is when it takes a legal shape: (0, 0) the top
 *   left corner, (1, 1) the bottom right one
 * @throws AppError as `planCrop`
 */
export function planWish(
  image: Size,
  maskBounds: Rect,
  rules: SizeRules,
  wish: Rect,
  anchor: Point = middle,
): CropPlan {
  const mask = intersect(roundOut(maskBounds), rectOf(image));
  if (!mask) throw new AppError('mask-empty');
  const need = union(intersect(roundOut(wish), rectOf(image)) ?? mask, mask);
  const wished = limited({ image, mask, need, anchor }, largestRatio(rules));
  const sizes = legalSizes(rules);
  const unscaled = planNear(wished, sizes);
  if (unscaled) return unscaled;
  const scaled =
    planLike(wished, sizes, stretchLimit.any) ?? planLike(wished, sizes, stretchLimit[rules.kind]);
  if (!scaled) return planCrop(image, maskBounds, rules);
  return planNear({ ...wished, need: scaled.crop }, sizes) ?? scaled;
}

/** A box no longer than what the image's short side and the largest ratio allow, if the mask is not. */
function limited(wish: Wish, ratio: number): Wish {
  const { image, mask, need } = wish;
  const width = Math.max(mask.width, Math.floor(image.height * ratio));
  const height = Math.max(mask.height, Math.floor(image.width * ratio));
  if (need.width <= width && need.height <= height) return wish;
  const size = { width: Math.min(need.width, width), height: Math.min(need.height, height) };
  return { ...wish, need: placed(wish, size) };
}

/** The nearest legal size that can be cut out as it is. */
function planNear(wish: Wish, sizes: readonly Size[]): CropPlan | undefined {
  const { image, mask, need } = wish;
  let best: Size | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const size of sizes) {
    const { width, height } = size;
    if (width < mask.width || height < mask.height) continue;
    if (width > image.width || height > image.height) continue;
    const off = Math.abs(width - need.width) + Math.abs(height - need.height);
    if (off >= least || !isNear(size, need)) continue;
    best = size;
    least = off;
  }
  return best && cropPlanOf(placed(wish, best), best);
}

const isNear = (a: Size, b: Size): boolean =>
  Math.abs(Math.log(a.width / b.width)) <= nearHills &&
  Math.abs(Math.log(a.height / b.height)) <= nearHills;

/** The crop that holds the wish and grows it least; of alike ones the one that needs least scaling. */
function planLike(wish: Wish, sizes: readonly Size[], maxStretch: number): CropPlan | undefined {
  const { image, need } = wish;
  let best: { crop: Size; size: Size } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const size of sizes) {
    const crop = cropLike(size, need, image);
    const [scaleX, scaleY] = [size.width / crop.width, size.height / crop.height];
    const stretch = Math.max(scaleX / scaleY, scaleY / scaleX);
    if (stretch > maxStretch) continue;
    const growth = crop === need ? legalAlready : Math.log(areaOf(crop) / areaOf(need));
    const scaling = Math.abs(Math.log(scaleX * scaleY)) / 2;
    const cost = growth + stretching * (stretch - 1) + scalingCost * scaling;
    if (cost >= least - 1e-12) continue;
    best = { crop, size };
    least = cost;
  }
  return best && cropPlanOf(placed(wish, best.crop), best.size);
}

/** The crop of that shape that holds the wish; the wish as it is where only rounding parts the two. */
function cropLike(size: Size, need: Rect, image: Size): Size {
  const crop = cropOfShape(size, need, image);
  return crop.width - need.width <= 1 && crop.height - need.height <= 1 ? need : crop;
}

/** A box of that size with the anchored spot where it was, moved to hold the mask inside the image. */
function placed({ image, mask, need, anchor }: Wish, { width, height }: Size): Rect {
  const x = Math.round(need.x + (need.width - width) * anchor.x);
  const y = Math.round(need.y + (need.height - height) * anchor.y);
  return {
    x: clamp(x, Math.max(0, mask.x + mask.width - width), Math.min(mask.x, image.width - width)),
    y: clamp(
      y,
      Math.max(0, mask.y + mask.height - height),
      Math.min(mask.y, image.height - height),
    ),
    ...{ width, height },
  };
}

/** Share of a plan's sides that is left for another try. */
const tighterShare = 0.6;

/**
 * A plan for the same mask that shows the model less around it, enlarged where it must be, or the
 * same plan where there is nothing to leave out. Models reframe a picture the less, the more of it
 * they are to repaint.
 */
export function planTighter(
  image: Size,
  maskBounds: Rect,
  rules: SizeRules,
  plan: CropPlan,
): CropPlan {
  const { crop } = plan;
  const mask = withContext(roundOut(maskBounds), image, 0.1);
  const least = {
    width: Math.max(mask.width, Math.round(crop.width * tighterShare)),
    height: Math.max(mask.height, Math.round(crop.height * tighterShare)),
  };
  const need = placeAround(mask, least, image);
  const tighter = planWish(image, maskBounds, rules, need);
  // The nearest legal shape may need more room than the plan has.
  return areaOf(tighter.crop) < areaOf(crop) ? tighter : plan;
}

export interface EditPlan extends CropPlan, Pick<EditChange, 'mask' | 'markup'> {
  /** False for an instruction over the whole image: the answer is taken as it comes. */
  readonly masked: boolean;
}

type CropOptions = Pick<EditJobOptions, 'tighter' | 'cropWish'>;

/**
 * What will be sent for an edit. The panel shows it before, the job does it.
 * @throws AppError mask-empty where a mask is needed and nothing is painted; marks-not-taken; crop-too-narrow
 */
export function planEdit(
  image: Size,
  steps: readonly DrawingStep[],
  scope: EditJobOptions['scope'],
  rules: SizeRules,
  { takesMarks = false, ...options }: CropOptions & { readonly takesMarks?: boolean } = {},
): EditPlan {
  return planChange(image, changeOf(steps, image, { scope, takesMarks }), scope, rules, options);
}

/** The same where it is known what the drawing asks for. */
export function planChange(
  image: Size,
  { mask, bounds, markup, needsMarks }: EditChange,
  scope: EditJobOptions['scope'],
  rules: SizeRules,
  options: CropOptions = {},
): EditPlan {
  if (needsMarks) throw new AppError('marks-not-taken');
  return { ...planAround(image, bounds, scope, rules, options), masked: !!bounds, mask, markup };
}

function planAround(
  image: Size,
  bounds: Rect | undefined,
  scope: EditJobOptions['scope'],
  rules: SizeRules,
  { tighter, cropWish }: CropOptions,
): CropPlan {
  if (scope === 'whole-image' && !(tighter && bounds)) return planWholeImage(image, rules);
  if (!bounds) throw new AppError('mask-empty');
  const plan = cropWish ? planWish(image, bounds, rules, cropWish) : planCrop(image, bounds, rules);
  return tighter ? planTighter(image, bounds, rules, plan) : plan;
}

/** What a drawing asks for: what may change, and what is shown to the model. */
export interface EditChange {
  /** What may change: the mask, or the place of marks without one; empty where that is all of the picture. */
  readonly mask: readonly MaskStep[];
  /** A box of all that and of the marks that go along, image px; undefined where there is neither. */
  readonly bounds: Rect | undefined;
  /** Whether the marks go along, in the place of a mask. */
  readonly markup: boolean;
  /** Whether there are marks alone and they can't go along. */
  readonly needsMarks: boolean;
}

/** How a drawing is to be read. */
interface ChangeOptions extends Pick<EditJobOptions, 'scope'> {
  /** Of the model and the server (see `takesMarks`); without it marks count for nothing. */
  readonly takesMarks: boolean;
}

/**
 * What may change is always the user's own mask where there is one, also where only marks can be sent. For
 * marks alone it is a box around them, or, where the whole image is asked for, all of it.
 */
export function changeOf(
  steps: readonly DrawingStep[],
  image: Size,
  { scope, takesMarks }: ChangeOptions,
): EditChange {
  const mask = maskStepsOf(steps);
  const masked = maskBounds(mask, image);
  const marks = marksIn(steps);
  const marked = boxOfMarks(marks, image);
  if (!marked || !takesMarks)
    return { mask, bounds: masked, markup: false, needsMarks: !!marked && !masked };
  const sent = { markup: true, needsMarks: false };
  if (masked) return { ...sent, mask, bounds: union(masked, marked) };
  const area = scope === 'whole-image' ? undefined : areaOfMarks(marks, image);
  return { ...sent, mask: area ? [rectangle(area)] : [], bounds: area };
}

const rectangle = (rect: Rect): MaskStep => ({ kind: 'rectangle', mode: 'add', rect });
