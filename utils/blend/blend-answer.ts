import { AppError } from '../base/errors';
import { grow, intersect, rectOf } from '../base/geometry';
import { type Coverage, copyRaster, type Raster, toRaster8, toRaster16 } from '../pixels/raster';
import { type CropPlan, isSentSmaller, maskMarginPx } from '../plan/crop';
import { stillAlignment } from './align';
import { compositeInto, featherOf } from './composite';
import { fitAnswer, undoAlignment } from './fit';
import { matchGrain } from './grain';
import { type ColourMatch, matchColour, ring } from './match';
import { measureRegistration, type Registration } from './register';
import { measureTint } from './tint';

export interface BlendOptions extends ColourMatch {
  /** Image px over which the answer fades out outside the strokes. */
  readonly featherPx: number;
  /** Measure and undo a small shift of the answer. */
  readonly register: boolean;
  /** Bring the surroundings' grain back where the request was smaller than the crop. Absent means no. */
  readonly matchGrain?: boolean;
}

interface BlendedAnswer {
  readonly result: Raster;
  readonly registration?: Registration | undefined;
  /**
   * True where the answer was to be matched and is in its own colours all the same: nothing around the strokes shows
   * the same as the original, so nothing says what the model has done to the colours.
   */
  readonly isUnmatched: boolean;
}

/**
 * The original with the answer's masked part in it; `original` itself stays as it is, since further
 * variants are blended onto it. `result` has its size, bit depth and profile.
 * @param coverageOfCrop as large as the plan's crop
 * @throws AppError answer-misfit (size or shape), answer-empty, answer-reframed (the picture around the
 *   mask is another one, or lies elsewhere)
 */
export function blendAnswer(
  original: Raster,
  answer: Raster,
  plan: CropPlan,
  coverageOfCrop: Coverage,
  options: BlendOptions,
): BlendedAnswer {
  const { crop } = plan;
  const { weights, changed } = featherOf(coverageOfCrop, options.featherPx);
  if (!changed) return { result: copyRaster(original), isUnmatched: false };
  const { scale } = plan;
  const deep = original.bitDepth === 16 ? toRaster16(answer) : toRaster8(answer);
  let fitted = fitAnswer(deep, plan);
  let registration: Registration | undefined;
  if (options.register) {
    registration = measureRegistration(original, crop, fitted, weights, changed);
    if (!registration.fits) throw new AppError('answer-reframed');
  }
  const match = options.matchColour || options.seamless;
  // Two px more: an edge that the model draws there is antialiased.
  const askedPx = maskMarginPx / Math.min(scale.x, scale.y) + 2;
  const kept = { weights, changed, askedPx };
  const tint = match
    ? measureTint(original, crop, fitted, kept, registration ?? stillAlignment)
    : undefined;
  if (registration) {
    const area = intersect(grow(changed, ring), rectOf(crop)) ?? changed;
    fitted = undoAlignment(fitted, registration, area);
  }
  if (tint) {
    // Never the caller's answer: it may be blended again with other options.
    if (fitted === answer) fitted = copyRaster(fitted);
    matchColour(original, crop, fitted, weights, changed, tint, options);
  }
  if (options.matchGrain && isSentSmaller(plan)) {
    if (fitted === answer) fitted = copyRaster(fitted);
    matchGrain(original, crop, fitted, weights, changed, Math.min(plan.scale.x, plan.scale.y));
  }
  const result = copyRaster(original);
  compositeInto(result, crop, fitted, weights, changed);
  return { result, registration, isUnmatched: match && !tint };
}
