import { AppError } from '../base/errors';
import { type Rect, type Size, union } from '../base/geometry';
import { maskBounds } from '../drawing/bounds';
import { areaOfMarks, boxOfMarks, marksIn } from '../drawing/marks/live';
import { type DrawingStep, type MaskStep, maskStepsOf } from '../drawing/steps';
import { type CropPlan, planCrop, planWholeImage } from './crop';
import { planTighter, planWish } from './crop-wish';
import type { EditJobOptions } from './options';
import type { SizeRules } from './size-rules';

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
