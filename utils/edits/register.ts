import { type Rect, rectOf } from '../geometry';
import type { Raster } from '../image/raster';
import { type Alignment, align, correlationAt, type Fit } from './align';
import { emptyPlane, halved, highPassed, lumaOf, type Plane } from './plane';

/** Where the answer lies: the picture's point p, from the crop's centre, is at scale * p + (dx, dy). */
export interface Registration extends Alignment {
  /** 0…1: how alike answer and original are around the mask; 0 where there is nothing to go by. */
  readonly confidence: number;
  /** False if the answer shows something else, or the same elsewhere or much larger. */
  readonly fits: boolean;
}

/** Pixels from the mask's edge that are not compared: the model repaints past the edge. */
const MARGIN = 8;
/** The finest comparison has about this many pixels: finer ones cost time and gain no accuracy. */
const FINEST_AREA = 500_000;
const COARSEST_SIDE = 40;
/** Luma is compared less its mean over so many px each way: that is what a tint leaves alone. */
const LOCAL = 6;
/** Px of the coarsest level that are searched each way. */
const SEARCH = 3;
/** Mean square of the high-passed luma under which a ring is flat: nothing could be measured. */
const FLAT_ENERGY = 1;
/** Under this one, unlike coarse structure is faint enough to be grain or clipping: no reason to refuse. */
const STRONG_ENERGY = 40;
const LEAST_CORRELATION = 0.35;
/** Corrections beyond these mean that the picture was reframed. */
const MAX_SHIFT_SHARE = 0.04;
const MAX_ZOOM = 0.06;

const STILL: Alignment = { dx: 0, dy: 0, scale: 1 };

/**
 * Measures how the answer is shifted and scaled against the original outside the mask, from coarse to
 * fine. Brightness and contrast do not matter. A flat or missing surrounding gives no correction.
 * @param answer as large as `crop`
 * @param weights 0 for the pixels of the crop that are kept
 */
export function measureRegistration(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
): Registration {
  const levels = pyramid(
    lumaOf(original, crop),
    lumaOf(answer, rectOf(answer)),
    kept(weights, crop),
  );
  let found: Fit | undefined;
  let step = 1;
  let energy = 0;
  for (const level of levels.reverse()) {
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
  const unlike = !found || found.correlation < LEAST_CORRELATION;
  if (!found || (unlike && energy < STRONG_ENERGY)) return { ...STILL, confidence: 0, fits: true };
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
  const worth = (at: Alignment): number => correlationAt(reference, moved, valid, at);
  const later = guess && worth(guess) >= worth(STILL) ? [guess] : [guess ?? STILL, STILL];
  const starts = guess ? later : [STILL, ...searched(reference, moved, valid)];
  const fits = starts.map((start) => align(reference, moved, valid, start));
  // Of equal fits, as in a repeating pattern, the one that moves least.
  const rank = (fit: Fit): number => fit.correlation - 0.005 * Math.hypot(fit.dx, fit.dy);
  return fits.reduce((best, fit) => (rank(fit) > rank(best) ? fit : best));
}

/** The two most promising shifts by whole px of the coarsest level. */
function searched(reference: Plane, moved: Plane, valid: Plane): Alignment[] {
  const tried: { at: Alignment; rank: number }[] = [];
  for (let dy = -SEARCH; dy <= SEARCH; dy += 1) {
    for (let dx = -SEARCH; dx <= SEARCH; dx += 1) {
      const at = { dx, dy, scale: 1 };
      const rank = correlationAt(reference, moved, valid, at) - 0.005 * Math.hypot(dx, dy);
      tried.push({ at, rank });
    }
  }
  tried.sort((a, b) => b.rank - a.rank);
  return tried.slice(0, 2).map(({ at }) => at);
}

const isSmall = ({ dx, dy, scale }: Alignment, { width, height }: Rect, fit: Fit): boolean =>
  fit.correlation >= LEAST_CORRELATION &&
  Math.hypot(dx, dy) <= Math.max(8, MAX_SHIFT_SHARE * Math.min(width, height)) &&
  Math.abs(scale - 1) <= MAX_ZOOM;

/** 1 for pixels that lie at least the margin off every changed one. */
function kept(weights: Uint16Array, { width, height }: Rect): Plane {
  const plane = emptyPlane(width, height);
  for (let i = 0; i < plane.data.length; i += 1) plane.data[i] = weights[i] === 0 ? 1 : 0;
  return shrunk(plane, MARGIN);
}

/** 1 for pixels whose whole square of `2 * radius + 1` px has only ones; what is beyond does not count. */
function shrunk(plane: Plane, radius: number): Plane {
  const above = highPassed(plane, radius);
  const out = emptyPlane(plane.width, plane.height);
  for (let i = 0; i < out.data.length; i += 1)
    out.data[i] = plane.data[i] === 1 && Math.abs(above.data[i] ?? 0) < 1e-4 ? 1 : 0;
  return out;
}

/** Pixels that can be compared less their local mean: of which no part is repainted or cut off. */
function comparable(valid: Plane): Plane {
  const out = shrunk(valid, LOCAL);
  for (let y = 0, i = 0; y < out.height; y += 1)
    for (let x = 0; x < out.width; x += 1, i += 1)
      if (Math.min(x, y, out.width - 1 - x, out.height - 1 - y) < LOCAL) out.data[i] = 0;
  return out;
}

interface Level {
  readonly reference: Plane;
  readonly moved: Plane;
  readonly valid: Plane;
  /** Crop px for one px of this level. */
  readonly step: number;
}

/** From fine to coarse. */
function pyramid(reference: Plane, moved: Plane, valid: Plane): Level[] {
  const levels: Level[] = [];
  let planes = [reference, moved, valid] as const;
  for (let step = 1; ; step *= 2) {
    const [{ width, height }] = planes;
    if (Math.min(width, height) < COARSEST_SIDE && levels.length > 0) return levels;
    if (width * height <= FINEST_AREA || Math.min(width, height) < 2 * COARSEST_SIDE)
      levels.push({
        reference: highPassed(planes[0], LOCAL),
        moved: highPassed(planes[1], LOCAL),
        valid: comparable(planes[2]),
        step,
      });
    if (Math.min(width, height) < 2) return levels;
    planes = [halved(planes[0]), halved(planes[1]), onlyWhole(halved(planes[2]))];
  }
}

/** A coarse pixel is compared if all of it is kept. */
function onlyWhole(plane: Plane): Plane {
  for (let i = 0; i < plane.data.length; i += 1) plane.data[i] = plane.data[i] === 1 ? 1 : 0;
  return plane;
}

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
