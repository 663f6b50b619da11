import type { Rect } from '../base/geometry';
import { blueDifference, luma, type Plane, redDifference } from '../pixels/plane';
import type { Raster } from '../pixels/raster';
import type { Alignment } from './align';
import { align, correlationAt, type Fit, Samples } from './align';
import { comparisonLevels, type Level } from './comparison-levels';

/** Where the answer lies: the picture's point p, from the crop's centre, is at scale * p + (dx, dy). */
export interface Registration extends Alignment {
  /** 0…1: how alike answer and original are around the mask; 0 where there is nothing to go by. */
  readonly confidence: number;
  /** False if the answer shows something else, or the same elsewhere or much larger. */
  readonly fits: boolean;
}

/** Px of the coarsest level that are searched each way. */
const SEARCH = 3;
/** Scales that are searched, 0.75 to 1.35: also those that are refused, lest a false fit passes for a true one. */
const SEARCHED_SCALES = Array.from({ length: 25 }, (_, i) => 0.75 + 0.025 * i);
/** So many of what was found in the search are aligned. */
const TRIED = 4;
/** Mean square of the high-passed luma under which a ring is flat: nothing could be measured. */
const FLAT_ENERGY = 1;
/** Under this one, unlike coarse structure is faint enough to be grain or clipping: no reason to refuse. */
const STRONG_ENERGY = 40;
const LEAST_CORRELATION = 0.35;
/** Corrections beyond these mean that the picture was reframed. */
const MAX_SHIFT_SHARE = 0.04;
const MAX_ZOOM = 0.06;

/** An answer that lies where the picture is. */
export const still: Alignment = { dx: 0, dy: 0, scale: 1 };

/**
 * Measures how the answer is shifted and scaled against the original outside the mask, from coarse to
 * fine: by luma, or by colour where the luma is flat. Brightness and contrast do not matter. A flat or
 * missing surrounding gives no correction.
 * @param answer as large as `crop`
 * @param weights 0 for the pixels of the crop that are kept
 */
export function measureRegistration(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
): Registration {
  let best: Registration = { ...still, confidence: 0, fits: true };
  for (const mix of [luma, redDifference, blueDifference]) {
    const measured = measure(comparisonLevels(original, crop, answer, weights, mix), crop);
    if (mix === luma && measured) return measured;
    if (measured && measured.confidence > best.confidence) best = measured;
  }
  return best;
}

/** Undefined where all levels are flat. */
function measure(levels: readonly Level[], crop: Rect): Registration | undefined {
  let found: Fit | undefined;
  let step = 1;
  let energy = 0;
  for (const level of levels.toReversed()) {
    const strength = ringEnergy(level.reference, level.valid);
    if (strength < FLAT_ENERGY) continue;
    if (!found) energy = strength; // the coarsest: fine grain is drawn anew by every model
    const fit = bestFit(level, found && rescaled(found, step / level.step));
    // Finer detail that the model drew anew says nothing: then the coarser measure stands.
    if (found && found.correlation >= LEAST_CORRELATION && fit.correlation < LEAST_CORRELATION)
      break;
    found = fit;
    step = level.step;
  }
  if (!found) return undefined;
  const unlike = found.correlation < LEAST_CORRELATION;
  if (unlike && energy < STRONG_ENERGY) return { ...still, confidence: 0, fits: true };
  const { dx, dy, scale } = rescaled(found, step);
  const confidence = Math.max(0, found.correlation);
  return { dx, dy, scale, confidence, fits: isSmall({ dx, dy, scale }, crop, found) };
}

const rescaled = ({ dx, dy, scale }: Alignment, by: number): Alignment => ({
  ...{ dx: dx * by, dy: dy * by },
  scale,
});

/** The best of what is found from the coarser level's answer, from rest, and from a search at first. */
function bestFit({ reference, moved, valid }: Level, guess: Alignment | undefined): Fit {
  const samples = new Samples(reference, moved, valid);
  const worth = (at: Alignment): number => correlationAt(samples, at);
  const later = guess && worth(guess) >= worth(still) ? [guess] : [guess ?? still, still];
  const starts = guess ? later : [still, ...searched(samples)];
  const fits = starts.map((start) => align(samples, start));
  const rank = (fit: Fit): number => fit.correlation - effort(fit, samples);
  return fits.reduce((best, fit) => (rank(fit) > rank(best) ? fit : best));
}

/** Of equal fits, as in a repeating pattern, the one that moves least is wanted. */
const effort = ({ dx, dy, scale }: Alignment, { width, height }: Samples): number =>
  0.005 * (Math.hypot(dx, dy) + (Math.abs(scale - 1) * (width + height)) / 4);

/** The most promising scales and shifts by whole px of the coarsest level. */
function searched(samples: Samples): Alignment[] {
  const tried: { at: Alignment; rank: number }[] = [];
  for (const scale of SEARCHED_SCALES) {
    for (let dy = -SEARCH; dy <= SEARCH; dy += 1) {
      for (let dx = -SEARCH; dx <= SEARCH; dx += 1) {
        const at = { dx, dy, scale };
        const rank = correlationAt(samples, at) - effort(at, samples);
        tried.push({ at, rank });
      }
    }
  }
  tried.sort((a, b) => b.rank - a.rank);
  return tried.slice(0, TRIED).map(({ at }) => at);
}

const isSmall = ({ dx, dy, scale }: Alignment, { width, height }: Rect, fit: Fit): boolean =>
  fit.correlation >= LEAST_CORRELATION &&
  Math.hypot(dx, dy) <= Math.max(8, MAX_SHIFT_SHARE * Math.min(width, height)) &&
  Math.abs(scale - 1) <= MAX_ZOOM;

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
