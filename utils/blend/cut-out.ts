import { AppError } from '../base/errors';
import { grow, intersect, type Rect, rectOf, roundOut, type Size } from '../base/geometry';
import { maskBounds } from '../drawing/bounds';
import { renderCoverage, wholeMask } from '../drawing/mask/render-mask';
import type { MaskStep } from '../drawing/steps';
import { type Coverage, copyRaster, type Raster } from '../pixels/raster';
import type { CutOut } from '../plan/options';
import { blurAround, type SampleAt } from './blur-around';
import { featherWeights, fullWeight } from './composite';
import { freeColours } from './free-colours';

/** How far each pixel belongs to what is masked. */
export interface Matte {
  /** Image px; outside of it nothing is masked. */
  readonly region: Rect;
  /** Of the strokes, as large as the region. */
  readonly coverage: Coverage;
  /** 0…65,535 for each pixel of the region. */
  readonly weights: Uint16Array<ArrayBuffer>;
}

/** px beyond the fade, so that what lies wholly outside is seen there. */
const marginPx = 3;

/**
 * The edge fades outside the strokes over `featherPx` image px, as in every edit; without a feather it is as soft as the strokes
 * themselves.
 * @throws AppError mask-empty
 */
export function matteOf(steps: readonly MaskStep[], image: Size, featherPx: number): Matte {
  const bounds = maskBounds(steps, image);
  const region = bounds && intersect(roundOut(grow(bounds, featherPx + marginPx)), rectOf(image));
  const coverage = region && wholeMask(renderCoverage(steps, region));
  if (!region || !coverage) throw new AppError('mask-empty');
  const weights =
    featherPx > 0
      ? featherWeights(coverage, featherPx)
      : Uint16Array.from(coverage.data, (covered) => covered * (fullWeight / 255));
  return { region, coverage, weights };
}

/**
 * The picture with all but the masked part clear, white or blurred, or with that part clear. Depth and colour space stay; pixels that stay
 * wholly are copies, bit for bit (over white also what was transparent in them is white). Partly kept ones have the colours of
 * what is kept beside them, with nothing of what is cut away; clear ones hide no colour. Yields after each row and each ring of the edge.
 */
export function* cutOut(
  original: Raster,
  { region, weights }: Matte,
  how: CutOut,
): Generator<undefined, Raster> {
  const result = copyRaster(original);
  const isInverse = how === 'clear';
  const kept = isInverse ? weights.map((weight) => fullWeight - weight) : weights;
  yield* freeColours(result, region, kept);
  const put = putterOf(how, original, { region, weights });
  for (let y = 0; y < original.height; y += 1) {
    const row = y - region.y;
    const isInRows = row >= 0 && row < region.height;
    for (let x = 0; x < original.width; x += 1) {
      const column = x - region.x;
      const isInside = isInRows && column >= 0 && column < region.width;
      const beyond = isInverse ? fullWeight : 0;
      const weight = isInside ? (kept[row * region.width + column] ?? 0) : beyond;
      if (weight < fullWeight || how === 'white') put(result, x, y, weight);
    }
    yield;
  }
  return result;
}

/** Puts what is left of a pixel that is kept by `weight` over what is behind it, in place. */
type Put = (picture: Raster, x: number, y: number, weight: number) => void;

function putterOf(
  how: CutOut,
  original: Raster,
  { region, weights }: Omit<Matte, 'coverage'>,
): Put {
  if (how === 'white') return putOverWhite;
  if (how === 'blur') return putOver(blurAround(original, region, weights));
  return putClear;
}

const putClear: Put = ({ data, width }, x, y, weight) => {
  const at = 4 * (y * width + x);
  const alpha = Math.round(((data[at + 3] ?? 0) * weight) / fullWeight);
  if (alpha === 0) data.fill(0, at, at + 4);
  else data[at + 3] = alpha;
};

const putOverWhite: Put = ({ data, width, bitDepth }, x, y, weight) => {
  const at = 4 * (y * width + x);
  const maximum = bitDepth === 16 ? 65_535 : 255;
  const whole = maximum * fullWeight;
  const over = (data[at + 3] ?? 0) * weight;
  if (over === whole) return;
  for (let channel = at; channel < at + 3; channel += 1)
    data[channel] = Math.round(((data[channel] ?? 0) * over + maximum * (whole - over)) / whole);
  data[at + 3] = maximum;
};

/** Colours are weighted by alpha, too. */
function putOver(behind: SampleAt): Put {
  const back = new Float64Array(4);
  return ({ data, width }, x, y, weight) => {
    const at = 4 * (y * width + x);
    behind(x, y, back);
    const over = ((data[at + 3] ?? 0) * weight) / fullWeight;
    const under = (back[3] ?? 0) * (1 - weight / fullWeight);
    const alpha = Math.round(over + under);
    if (alpha === 0) return void data.fill(0, at, at + 4);
    for (let channel = 0; channel < 3; channel += 1) {
      const sum = (data[at + channel] ?? 0) * over + (back[channel] ?? 0) * under;
      data[at + channel] = Math.round(sum / (over + under));
    }
    data[at + 3] = alpha;
  };
}
