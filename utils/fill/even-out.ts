import { emptyGrid, type Grid, solve } from './grid';
import { channels } from './layer';
import type { Level } from './level';
import type { PatchSearch } from './patch-search';
import type { Copies } from './vote';

/**
 * A step of that many levels (of 255) at a joint counts half; a larger one is soon an edge of the picture, which stays. What is
 * out of focus has no edges, and there a joint that is left is seen at once.
 */
const edgeStep = { lively: 40, smooth: 80 } as const;
/** What changes by that many levels within some px of a joint is lively. */
const lively = { change: 40, withinPx: 6 } as const;
/** Pulls what is added towards what the search has found, so that a faulty edge can't tint all of the hole. */
const pull = 0.0005;
/** Targets between two rests. */
const chunk = 16_384;

/** What is added to red, green and blue of each target's copy, of 255. */
export type Correction = Float32Array;

/**
 * Makes the joints between pieces that were copied from different places, and those to the surroundings, vanish: what is
 * added to the copies is chosen so that across a joint the colours go on as they do where each piece was taken from, and
 * changes as little as possible elsewhere (P. Pérez et al., "Poisson Image Editing", 2003; A. Agarwala et al., "Interactive
 * Digital Photomontage", 2004). Where there is an edge it stays one.
 */
export function* evenOut(
  level: Level,
  search: PatchSearch,
  copies: Copies,
  cycles: number,
): Generator<number, Correction> {
  const { targets } = level;
  const correction = new Float32Array(3 * targets.length);
  for (let i = 0; i < targets.length; i += 1) {
    const patch = 3 * ((copies.by[i] ?? search.base) - search.base);
    for (let channel = 0; channel < 3; channel += 1)
      correction[3 * i + channel] = search.shifts[patch + channel] ?? 0;
  }
  yield 0;
  const joints = yield* measureJoints(level, copies, correction);
  yield* solve(joints, correction, cycles);
  return correction;
}

/**
 * What each target of the hole is joined to. What two of them owe each other is the same both ways but for its sign; known pixels
 * have nothing added to them.
 */
function* measureJoints(
  level: Level,
  { from }: Copies,
  found: Correction,
): Generator<number, Grid> {
  const { width, hole, targets } = level;
  const grid = emptyGrid(width, targets);
  const steps = new Float32Array(3);
  /** The target straight below, of those in rows from the top. */
  let under = 0;
  for (let i = 0; i < targets.length; i += 1) {
    if (i % chunk === 0) yield 0;
    const pixel = targets[i] ?? 0;
    while ((targets[under] ?? Number.POSITIVE_INFINITY) < pixel + width) under += 1;
    if (!hole[pixel]) continue;
    grid.sum[i] = (grid.sum[i] ?? 0) + pull;
    for (let channel = 0; channel < 3; channel += 1)
      grid.wanted[3 * i + channel] =
        (grid.wanted[3 * i + channel] ?? 0) + pull * (found[3 * i + channel] ?? 0);
    for (const by of [1, width, -1, -width]) {
      const beside = pixel + by;
      if (isOutside(level, beside)) continue;
      const isCopy = hole[beside] === 1;
      if (isCopy && by < 0) continue; // done from there
      const place = by === 1 ? i + 1 : under;
      const other = isCopy ? (from[place] ?? 0) : beside;
      const weight = weighStep(level, steps, from[i] ?? 0, other, by, isCopy);
      countJoint(grid, i, weight, steps, 1);
      if (!isCopy) continue;
      countJoint(grid, place, weight, steps, -1);
      if (by === 1) grid.toRight[i] = weight;
      else {
        grid.toBelow[i] = weight;
        grid.below[i] = place;
        grid.above[place] = i;
      }
    }
  }
  return grid;
}

function countJoint(
  { sum, wanted }: Grid,
  target: number,
  weight: number,
  steps: Float32Array,
  sign: 1 | -1,
): void {
  sum[target] = (sum[target] ?? 0) + weight;
  for (let channel = 0; channel < 3; channel += 1)
    wanted[3 * target + channel] =
      (wanted[3 * target + channel] ?? 0) + sign * weight * (steps[channel] ?? 0);
}

const isOutside = ({ width, height }: Level, at: number): boolean => {
  const x = at % width;
  const y = Math.floor(at / width);
  return x < 3 || y < 3 || x >= width - 3 || y >= height - 3;
};

/** Writes the step of a joint, by how much more this pixel is to be added to than its neighbour, and says how much it counts. */
function weighStep(
  { features, width }: Level,
  steps: Float32Array,
  source: number,
  other: number,
  by: number,
  isCopy: boolean,
): number {
  if (other === source + by) {
    steps.fill(0);
    return 1;
  }
  let most = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const value = (at: number) => features[at * channels + channel] ?? 0;
    // As it goes on where this piece was taken from, and, in the hole, where the other one was.
    const here = value(other) - value(source + by);
    const step = isCopy ? (here + value(other - by) - value(source)) / 2 : here;
    steps[channel] = step;
    most = Math.max(most, Math.abs(step));
  }
  const across = Math.abs(by) === 1 ? width : 1;
  const change = Math.max(
    changeAt(features, other, by, across),
    changeAt(features, source, -by, across),
  );
  const smooth = Math.max(0, 1 - change / lively.change);
  return 1 / (1 + (most / (edgeStep.lively + smooth * (edgeStep.smooth - edgeStep.lively))) ** 8);
}

/** By how much the colours change from a pixel away from a joint and along it. */
function changeAt(features: Uint8Array, at: number, away: number, along: number): number {
  let most = 0;
  for (const by of [away, along, -along]) {
    const other = (at + lively.withinPx * by) * channels;
    for (let channel = 0; channel < 3; channel += 1)
      most = Math.max(most, Math.abs((features[other + channel] ?? 0) - (features[at * channels + channel] ?? 0))); // biome-ignore format: one line
  }
  return most;
}
