import { AppError } from '../base/errors';
import { clamp, intersect, type Rect, rectOf, roundOut, type Size } from '../base/geometry';
import { isLegalSize, largestRatio, legalSizes, type SizeRules } from './size-rules';

/** Request px by which the sent mask is larger than strokes and feather: what fades in is all repainted. */
export const maskMarginPx = 4;

/** What is cut out of the image and at which size it is sent. */
export interface CropPlan {
  /** Image px, whole numbers, inside the image. */
  readonly crop: Rect;
  /** Px; legal for the model. */
  readonly requestSize: Size;
  /** Request px for one image px; both 1 wherever the limits allow. */
  readonly scale: { readonly x: number; readonly y: number };
}

/** True where the request has fewer pixels than the crop, in either direction: detail is lost. */
export const isSentSmaller = ({ scale }: Pick<CropPlan, 'scale'>): boolean =>
  Math.min(scale.x, scale.y) < 0.98;

/** Context around the mask: this many image px or this share of the mask's side, the larger. */
const contextPx = 128;
const contextShare = 0.4;
/** Parts of that context that are tried where the whole does not fit, down to the bare mask. */
const contextSteps = [1, 0.75, 0.5, 0.25, 0.1, 0] as const;

/** Sizes up to this many times the smallest area that would do are as good as that. */
const alikeArea = 1.05;

/** How far width and height may be scaled apart: 2 % where sizes are free, else what must be. */
export const stretchLimit = { any: 1.02, fixed: 1.35 } as const;

/**
 * The crop for a mask: its bounds and some context, grown to a legal size and shifted inside the
 * image, never padded. Real pixels (1:1) win over a full context; where neither is possible the
 * crop is scaled.
 * @param maskBounds image px
 * @throws AppError mask-empty where the mask lies outside the image; crop-too-narrow (substitution:
 *   the longest mask in image px) where no legal shape holds the mask
 */
export function planCrop(image: Size, maskBounds: Rect, rules: SizeRules): CropPlan {
  const mask = intersect(roundOut(maskBounds), rectOf(image));
  if (!mask) throw new AppError('mask-empty');
  const needs = contextSteps.map((share) => withContext(mask, image, share));
  const sizes = legalSizes(rules);
  for (const need of needs.slice(0, -1)) {
    const plan = planUnscaled(image, need, sizes);
    if (plan) return plan;
  }
  for (const need of needs) {
    const plan = planScaled(image, need, sizes, 1.02);
    if (plan) return plan;
  }
  const last = needs.at(-1) ?? mask;
  return planScaled(image, last, sizes, stretchLimit[rules.kind]) ?? refuse(image, rules);
}

/**
 * The whole image as one request, scaled where its size is not legal as it is.
 * @throws AppError crop-too-narrow (substitution: the longest legal side in image px)
 */
export function planWholeImage(image: Size, rules: SizeRules): CropPlan {
  const whole = rectOf(image);
  if (isLegalSize(image, rules)) return cropPlanOf(whole, { ...image });
  const plan = planScaled(image, whole, legalSizes(rules), stretchLimit[rules.kind]);
  return plan ?? refuse(image, rules);
}

function refuse(image: Size, rules: SizeRules): never {
  const longest = Math.floor(Math.min(image.width, image.height) * largestRatio(rules));
  throw new AppError('crop-too-narrow', { details: { substitutions: [String(longest)] } });
}

export function withContext(mask: Rect, image: Size, share: number): Rect {
  const x = Math.round(share * Math.max(contextPx, contextShare * mask.width));
  const y = Math.round(share * Math.max(contextPx, contextShare * mask.height));
  const wide = {
    ...{ x: mask.x - x, y: mask.y - y },
    ...{ width: mask.width + 2 * x, height: mask.height + 2 * y },
  };
  return intersect(wide, rectOf(image)) ?? mask;
}

/**
 * A small legal size that holds `need` inside the image pixel for pixel: of those that are hardly larger
 * than the smallest, the one of the most alike shape, so that there is context on all sides.
 */
function planUnscaled(image: Size, need: Rect, sizes: readonly Size[]): CropPlan | undefined {
  const shape = Math.log(need.width / need.height);
  let best: Size | undefined;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (const size of sizes) {
    const { width, height } = size;
    if (width * height > most) break;
    if (width < need.width || height < need.height) continue;
    if (width > image.width || height > image.height) continue;
    if (!best) most = alikeArea * width * height;
    const off = Math.abs(Math.log(width / height) - shape);
    if (off >= least) continue;
    best = size;
    least = off;
  }
  return best && cropPlanOf(placeAround(need, best, image), best);
}

/** The legal size whose crop needs least scaling, among those stretched no more than `maxStretch`. */
function planScaled(
  image: Size,
  need: Rect,
  sizes: readonly Size[],
  maxStretch: number,
): CropPlan | undefined {
  let best: { crop: Size; size: Size; cost: number } | undefined;
  for (const size of sizes) {
    const crop = cropOfShape(size, need, image);
    const scaleX = size.width / crop.width;
    const scaleY = size.height / crop.height;
    const stretch = Math.max(scaleX / scaleY, scaleY / scaleX);
    if (stretch > maxStretch) continue;
    // One per cent of stretch weighs as much as a quarter more scaling.
    const cost = Math.abs(Math.log(scaleX * scaleY)) / 2 + 25 * (stretch - 1);
    if (!best || cost < best.cost - 1e-12) best = { crop, size, cost };
  }
  return best && cropPlanOf(placeAround(need, best.crop, image), best.size);
}

/** The smallest crop of the shape of `size` that holds `need`; of another shape where the image ends. */
export function cropOfShape(size: Size, need: Rect, image: Size): Size {
  const ratio = size.width / size.height;
  const width = Math.max(need.width, need.height * ratio);
  const height = Math.max(need.height, need.width / ratio);
  return {
    width: clamp(Math.round(width), need.width, image.width),
    height: clamp(Math.round(height), need.height, image.height),
  };
}

/** A box of that size with `need` in its middle, shifted inside the image. */
export function placeAround(need: Rect, { width, height }: Size, image: Size): Rect {
  const x = Math.floor(need.x + (need.width - width) / 2);
  const y = Math.floor(need.y + (need.height - height) / 2);
  return {
    ...{ x: clamp(x, 0, image.width - width), y: clamp(y, 0, image.height - height) },
    ...{ width, height },
  };
}

export const cropPlanOf = (crop: Rect, requestSize: Size): CropPlan => ({
  ...{ crop, requestSize },
  scale: { x: requestSize.width / crop.width, y: requestSize.height / crop.height },
});
