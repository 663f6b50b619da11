import { type Rect, rectOf } from '../base/geometry';
import { blueDifference, luma, type Plane, type Raster, redDifference } from '../pixels/raster';
import { type Alignment, align, correlationAt, type Fit, Samples, stillAlignment } from './align';
import { type AlignmentStart, comparisonLevels, effort, type Level, searchPlaces } from './search';

/** Where the answer lies: the picture's point p, from the crop's centre, is at scale * p + (dx, dy). */
export interface Registration extends Alignment {
  /** 0…1: how alike answer and original are around the mask; 0 where there is nothing to go by. */
  readonly confidence: number;
  /** False if the answer shows something else, or the same elsewhere or much larger. */
  readonly fits: boolean;
}

/** Mean square of the high-passed luma under which a ring is flat: nothing could be measured. */
const flatEnergy = 1;
/** Under this one, unlike coarse structure is faint enough to be grain or clipping: no reason to refuse. */
const strongEnergy = 40;
const leastCorrelation = 0.35;
/** The picture has to fit so much better elsewhere, or at another size, to count as reframed: much of it fits anywhere. */
const clearly = 0.12;
/** Corrections beyond these mean that the picture was reframed. */
const mostShiftShare = 0.04;
const mostZoom = 0.06;

/**
 * Measures how the answer is shifted and scaled against the original outside the mask, from coarse to
 * fine: by luma, or by colour where the luma is flat. Brightness and contrast do not matter. A flat or
 * missing surrounding gives no correction, nor does an answer that is clear around the mask or all of one colour.
 * @param answer as large as `crop`
 * @param weights 0 for the pixels of the crop that are kept
 * @param changed a box of the crop, in its px, that holds all others
 */
export function measureRegistration(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  changed: Rect = rectOf(crop),
): Registration {
  let best = unknown;
  if (isClearAround(original, crop, answer, weights)) return best;
  for (const mix of [luma, redDifference, blueDifference]) {
    const measured = measure(comparisonLevels(original, crop, answer, weights, changed, mix), crop);
    if (mix === luma && measured) return measured;
    if (measured && measured.confidence > best.confidence) best = measured;
  }
  return best;
}

/** Nothing says that the answer does not fit. */
const unknown: Registration = { ...stillAlignment, confidence: 0, fits: true };

/** Every so many-th px each way is looked at for what is clear. */
const clearStep = 3;

/** True where most of what the picture shows around the mask is not in the answer: it came cut out. */
function isClearAround(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
): boolean {
  const least = leastVisible(original);
  const leastInAnswer = leastVisible(answer);
  if (!hasClear(answer, leastInAnswer)) return false;
  let shown = 0;
  let clear = 0;
  for (let y = 0; y < crop.height; y += clearStep) {
    const there = (crop.y + y) * original.width + crop.x;
    for (let x = 0; x < crop.width; x += clearStep) {
      const here = y * crop.width + x;
      if (weights[here] !== 0 || (original.data[4 * (there + x) + 3] ?? 0) < least) continue;
      shown += 1;
      if ((answer.data[4 * here + 3] ?? 0) < leastInAnswer) clear += 1;
    }
  }
  return clear > shown / 2;
}

const leastVisible = ({ bitDepth }: Raster): number => (bitDepth === 16 ? 32_768 : 128);

/** Most answers have no alpha at all: that is soon seen. */
function hasClear({ data, width, height }: Raster, least: number): boolean {
  for (let y = 0; y < height; y += clearStep)
    for (let at = 4 * y * width + 3, end = at + 4 * width; at < end; at += 4 * clearStep)
      if ((data[at] ?? 0) < least) return true;
  return false;
}

/** Undefined where all levels are flat. */
function measure(levels: readonly Level[], crop: Rect): Registration | undefined {
  const [coarsest, ...finer] = levels
    .toReversed()
    .map((level) => ({ ...level, energy: ringEnergy(level.reference, level.valid) }))
    .filter(({ energy }) => energy >= flatEnergy);
  if (!coarsest) return undefined;
  if (meanSquare(coarsest.moved) < flatEnergy) return unknown; // one colour throughout shows nothing
  const { near, far } = fitsOn(coarsest, crop);
  const isElsewhere =
    far.correlation >= leastCorrelation && far.correlation > near.correlation + clearly;
  const isUnlike = near.correlation < leastCorrelation;
  // Fine grain is drawn anew by every model, and faint structure is hardly more.
  if (isUnlike && !isElsewhere && coarsest.energy < strongEnergy) return unknown;
  if (isUnlike || isElsewhere)
    return { ...rescaled(near, coarsest.step), confidence: Math.max(0, near.correlation), fits: false }; // biome-ignore format: one value
  return { ...refined(near, coarsest, finer, crop), fits: true };
}

