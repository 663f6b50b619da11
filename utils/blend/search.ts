import { type Rect, rectOf } from '../base/geometry';
import {
  emptyPlane,
  halved,
  highPassed,
  type Mix,
  type Plane,
  planeOf,
  type Raster,
} from '../pixels/raster';
import { type Alignment, stillAlignment } from './align';

/** Pixels from the mask's edge that are not compared: the model repaints past the edge. */
const margin = 8;
/** The finest comparison has about this many pixels: finer ones cost time and gain no accuracy. */
const finestArea = 500_000;
/** The coarsest has about this many at most, so that all of a strip's places can be searched as a square's. */
const coarsestArea = 6000;
const coarsestSide = 16;
/** Values are compared less their mean over at most so many px each way: that is what a tint leaves alone. */
const mostLocal = 6;

/** What is compared at one scale. */
export interface Level {
  readonly reference: Plane;
  readonly moved: Plane;
  /** 1 for pixels that are compared. */
  readonly valid: Plane;
  /** Crop px for one px of this level. */
  readonly step: number;
}

/**
 * One mix of the colours of the original's crop and of the answer, from fine to coarse.
 * @param answer as large as `crop`
 * @param weights 0 for the pixels of the crop that are kept
 * @param changed the box of all other pixels, in the crop's px
 */
export function comparisonLevels(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  changed: Rect,
  mix: Mix,
): Level[] {
  const finest = finestStep(crop);
  return pyramid(
    planeOf(original, crop, mix, finest),
    planeOf(answer, rectOf(answer), mix, finest),
    kept(weights, crop, changed, finest),
    finest,
  );
}

/** Crop px for one px of the finest level: a power of 2. */
function finestStep({ width, height }: Rect): number {
  let step = 1;
  while (
    (width / step) * (height / step) > finestArea &&
    Math.min(width, height) / step >= 2 * coarsestSide
  )
    step *= 2;
  return step;
}

/** 1 for squares of `step` px that lie at least the margin off every changed pixel. */
function kept(weights: Uint16Array, { width, height }: Rect, changed: Rect, step: number): Plane {
  const plane = emptyPlane(Math.floor(width / step), Math.floor(height / step));
  plane.data.fill(1);
  const shift = Math.log2(step);
  // Where squares are larger than a pixel every other one will do: the margin is wider than what is missed.
  const stride = Math.min(2, step);
  const isFrom = (at: number): number => at - (at % stride);
  const right = Math.min(plane.width << shift, changed.x + changed.width);
  const bottom = Math.min(plane.height << shift, changed.y + changed.height);
  for (let y = isFrom(changed.y); y < bottom; y += stride) {
    const row = (y >> shift) * plane.width;
    for (let x = isFrom(changed.x), i = y * width + x; x < right; x += stride, i += stride)
      if (weights[i] !== 0) plane.data[row + (x >> shift)] = 0;
  }
  return shrunk(plane, Math.ceil(margin / step));
}

/** 1 for pixels whose whole square of `2 * radius + 1` px has only ones; what is beyond does not count. */
function shrunk(plane: Plane, radius: number): Plane {
  const above = highPassed(plane, radius);
  const out = emptyPlane(plane.width, plane.height);
  for (let i = 0; i < out.data.length; i += 1)
    out.data[i] = plane.data[i] === 1 && Math.abs(above.data[i] ?? 0) < 1e-4 ? 1 : 0;
  return out;
}

/** Pixels that can be compared less their mean over `local` px: of which no part is repainted or cut off. */
function comparable(valid: Plane, local: number): Plane {
  const out = shrunk(valid, local);
  for (let y = 0, i = 0; y < out.height; y += 1)
    for (let x = 0; x < out.width; x += 1, i += 1)
      if (Math.min(x, y, out.width - 1 - x, out.height - 1 - y) < local) out.data[i] = 0;
  return out;
}

/** Less in a narrow strip, of which little would be left to compare. */
const localOf = ({ width, height }: Plane): number =>
  Math.max(2, Math.min(mostLocal, Math.round(Math.min(width, height) / 8)));

/** From fine to coarse. */
function pyramid(reference: Plane, moved: Plane, valid: Plane, finest: number): Level[] {
  const levels: Level[] = [];
  let planes = [reference, moved, valid] as const;
  for (let step = finest; ; step *= 2) {
    const [{ width, height }] = planes;
    const local = localOf(planes[0]);
    levels.push({
      reference: highPassed(planes[0], local),
      moved: highPassed(planes[1], local),
      valid: comparable(planes[2], local),
      step,
    });
    const isCoarse = width * height <= coarsestArea;
    if (isCoarse || Math.min(width, height) < 2 * coarsestSide) return levels;
    planes = [halved(planes[0]), halved(planes[1]), onlyWhole(halved(planes[2]))];
  }
}

