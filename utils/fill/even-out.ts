import { channels } from './layer';
import type { Level } from './level';
import type { PatchSearch } from './patch-search';
import type { Copies } from './vote';

/** A step of that many levels (of 255) at a joint is evened out by half; one of much more is an edge of the picture. */
const edgeStep = 26;
/** Overrelaxation; D. Young, "Iterative Methods for Solving Partial Difference Equations of Elliptic Type", 1950. */
const overrelaxation = 1.7;
/** Pulls what is added towards nothing, so that a faulty edge can't tint all of the hole. */
const pull = 0.002;

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
  rounds: number,
): Generator<number, Correction> {
  const { targets } = level;
  const correction = new Float32Array(3 * targets.length);
  for (let i = 0; i < targets.length; i += 1) {
    const patch = 3 * (copies.by[i] ?? 0);
    for (let channel = 0; channel < 3; channel += 1)
      correction[3 * i + channel] = search.shifts[patch + channel] ?? 0;
  }
  yield 0;
  const joints = measureJoints(level, copies);
  for (let round = 0; round < rounds; round += 1) {
    relax(level, joints, correction, round % 2 === 1);
    yield 1 / rounds;
  }
  return correction;
}

/** What each pixel of the hole is joined to: right, below, left and above, four numbers a target. */
interface Joints {
  /** Index of the neighbour among the targets; -1 for a known pixel, -2 for none. */
  readonly neighbours: Int32Array;
  readonly weights: Float32Array;
  /** By how much more this pixel is to be added to than its neighbour: red, green and blue. */
  readonly steps: Float32Array;
}

function measureJoints(level: Level, { from }: Copies): Joints {
  const { width, height, features, hole, targets } = level;
  const places = new Int32Array(width * height).fill(-1);
  for (let i = 0; i < targets.length; i += 1) {
    const target = targets[i] ?? 0;
    if (hole[target]) places[target] = i;
  }
  const joints = {
    neighbours: new Int32Array(4 * targets.length).fill(-2),
    weights: new Float32Array(4 * targets.length),
    steps: new Float32Array(12 * targets.length),
  };
  const ways = [1, width, -1, -width];
  for (let i = 0; i < targets.length; i += 1) {
    const pixel = targets[i] ?? 0;
    if (!hole[pixel]) continue;
    const source = from[i] ?? 0;
    for (let way = 0; way < 4; way += 1) {
      const by = ways[way] ?? 0;
      const beside = pixel + by;
      const place = places[beside] ?? -1;
      const at = 4 * i + way;
      // The mirrored frame around the picture is no surroundings.
      const isFrame = hole[beside] === 1 && place < 0;
      if (isFrame || isOutside(level, beside)) continue;
      joints.neighbours[at] = place;
      const other = place >= 0 ? (from[place] ?? 0) : beside;
      joints.weights[at] =
        other === source + by ? 1 : weighStep(features, joints.steps, 3 * at, source, other, by, place >= 0); // biome-ignore format: one choice
    }
  }
  return joints;
}

const isOutside = ({ width, height }: Level, at: number): boolean => {
  const x = at % width;
  const y = Math.floor(at / width);
  return x < 3 || y < 3 || x >= width - 3 || y >= height - 3;
};

/** Writes the step of a joint and says how much it counts. */
function weighStep(
  features: Uint8Array,
  steps: Float32Array,
  to: number,
  source: number,
  other: number,
  by: number,
  isCopy: boolean,
): number {
  let most = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const value = (at: number) => features[at * channels + channel] ?? 0;
    // As it goes on where this piece was taken from, and, in the hole, where the other one was.
    const here = value(other) - value(source + by);
    const step = isCopy ? (here + value(other - by) - value(source)) / 2 : here;
    steps[to + channel] = step;
    most = Math.max(most, Math.abs(step));
  }
  return 1 / (1 + (most / edgeStep) ** 4);
}

function relax(
  { targets, hole }: Level,
  joints: Joints,
  correction: Correction,
  isReverse: boolean,
): void {
  const { neighbours, weights, steps } = joints;
  for (let k = 0; k < targets.length; k += 1) {
    const i = isReverse ? targets.length - 1 - k : k;
    if (!hole[targets[i] ?? 0]) continue;
    let [sum, red, green, blue] = [pull, 0, 0, 0];
    for (let at = 4 * i; at < 4 * i + 4; at += 1) {
      const weight = weights[at] ?? 0;
      if (weight === 0) continue;
      const other = 3 * (neighbours[at] ?? 0);
      sum += weight;
      red += weight * (steps[3 * at] ?? 0);
      green += weight * (steps[3 * at + 1] ?? 0);
      blue += weight * (steps[3 * at + 2] ?? 0);
      if (other < 0) continue;
      red += weight * (correction[other] ?? 0);
      green += weight * (correction[other + 1] ?? 0);
      blue += weight * (correction[other + 2] ?? 0);
    }
    const own = 3 * i;
    correction[own] = relaxed(correction[own] ?? 0, red / sum);
    correction[own + 1] = relaxed(correction[own + 1] ?? 0, green / sum);
    correction[own + 2] = relaxed(correction[own + 2] ?? 0, blue / sum);
  }
}

const relaxed = (before: number, wanted: number): number =>
  before + overrelaxation * (wanted - before);