/**
 * The best fit that can be undone, and the best of all others: without correlation where none of them could be clearly
 * better, which is so for most answers, and there are four times as many places to search.
 */
function fitsOn(level: Level, crop: Rect): { near: Fit; far: Fit } {
  const samples = new Samples(level.reference, level.moved, level.valid);
  const isNear = (at: Alignment): boolean => isSmall(rescaled(at, level.step), crop);
  const foundNear = searchPlaces(level, isNear);
  const nearOnes = [align(samples, stillAlignment), ...fitsFrom(foundNear, samples)];
  const near = bestFit(nearOnes.filter(isNear), samples);
  if (near.correlation > 1 - clearly) return { near, far: noFit };
  const found = searchPlaces(level, (at) => !isNear(at));
  const all = [...nearOnes, ...fitsFrom(found, samples)];
  return {
    near: bestFit(all.filter(isNear), samples),
    far: bestFit(
      all.filter((fit) => !isNear(fit)),
      samples,
    ),
  };
}

const noFit: Fit = { ...stillAlignment, correlation: -1 };

/** A place that was found, and where an alignment leads to from there. */
const fitsFrom = ({ at }: AlignmentStart, samples: Samples): Fit[] => [
  align(samples, at),
  { ...at, correlation: correlationAt(samples, at) },
];

function bestFit(fits: readonly Fit[], samples: Samples): Fit {
  const rank = (fit: Fit): number => fit.correlation - effort(fit, samples);
  return fits.reduce((best, fit) => (rank(fit) > rank(best) ? fit : best), noFit);
}

/** A fit of the coarsest level, followed through the finer ones: image px. */
function refined(start: Fit, coarsest: Level, finer: readonly Level[], crop: Rect) {
  let found = start;
  let { step } = coarsest;
  for (const level of finer) {
    const fit = finerFit(level, rescaled(found, step / level.step));
    // Finer detail that the model drew anew says nothing: then the coarser measure stands.
    if (fit.correlation < leastCorrelation || !isSmall(rescaled(fit, level.step), crop)) break;
    found = fit;
    step = level.step;
  }
  return { ...rescaled(found, step), confidence: Math.max(0, found.correlation) };
}

/** A fit as good as this one is the true one. */
const sureCorrelation = 0.9;

/**
 * The best of what is found from the coarser level's answer and from rest. Detail as fine as grass is alike within half a
 * px only, and the coarser levels show none of it: where neither is surely right the px around are tried, too.
 */
function finerFit({ reference, moved, valid }: Level, guess: Alignment): Fit {
  const samples = new Samples(reference, moved, valid);
  const isGood = correlationAt(samples, guess) >= correlationAt(samples, stillAlignment);
  const fits = [guess, ...(isGood ? [] : [stillAlignment])].map((start) => align(samples, start));
  const found = bestFit(fits, samples);
  if (found.correlation >= sureCorrelation) return found;
  const around = besides(guess).map((at) => ({ ...at, correlation: correlationAt(samples, at) }));
  const best = bestFit(around, samples);
  return best.correlation > found.correlation ? bestFit([found, align(samples, best)], samples) : found; // biome-ignore format: one choice
}

/** The eight places that lie a px of the level beside one. */
const besides = ({ dx, dy, scale }: Alignment): Alignment[] =>
  [-1, 0, 1].flatMap((down) =>
    [-1, 0, 1].flatMap((right) =>
      right === 0 && down === 0 ? [] : { dx: dx + right, dy: dy + down, scale },
    ),
  );

const rescaled = ({ dx, dy, scale }: Alignment, by: number): Alignment => ({
  ...{ dx: dx * by, dy: dy * by },
  scale,
});

const isSmall = ({ dx, dy, scale }: Alignment, { width, height }: Rect): boolean =>
  Math.hypot(dx, dy) <= Math.max(8, mostShiftShare * Math.min(width, height)) &&
  Math.abs(scale - 1) <= mostZoom;

const meanSquare = ({ data }: Plane): number =>
  data.reduce((sum, value) => sum + value * value, 0) / data.length;

/** Mean square of what is compared; 0 where it is too little to measure anything. */
function ringEnergy(reference: Plane, valid: Plane): number {
  let energy = 0;
  let used = 0;
  for (let i = 0; i < valid.data.length; i += 1) {
    if (valid.data[i] !== 1) continue;
    energy += (reference.data[i] ?? 0) ** 2;
    used += 1;
  }
  return used < 128 ? 0 : energy / used;
}
