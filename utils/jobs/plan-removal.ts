import { AppError } from '../base/errors';
import { areaOf, grow, intersect, type Rect, rectOf, roundOut, type Size } from '../base/geometry';
import { featherWeights } from '../blend/composite';
import { maskBounds } from '../drawing/bounds';
import { growCoverage } from '../drawing/mask/grow';
import { renderCoverage, wholeMask } from '../drawing/mask/render-mask';
import type { AreaStep, MaskStep } from '../drawing/steps';
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

/**
 * How far each pixel of a part is marked as what must not be copied, rows from the top; undefined where nothing is. What is
 * marked is made up for by what lies farther away: a part grows until it has as much to copy from as it has to fill.
 */
export function planNoCopy(
  steps: readonly AreaStep[],
  part: PartPlan,
  image: Size,
): { readonly part: PartPlan; readonly noCopy: Uint8ClampedArray | undefined } {
  if (steps.length === 0 || !maskBounds(steps, image)) return { part, noCopy: undefined };
  for (let { area } = part; ; ) {
    const noCopy = renderCoverage(steps, area).data;
    const free = noCopy.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    const wider = intersect(roundOut(grow(area, widened * Math.max(area.width, area.height))), rectOf(image)); // biome-ignore format: one box
    const isAll = !wider || areaOf(wider) === areaOf(area);
    if (isAll || free >= leastFree * areaOf(part.box)) return { part: { ...part, area }, noCopy };
    area = wider;
  }
}

/** By this share of its longer side a part grows on each side. */
const widened = 0.25;
/** A part has as much to copy from, and its hole, as its hole has px, times this. */
const leastFree = 3;
