import { channels } from './layer';
import { type Level, mirrorHole, patchSide, reach } from './level';
import { type PatchSearch, usualOf } from './patch-search';

/** Pixels between two rests. */
const chunk = 4096;

/**
 * Gives the hole the colours that its patches vote for: each pixel the mean of what all patches over it would put there,
 * the like ones more (Y. Wexler et al., "Space-Time Video Completion", 2004).
 * @yields 0, to rest
 * @returns the mean change of a sample
 */
export function* voteSoftly(level: Level, search: PatchSearch): Generator<number, number> {
  const { width, features, hole, targets } = level;
  const { nearest, costs, shifts, base } = search;
  const usual = usualOf(targets, (target) => costs[target - base] ?? 0);
  const weights = new Float32Array(costs.length);
  for (const target of targets)
    weights[target - base] = Math.exp(-2 * ((costs[target - base] ?? 0) / usual)) + 1e-6;
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
        const patch = pixel + offset - base;
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
    // What is read lies in patches without a hole: it may be written at once.
    const at = pixel * channels;
    change +=
      put(features, at, red / sum) +
      put(features, at + 1, green / sum) +
      put(features, at + 2, blue / sum);
    features[at + 3] = across / sum + 0.5;
    features[at + 4] = down / sum + 0.5;
    count += 3;
  }
  mirrorHole(level);
  return change / Math.max(1, count);
}

/** Writes a sample and says by how much it has changed. */
function put(features: Uint8Array, at: number, value: number): number {
  const sample = Math.max(0, Math.min(255, Math.round(value)));
  const change = Math.abs(sample - (features[at] ?? 0));
  features[at] = sample;
  return change;
}

/** Gives a pixel the colours of another one, with what the search has found to be added where a patch is copied. */
export function copyPixel(
  { features }: Level,
  { shifts, base }: PatchSearch,
  pixel: number,
  source: number,
  patch: number,
): void {
  const [to, from, shift] = [pixel * channels, source * channels, 3 * (patch - base)];
  for (let channel = 0; channel < 3; channel += 1)
    put(features, to + channel, (features[from + channel] ?? 0) + (shifts[shift + channel] ?? 0));
  features[to + 3] = features[from + 3] ?? 0;
  features[to + 4] = features[from + 4] ?? 0;
}

/** Which pixel of the picture each pixel of the hole is a copy of, and what is added to it. */
export interface Copies {
  /** For each target the index of the pixel that is copied; 0 outside the hole. */
  readonly from: Int32Array;
  /** The index of the target whose patch has decided it. */
  readonly by: Int32Array;
}

/** By this a patch costs more for each px that it lies beside or above what it would fill: one around it sees as much on all sides. */
const aside = 0.02;
const penalties = Float64Array.from({ length: reach + 1 }, (_, px) => 1 + aside * px);

/**
 * Gives each pixel of the hole one pixel of the picture: that of the most like of all patches over it. So nothing is
 * washed out. The best of a square is found as the best in each of its rows, and then of those.
 * @yields 0, to rest
 */
export function* voteHard(level: Level, search: PatchSearch): Generator<number, Copies> {
  const { width, hole, targets } = level;
  const { nearest, base } = search;
  const from = new Int32Array(targets.length);
  const by = new Int32Array(targets.length);
  const rows = new RowBests(level, search);
  for (let i = 0, lastRow = -1; i < targets.length; i += 1) {
    if (i % chunk === 0) yield 0;
    const pixel = targets[i] ?? 0;
    if (!hole[pixel]) continue;
    const y = Math.floor(pixel / width);
    if (y !== lastRow) rows.readTo(y + reach);
    lastRow = y;
    const patch = rows.bestAround(pixel - y * width, y);
    if (patch < 0) continue;
    by[i] = patch;
    const source = (nearest[patch - base] ?? 0) - (patch - pixel);
    from[i] = source;
    copyPixel(level, search, pixel, source, patch);
  }
  mirrorHole(level);
  return { from, by };
}

/** For the last rows that were read, of each place the cheapest patch at most `reach` px beside it. */
class RowBests {
  private readonly costs: Float64Array;
  private readonly patches: Int32Array;
  /** The row and the target that are read next. */
  private nextRow = 0;
  private nextTarget = 0;

  constructor(
    private readonly level: Level,
    private readonly search: PatchSearch,
  ) {
    this.costs = new Float64Array(patchSide * level.width);
    this.patches = new Int32Array(patchSide * level.width);
  }

  /** Reads the rows up to this one; all the ones before are given up but for the last `patchSide`. */
  readTo(row: number): void {
    const { width, targets } = this.level;
    for (
      this.nextRow = Math.max(this.nextRow, row - patchSide + 1);
      this.nextRow <= row;
      this.nextRow += 1
    ) {
      const slot = (this.nextRow % patchSide) * width;
      this.costs.fill(Number.POSITIVE_INFINITY, slot, slot + width);
      const [start, end] = [this.nextRow * width, (this.nextRow + 1) * width];
      for (; (targets[this.nextTarget] ?? end) < end; this.nextTarget += 1) {
        const target = targets[this.nextTarget] ?? 0;
        if (target >= start) this.readOne(target, slot + target - start);
      }
    }
  }

  private readOne(target: number, to: number): void {
    const { costs, base } = this.search;
    let [least, best] = [Number.POSITIVE_INFINITY, 0];
    for (let x = -reach; x <= reach; x += 1) {
      const cost = (costs[target + x - base] ?? 0) * (penalties[Math.abs(x)] ?? 1);
      if (cost >= least) continue;
      least = cost;
      best = target + x;
    }
    this.costs[to] = least;
    this.patches[to] = best;
  }

  /** The cheapest patch over a place whose rows are read; -1 where there is none. */
  bestAround(x: number, y: number): number {
    const { width } = this.level;
    let [least, best] = [Number.POSITIVE_INFINITY, -1];
    for (let row = y - reach; row <= y + reach; row += 1) {
      const at = (row % patchSide) * width + x;
      const cost = (this.costs[at] ?? 0) * (penalties[Math.abs(row - y)] ?? 1);
      if (cost >= least) continue;
      least = cost;
      best = this.patches[at] ?? 0;
    }
    return best;
  }
}
