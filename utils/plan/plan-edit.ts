import { AppError } from '../base/errors';
import type { Rect, Size } from '../base/geometry';
import type { DrawingStep } from '../drawing/steps';
import { changeOf, type EditChange } from './change';
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