/** A coarse pixel is compared if all of it is kept. */
function onlyWhole(plane: Plane): Plane {
  for (let i = 0; i < plane.data.length; i += 1) plane.data[i] = plane.data[i] === 1 ? 1 : 0;
  return plane;
}

/** Px of the level that are searched each way. */
const reach = 3;
/** Scales that are searched: also those that are refused, lest a false fit passes for a true one. */
const scales = { least: 0.75, most: 1.35 } as const;
/** From one scale to the next the border moves by half as many px of the level. */
const borderStep = 1.5;

/** A place to begin an alignment at, and how alike the two are there: normalised correlation, at most 1. */
export interface AlignmentStart {
  readonly at: Alignment;
  readonly correlation: number;
}

/**
 * Looks at all scales and shifts by whole px of a coarse level that `isWanted` holds for.
 * @returns the best of them, the least moved among equals; a correlation of -1 where there are none
 */
export function searchPlaces(
  { reference, moved, valid }: Level,
  isWanted: (at: Alignment) => boolean,
): AlignmentStart {
  const compared = comparedPixels(reference, valid);
  let best: AlignmentStart = { at: stillAlignment, correlation: -1 };
  let highest = -2;
  for (const scale of scalesFor(reference)) {
    const wanted = shiftsAt(scale).filter(({ at }) => isWanted(at));
    if (wanted.length === 0) continue;
    const scaled = rescaledPlane(moved, scale);
    for (const { right, down, at } of wanted) {
      const correlation = correlationOf(compared, scaled, right, down);
      const rank = correlation - effort(at, reference);
      if (rank <= highest) continue;
      highest = rank;
      best = { at, correlation };
    }
  }
  return best;
}

/** All shifts that are searched, in whole px of the rescaled plane. */
function shiftsAt(scale: number) {
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return steps.flatMap((down) =>
    steps.map((right) => ({ right, down, at: { dx: right * scale, dy: down * scale, scale } })),
  );
}

/** Of equal fits, as in a repeating pattern, the one that moves least is wanted. */
export const effort = ({ dx, dy, scale }: Alignment, size: Pick<Plane, 'width' | 'height'>) =>
  0.005 * (Math.hypot(dx, dy) + (Math.abs(scale - 1) * (size.width + size.height)) / 4);

/** From 1 outwards in both directions. */
function scalesFor({ width, height }: Plane): number[] {
  const step = borderStep / Math.max(width, height);
  const found = [1];
  for (let scale = 1 + step; scale <= scales.most; scale += step) found.push(scale);
  for (let scale = 1 - step; scale >= scales.least; scale -= step) found.push(scale);
  return found;
}

interface Compared {
  /** Of each compared pixel in a rescaled plane that is moved by nothing. */
  readonly places: Int32Array;
  readonly values: Float32Array;
}

function comparedPixels({ width, data }: Plane, valid: Plane): Compared {
  const pixels = Int32Array.from([...valid.data.keys()].filter((i) => valid.data[i] === 1));
  const wide = width + 2 * reach;
  return {
    places: pixels.map((i) => (Math.floor(i / width) + reach) * wide + (i % width) + reach),
    values: Float32Array.from(pixels, (i) => data[i] ?? 0),
  };
}

/** What lies at `scale` times the distance from the middle, with `reach` px more on all sides; NaN beyond the picture. */
function rescaledPlane({ width, height, data }: Plane, scale: number): Plane {
  const out = emptyPlane(width + 2 * reach, height + 2 * reach);
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, i = 0; y < out.height; y += 1) {
    const fromY = midY + scale * (y - reach - midY);
    const top = Math.min(height - 2, Math.floor(fromY));
    const isOff = fromY < 0 || fromY > height - 1;
    for (let x = 0; x < out.width; x += 1, i += 1) {
      const fromX = midX + scale * (x - reach - midX);
      const left = Math.min(width - 2, Math.floor(fromX));
      if (isOff || fromX < 0 || fromX > width - 1) {
        out.data[i] = Number.NaN;
        continue;
      }
      const at = top * width + left;
      const upper = (data[at] ?? 0) + (fromX - left) * ((data[at + 1] ?? 0) - (data[at] ?? 0));
      const below = at + width;
      const lower = (data[below] ?? 0) + (fromX - left) * ((data[below + 1] ?? 0) - (data[below] ?? 0)); // biome-ignore format: as above
      out.data[i] = upper + (fromY - top) * (lower - upper);
    }
  }
  return out;
}

function correlationOf({ places, values }: Compared, scaled: Plane, right: number, down: number) {
  const { width, data } = scaled;
  const shift = down * width + right;
  let [both, own, other] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const there = data[(places[i] ?? 0) + shift] ?? 0;
    if (Number.isNaN(there)) continue;
    const here = values[i] ?? 0;
    both += here * there;
    own += here * here;
    other += there * there;
  }
  return both / Math.sqrt(own * other + 1e-9);
}
