import { grow, intersect, type Rect, rectOf } from '../base/geometry';
import { emptyPlane, highPassed, luma, type Plane, planeOf, type Raster } from '../pixels/raster';

/*
 * What was sent smaller comes back without the finest detail of the picture, and lies smooth beside its
 * grain. Noise of the strength that the surroundings have in that band, less what the answer has of it
 * itself, is added. Strength is measured by tiles, so that the grain of the nearest places counts most.
 */

/** Px around the changed area whose grain is measured. */
const ring = 48;
const tile = 16;
/** Of a tile's values the largest are left out, as they belong to edges. */
const keptShare = 0.9;
/** Root mean square of so much of a normal distribution, cut at both ends, for a deviation of 1. */
const keptDeviation = 0.789;
/** The value under which so many of a normal distribution's lie, for a deviation of 1. */
const lowShare = 0.4;
const lowDeviation = 0.524;
const mostOverLow = 2;
/** 8-bit steps of standard deviation: more is no grain. */
const mostGrain = 12;

/**
 * Gives the answer's changed part the grain of its surroundings, in place.
 * @param answer as large as `crop`, of the original's bit depth, registered
 * @param weights 0 for the pixels of the crop that are kept
 * @param changed the box of all other pixels, in the crop's px
 * @param scale request px for one image px, below 1
 */
export function matchGrain(
  original: Raster,
  crop: Rect,
  answer: Raster,
  weights: Uint16Array,
  changed: Rect,
  scale: number,
): void {
  const area = intersect(grow(changed, ring), rectOf(crop)) ?? changed;
  const there = { ...area, x: crop.x + area.x, y: crop.y + area.y };
  const radius = Math.max(1, Math.min(4, Math.round(0.5 / scale + 0.5)));
  const isKept = (x: number, y: number) => weights[(area.y + y) * crop.width + area.x + x] === 0;
  const high = highPassed(planeOf(original, there, luma), radius);
  const around = calmed(strengths(high, isKept));
  const own = strengths(highPassed(planeOf(answer, area, luma), radius), (x, y) => !isKept(x, y));
  const missing = missingGrain(around, own);
  if (missing) addNoise(answer, area, missing, radius, (x, y) => !isKept(x, y));
}

/** Standard deviation of each tile by those of its values that are asked for; NaN where they are few. */
function strengths(high: Plane, isAsked: (x: number, y: number) => boolean): Plane {
  const out = emptyPlane(Math.ceil(high.width / tile), Math.ceil(high.height / tile));
  const squares = new Float32Array(tile * tile);
  for (let row = 0, i = 0; row < out.height; row += 1)
    for (let column = 0; column < out.width; column += 1, i += 1) {
      let count = 0;
      for (let y = row * tile; y < Math.min(high.height, (row + 1) * tile); y += 1)
        for (let x = column * tile; x < Math.min(high.width, (column + 1) * tile); x += 1)
          if (isAsked(x, y)) squares[count++] = (high.data[y * high.width + x] ?? 0) ** 2;
      out.data[i] =
        count < (tile * tile) / 4 ? Number.NaN : deviationOf(squares.subarray(0, count));
    }
  return out;
}

/**
 * By most of the values, but no more than a few times what the smaller ones speak for: where those are
 * next to nothing, the larger ones are edges on a flat ground.
 */
function deviationOf(squares: Float32Array): number {
  const sorted = squares.sort();
  const kept = sorted.subarray(0, Math.ceil(keptShare * sorted.length));
  const byMost = Math.sqrt(kept.reduce((sum, square) => sum + square, 0) / kept.length);
  const low = Math.sqrt(sorted[Math.floor(lowShare * sorted.length)] ?? 0);
  return Math.min(byMost / keptDeviation, (mostOverLow * low) / lowDeviation);
}

