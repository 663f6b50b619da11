import { AppError } from '../base/errors';
import { grow, intersect, type Rect, rectOf, roundOut, type Size } from '../base/geometry';
import { featherWeights } from '../blend/composite';
import { maskBounds } from '../drawing/bounds';
import { growCoverage } from '../drawing/mask/grow';
import { renderCoverage, wholeMask } from '../drawing/mask/render-mask';
import type { MaskStep } from '../drawing/steps';
import { type PartPlan, planParts } from '../fill/part';
import type { Coverage } from '../pixels/raster';

/** What of an image is to be filled, and how it is put in. */
export interface RemovalPlan {
  /** Where anything may change, image px. */
  readonly region: Rect;
  /** Of the strokes; as large as the region, like all that follows. */
  readonly coverage: Coverage;
  /** How much comes from the filling, 0…65,535. */
  readonly weights: Uint16Array<ArrayBuffer>;
  /** 1 for each pixel with any weight: a filling reaches as far as anything of it is seen. */
  readonly hole: Uint8Array<ArrayBuffer>;
  readonly parts: readonly PartPlan[];
}

/** px that are filled wholly around the strokes: a thing has a soft edge and is seldom brushed over to its last px. */
const aroundPx = 4;

/**
 * All inside the strokes and some px around them is the filling's alone; from there its weight falls to exactly 0 at `featherPx`
 * image px from the strokes, as in every edit.
 * @throws AppError mask-empty
 */
export function planRemoval(
  steps: readonly MaskStep[],
  image: Size,
  featherPx: number,
): RemovalPlan {
  const bounds = maskBounds(steps, image);
  const region = bounds && intersect(roundOut(grow(bounds, featherPx + 1)), rectOf(image));
  const coverage = region && wholeMask(renderCoverage(steps, region));
  if (!region || !coverage) throw new AppError('mask-empty');
  const around = Math.min(aroundPx, featherPx / 2);
  const weights = featherWeights(growCoverage(coverage, around), featherPx - around);
  const hole = Uint8Array.from(weights, (weight) => (weight > 0 ? 1 : 0));
  return { region, coverage, weights, hole, parts: planParts({ region, data: hole }, image) };
}
