import { areaOf, type Rect, roundOut, type Size } from '../geometry';
import { type CropPlan, placeAround, withContext } from './plan-crop';
import { planWish } from './plan-wish';
import type { SizeRules } from './size-rules';

/** Share of a plan's sides that is left for another try. */
const TIGHTER = 0.6;

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
    width: Math.max(mask.width, Math.round(crop.width * TIGHTER)),
    height: Math.max(mask.height, Math.round(crop.height * TIGHTER)),
  };
  const need = placeAround(mask, least, image);
  const tighter = planWish(image, maskBounds, rules, need);
  // The nearest legal shape may need more room than the plan has.
  return areaOf(tighter.crop) < areaOf(crop) ? tighter : plan;
}
