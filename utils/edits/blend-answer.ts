import type { Coverage, Raster } from '../image/raster';
import { copyRaster } from '../image/region';
import { compositeInto } from './composite';
import { type ChangedOutside, countChangedOutside } from './count-changed';
import { featherWeights } from './feather';
import { fitAnswer } from './fit-answer';
import type { CropPlan } from './plan-crop';

export interface BlendOptions {
  /** Image px over which the answer fades out outside the strokes. */
  readonly featherPx: number;
  /** Measure and undo a small shift of the answer. */
  readonly register: boolean;
  /** Match the answer's colours to the original's around the mask. */
  readonly matchColour: boolean;
}

/** Where the answer lies: the picture's point p appears at scale * p + (dx, dy), from the centre. */
export interface Registration {
  /** Image px. */
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
  /** 0…1. */
  readonly confidence: number;
}

export interface BlendedAnswer {
  readonly result: Raster;
  readonly registration?: Registration | undefined;
  readonly changedOutside: ChangedOutside;
}

/**
 * The original with the answer's masked part in it; `original` itself stays as it is, since further
 * variants are blended onto it. `result` has its size, bit depth and profile.
 * @param coverageOfCrop as large as the plan's crop
 * @throws AppError answer-misfit, answer-empty
 */
export function blendAnswer(
  original: Raster,
  answer: Raster,
  plan: CropPlan,
  coverageOfCrop: Coverage,
  options: BlendOptions,
): BlendedAnswer {
  const { crop } = plan;
  const fitted = fitAnswer(answer, plan);
  const weights = featherWeights(coverageOfCrop, options.featherPx);
  const result = copyRaster(original);
  compositeInto(result, crop, fitted, weights);
  return { result, changedOutside: countChangedOutside(original, result, weights, crop) };
}
