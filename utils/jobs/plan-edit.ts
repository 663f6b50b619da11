import { type CropPlan, planCrop, planTighter, planWholeImage } from '../edits/plan-crop';
import type { SizeRules } from '../edits/size-rules';
import { AppError } from '../errors';
import type { Size } from '../geometry';
import type { EditJobOptions } from '../library/records';
import { maskBounds } from '../mask/bounds';
import type { MaskStep } from '../mask/steps';

export interface EditPlan extends CropPlan {
  /** False for an instruction over the whole image: the answer is taken as it comes. */
  readonly masked: boolean;
}

/**
 * What will be sent for an edit. The panel shows it before, the job does it.
 * @param tighter for another try: shows the model less around the mask
 * @throws AppError mask-empty where a mask is needed and nothing is painted; crop-too-narrow
 */
export function planEdit(
  image: Size,
  steps: readonly MaskStep[],
  scope: EditJobOptions['scope'],
  rules: SizeRules,
  tighter = false,
): EditPlan {
  const bounds = maskBounds(steps, image);
  if (scope === 'whole-image' && !(tighter && bounds))
    return { ...planWholeImage(image, rules), masked: !!bounds };
  if (!bounds) throw new AppError('mask-empty');
  const plan = planCrop(image, bounds, rules);
  return { ...(tighter ? planTighter(image, bounds, rules, plan) : plan), masked: true };
}