/** Each known value as the median of those up to two tiles off: a tile where edges cross is none to go by. */
function calmed({ width, height, data }: Plane): Plane {
  const out = { width, height, data: data.slice() };
  for (let i = 0; i < data.length; i += 1) {
    if (Number.isNaN(data[i])) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    const near: number[] = [];
    for (let row = Math.max(0, y - 2); row <= Math.min(height - 1, y + 2); row += 1)
      for (let column = Math.max(0, x - 2); column <= Math.min(width - 1, x + 2); column += 1)
        near.push(data[row * width + column] ?? Number.NaN);
    const known = near.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    out.data[i] = known[known.length >> 1] ?? 0;
  }
  return out;
}

/** What each tile lacks of its surroundings' grain, as a standard deviation; undefined where nothing is known. */
function missingGrain(around: Plane, own: Plane): Plane | undefined {
  const known = [...around.data.keys()].filter((i) => !Number.isNaN(around.data[i]));
  if (known.length === 0) return undefined;
  const out = emptyPlane(around.width, around.height);
  for (let i = 0; i < out.data.length; i += 1) {
    const [x, y] = [i % out.width, Math.floor(i / out.width)];
    let [sum, shares] = [0, 0];
    for (const other of known) {
      const away = (x - (other % out.width)) ** 2 + (y - Math.floor(other / out.width)) ** 2;
      const share = 1 / (1 + away) ** 2;
      sum += share * (around.data[other] ?? 0);
      shares += share;
    }
    const wanted = Math.min(mostGrain, sum / shares);
    const has = own.data[i] ?? 0;
    out.data[i] = Math.sqrt(Math.max(0, wanted ** 2 - (Number.isNaN(has) ? 0 : has ** 2)));
  }
  return out;
}

/** Noise of the band above `radius` px, the same in all three channels, as strong as `deviations` says. */
function addNoise(
  answer: Raster,
  area: Rect,
  deviations: Plane,
  radius: number,
  isAsked: (x: number, y: number) => boolean,
): void {
  const noise = unitNoise(area.width, area.height, radius);
  const unit = answer.bitDepth === 16 ? 257 : 1;
  for (let y = 0, i = 0; y < area.height; y += 1)
    for (let x = 0; x < area.width; x += 1, i += 1) {
      if (!isAsked(x, y)) continue;
      const added = unit * (noise.data[i] ?? 0) * between(deviations, x, y);
      const at = 4 * ((area.y + y) * answer.width + area.x + x);
      for (let c = 0; c < 3; c += 1)
        answer.data[at + c] = Math.max(0, Math.min(255 * unit, Math.round((answer.data[at + c] ?? 0) + added))); // biome-ignore format: one sum
    }
}

/** High-passed noise with a standard deviation of 1, the same for the same size. */
function unitNoise(width: number, height: number, radius: number): Plane {
  const white = emptyPlane(width, height);
  let state = 1;
  const next = (): number => {
    // A linear congruential generator (D. Knuth, "The Art of Computer Programming" 2, 3.3.4).
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  for (let i = 0; i < white.data.length; i += 1) white.data[i] = next() + next() + next();
  const high = highPassed(white, radius);
  const power = high.data.reduce((sum, value) => sum + value * value, 0) / high.data.length;
  const share = 1 / Math.sqrt(Math.max(1e-9, power));
  return { ...high, data: high.data.map((value) => value * share) };
}

/** Bilinear between the middles of the tiles, which are constant beyond the outermost. */
function between({ width, height, data }: Plane, x: number, y: number): number {
  const atX = Math.max(0, Math.min(width - 1, (x + 0.5) / tile - 0.5));
  const atY = Math.max(0, Math.min(height - 1, (y + 0.5) / tile - 0.5));
  const [left, top] = [Math.floor(atX), Math.floor(atY)];
  const [right, below] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [u, v] = [atX - left, atY - top];
  const at = (column: number, row: number): number => data[row * width + column] ?? 0;
  const upper = at(left, top) * (1 - u) + at(right, top) * u;
  return upper * (1 - v) + (at(left, below) * (1 - u) + at(right, below) * u) * v;
}
