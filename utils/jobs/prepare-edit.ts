import { AppError } from '../errors';
import { encodePng } from '../image/encode-png';
import type { Coverage, Raster } from '../image/raster';
import { cropRaster, toRaster8 } from '../image/region';
import { resampleRaster } from '../image/resample';
import { growCoverage, maskedFrom } from '../mask/grow-mask';
import { encodeMaskPng } from '../mask/mask-png';
import { renderCoverage } from '../mask/render-mask';
import type { MaskStep } from '../mask/steps';
import type { EditPlan } from './plan-edit';

/** Request px by which the sent mask is larger than strokes and feather: what fades in is all repainted. */
const maskMarginPx = 4;

/** The files of an edit's request, and what is needed to put the answer back. */
export interface PreparedEdit {
  readonly image: Blob;
  readonly mask?: Blob | undefined;
  /** The strokes inside the crop, at the crop's own size. */
  readonly coverage?: Coverage | undefined;
}

/**
 * The crop as the server is to see it: freshly encoded, so without EXIF, GPS or texts, and without a
 * colour profile, since the answer comes back in the same numbers that were sent.
 */
async function encodeCrop(original: Raster, { crop, requestSize }: EditPlan): Promise<Blob> {
  const part = toRaster8(cropRaster(original, crop));
  return encodePng({
    ...resampleRaster(part, requestSize),
    iccProfile: undefined,
    colourChunks: undefined,
  });
}

/** @throws AppError mask-empty where the eraser has left nothing of the mask */
function renderMask(
  steps: readonly MaskStep[],
  featherPx: number,
  { crop, requestSize, scale }: EditPlan,
) {
  const coverage = renderCoverage(steps, crop);
  if (!coverage.data.some((value) => value >= maskedFrom)) throw new AppError('mask-empty');
  const isUnscaled = scale.x === 1 && scale.y === 1;
  const requested = isUnscaled ? coverage : renderCoverage(steps, crop, requestSize);
  return {
    coverage,
    requested: growCoverage(requested, featherPx * Math.max(scale.x, scale.y) + maskMarginPx),
  };
}

/** Makes the files that are sent. Their sizes are the plan's `requestSize`. */
export async function prepareEdit(
  original: Raster,
  steps: readonly MaskStep[],
  featherPx: number,
  plan: EditPlan,
): Promise<PreparedEdit> {
  if (!plan.masked) return { image: await encodeCrop(original, plan) };
  const { coverage, requested } = renderMask(steps, featherPx, plan);
  const [image, mask] = await Promise.all([encodeCrop(original, plan), encodeMaskPng(requested)]);
  return { image, mask, coverage };
}
