import type { DrawingStep } from '../drawing/steps';
import { AppError } from '../errors';
import { encodePng } from '../image/encode-png';
import type { Coverage, Raster } from '../image/raster';
import { cropRaster, toRaster8 } from '../image/region';
import { resampleRaster } from '../image/resample';
import { encodeMarkup } from '../markup/markup-png';
import { growCoverage, maskedFrom } from '../mask/grow-mask';
import { encodeMaskPng } from '../mask/mask-png';
import { renderCoverage } from '../mask/render-mask';
import type { EditPlan } from './plan-edit';

/** Request px by which the sent mask is larger than strokes and feather: what fades in is all repainted. */
const maskMarginPx = 4;

/** The files of an edit's request, and what is needed to put the answer back. */
export interface PreparedEdit {
  readonly image: Blob;
  readonly mask?: Blob | undefined;
  /** The drawn marks; never beside a mask. */
  readonly markup?: Blob | undefined;
  /** What may change inside the crop, at the crop's own size. */
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
function coverageOf({ mask, crop }: EditPlan): Coverage {
  const coverage = renderCoverage(mask, crop);
  if (!coverage.data.some((value) => value >= maskedFrom)) throw new AppError('mask-empty');
  return coverage;
}

/** The mask that is sent: as large as the request, and larger than what may change. */
function encodeMask(
  { mask, crop, requestSize, scale }: EditPlan,
  coverage: Coverage,
  featherPx: number,
): Blob {
  const isUnscaled = scale.x === 1 && scale.y === 1;
  const requested = isUnscaled ? coverage : renderCoverage(mask, crop, requestSize);
  const by = featherPx * Math.max(scale.x, scale.y) + maskMarginPx;
  return encodeMaskPng(growCoverage(requested, by));
}

/**
 * Makes the files that are sent. Their sizes are the plan's `requestSize`.
 * @param steps the drawing that was planned for
 * @throws AppError mask-empty
 */
export async function prepareEdit(
  original: Raster,
  steps: readonly DrawingStep[],
  featherPx: number,
  plan: EditPlan,
): Promise<PreparedEdit> {
  const coverage = plan.masked ? coverageOf(plan) : undefined;
  const [image, markup, mask] = await Promise.all([
    encodeCrop(original, plan),
    plan.markup ? encodeMarkup(steps, plan) : undefined,
    coverage && !plan.markup ? encodeMask(plan, coverage, featherPx) : undefined,
  ]);
  return { image, mask, markup, coverage };
}
