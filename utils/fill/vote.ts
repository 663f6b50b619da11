import { channels } from './layer';
import { type Level, reach } from './level';
import type { PatchSearch } from './patch-search';

/** Costs at that share of all, in rising order, count as usual. */
const usualShare = 0.75;

/** Pixels between two rests. */
const chunk = 4096;

/** A cost that is usual among the targets; at least 1. */
export function usualCost({ targets }: Level, { costs }: PatchSearch): number {
  const stride = Math.max(1, Math.floor(targets.length / 512));
  const some: number[] = [];
  for (let i = 0; i < targets.length; i += stride) some.push(costs[targets[i] ?? 0] ?? 0);
  some.sort((a, b) => a - b);
  return Math.max(1, some[Math.floor(some.length * usualShare)] ?? 1);
}

/**
 * Gives the hole the colours that its patches vote for: each pixel the mean of what all patches over it would put there,
 * the like ones more (Y. Wexler et al., "Space-Time Video Completion", 2004).
 * @yields 0, to rest
 * @returns the mean change of a sample
 */
export function* voteSoftly(level: Level, search: PatchSearch): Generator<number, number> {
  const { width, features, hole, targets, isTarget } = level;
  const { nearest, costs, shifts } = search;
  const usual = usualCost(level, search);
  const weights = new Float32Array(isTarget.length);
  for (const target of targets)
    weights[target] = Math.exp(-2 * ((costs[target] ?? 0) / usual)) + 1e-6;
  const voted = new Uint8Array(targets.length * channels);
  const [far, each] = [reach, channels];
  let change = 0;
  let count = 0;
  for (let i = 0; i < targets.length; i += 1) {
    if (i % chunk === 0) yield 0;
    const pixel = targets[i] ?? 0;
    if (!hole[pixel]) continue;
    let [sum, red, green, blue, across, down] = [0, 0, 0, 0, 0, 0];
    for (let y = -far; y <= far; y += 1) {
      for (let x = -far; x <= far; x += 1) {
        const offset = y * width + x;
        const patch = pixel + offset;
        const weight = weights[patch] ?? 0;
        if (weight === 0) continue;
        const from = ((nearest[patch] ?? 0) - offset) * each;
        sum += weight;
        red += weight * ((features[from] ?? 0) + (shifts[3 * patch] ?? 0));
        green += weight * ((features[from + 1] ?? 0) + (shifts[3 * patch + 1] ?? 0));
        blue += weight * ((features[from + 2] ?? 0) + (shifts[3 * patch + 2] ?? 0));
        across += weight * (features[from + 3] ?? 0);
        down += weight * (features[from + 4] ?? 0);
      }
    }
    const to = i * channels;
    voted[to] = sample(red / sum);
    voted[to + 1] = sample(green / sum);
    voted[to + 2] = sample(blue / sum);
    voted[to + 3] = across / sum + 0.5;
    voted[to + 4] = down / sum + 0.5;
    const at = pixel * channels;
    for (let channel = 0; channel < 3; channel += 1)
      change += Math.abs((voted[to + channel] ?? 0) - (features[at + channel] ?? 0));
    count += 3;
  }
  put(level, voted);
  return change / Math.max(1, count);
}

const sample = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

function put({ features, hole, targets }: Level, voted: Uint8Array): void {
  for (let i = 0; i < targets.length; i += 1) {
    const pixel = targets[i] ?? 0;
    if (hole[pixel])
      features.set(voted.subarray(i * channels, (i + 1) * channels), pixel * channels);
  }
}

/** Which pixel of the picture each pixel of the hole is a copy of, and what is added to it. */
export interface Copies {
  /** For each target the index of the pixel that is copied; 0 outside the hole. */
  readonly from: Int32Array;
  /** The index of the target whose patch has decided it. */
  readonly by: Int32Array;
}

/**
 * Gives each pixel of the hole one pixel of the picture: that of the most like of all patches over it. So nothing is
 * washed out.
 * @yields 0, to rest
 */
export function* voteHard(level: Level, search: PatchSearch): Generator<number, Copies> {
  const { width, features, hole, targets, isTarget } = level;
  const { nearest, costs, shifts } = search;
  const from = new Int32Array(targets.length);
  const by = new Int32Array(targets.length);
  const voted = new Uint8Array(targets.length * channels);
  const far = reach;
  for (let i = 0; i < targets.length; i += 1) {
    if (i % chunk === 0) yield 0;
    const pixel = targets[i] ?? 0;
    if (!hole[pixel]) continue;
    let least = Number.POSITIVE_INFINITY;
    for (let y = -far; y <= far; y += 1) {
      for (let x = -far; x <= far; x += 1) {
        const offset = y * width + x;
        const patch = pixel + offset;
        if (!isTarget[patch] || !nearest[patch]) continue;
        // The patch around the pixel itself sees as much on all sides.
        const cost = (costs[patch] ?? 0) * (1 + 0.02 * (Math.abs(x) + Math.abs(y)));
        if (cost >= least) continue;
        least = cost;
        from[i] = (nearest[patch] ?? 0) - offset;
        by[i] = patch;
      }
    }
    const source = (from[i] ?? 0) * channels;
    const patch = 3 * (by[i] ?? 0);
    const to = i * channels;
    for (let channel = 0; channel < 3; channel += 1)
      voted[to + channel] = sample(
        (features[source + channel] ?? 0) + (shifts[patch + channel] ?? 0),
      );
    voted[to + 3] = features[source + 3] ?? 0;
    voted[to + 4] = features[source + 4] ?? 0;
  }
  put(level, voted);
  return { from, by };
}
