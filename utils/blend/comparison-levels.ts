import { type Rect, rectOf } from '../base/geometry';
import { emptyPlane, halved, highPassed, type Mix, type Plane, planeOf } from '../pixels/plane';
import type { Raster } from '../pixels/raster';

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
