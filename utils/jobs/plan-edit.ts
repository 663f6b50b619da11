import { type CropPlan, planCrop, planWholeImage } from '../edits/plan-crop';
import { planTighter } from '../edits/plan-tighter';
import { planWish } from '../edits/plan-wish';
import type { SizeRules } from '../edits/size-rules';
import { AppError } from '../errors';
import type { Rect, Size } from '../geometry';
import type { EditJobOptions } from '../library/records';
import { maskBounds } from '../mask/bounds';
import type { MaskStep } from '../mask/steps';

export interface EditPlan extends CropPlan {
  /** False for an instruction over the whole image: the answer is taken as it comes. */
  readonly masked: boolean;
}

type CropOptions = Pick<EditJobOptions, 'tighter' | 'cropWish'>;

/**
 * What will be sent for an edit. The panel shows it before, the job does it.
 * @throws AppError mask-empty where a mask is needed and nothing is painted; crop-too-narrow
 */
export function planEdit(
  image: Size,
  steps: readonly MaskStep[],
  scope: EditJobOptions['scope'],
  rules: SizeRules,
  options?: CropOptions,
): EditPlan {
  return planAround(image, maskBounds(steps, image), scope, rules, options);
}

/** The same where the mask's box (image px) is known. */
export function planAround(
  image: Size,
  bounds: Rect | undefined,
  scope: EditJobOptions['scope'],
  rules: SizeRules,
  { tighter, cropWish }: CropOptions = {},
): EditPlan {
  if (scope === 'whole-image' && !(tighter && bounds))
    return { ...planWholeImage(image, rules), masked: !!bounds };
  if (!bounds) throw new AppError('mask-empty');
  const plan = cropWish ? planWish(image, bounds, rules, cropWish) : planCrop(image, bounds, rules);
  return { ...(tighter ? planTighter(image, bounds, rules, plan) : plan), masked: true };
}
