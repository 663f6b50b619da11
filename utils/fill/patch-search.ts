import { channels } from './layer';
import { type Level, patchSide, reach } from './level';

/** Whole numbers from 0 up, of 30 bits; the same ones for the same seed. */
export type Random = () => number;

/** G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003). */
export function createRandom(seed: number): Random {
  // Held and handed out so that engines need no object for a number: it is asked for millions of times.
  const held = Int32Array.of(Math.imul(seed, 0x9e37_79b1) || 1);
  return () => {
    let state = held[0] ?? 1;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    held[0] = state;
    return state >>> 2;
  };
}

/** A px up or down counts as that many: what is beside a thing is like what is behind it more often than what is above. */
const upDown = 3;
/** Share of a difference all over a patch that is made up for where it is copied, */
const madeUp = 0.7;
/** and by how much at most, of 255. */
const mostShift = 16;

/**
 * How unlike two patches are: the sum of squared differences, less most of what is the same difference all over them, so
 * that a piece of sky fits at a place where the sky is lighter. Stops early, at no less than `limit`, where it gets there.
 * @param forgiven of a difference in brightness or tint that is the same all over the patch, the share that costs nothing
 * @param step rows that are looked at: every, or every second one
 */
export function patchCost(
  features: Uint8Array,
  width: number,
  target: number,
  source: number,
  limit: number,
  forgiven: number,
  step: number,
): number {
  const each = channels;
  const side = patchSide;
  const rowLength = side * each;
  const stride = width * each;
  let a = (target - reach * width - reach) * each;
  let b = (source - reach * width - reach) * each;
  let [squares, red, green, blue] = [0, 0, 0, 0];
  let count = 0;
  for (let row = 0; row < side; row += step) {
    for (let i = 0; i < rowLength; i += each) {
      const r = (features[a + i] ?? 0) - (features[b + i] ?? 0);
      const g = (features[a + i + 1] ?? 0) - (features[b + i + 1] ?? 0);
      const bl = (features[a + i + 2] ?? 0) - (features[b + i + 2] ?? 0);
      const across = (features[a + i + 3] ?? 0) - (features[b + i + 3] ?? 0);
      const down = (features[a + i + 4] ?? 0) - (features[b + i + 4] ?? 0);
      red += r;
      green += g;
      blue += bl;
      squares += r * r + g * g + bl * bl + across * across + down * down;
    }
    count += side;
    // With more rows it can only grow, whatever difference fits best then.
    if (squares - (forgiven * (red * red + green * green + blue * blue)) / count >= limit)
      return limit;
    a += step * stride;
    b += step * stride;
  }
  return squares - (forgiven * (red * red + green * green + blue * blue)) / count;
}

/** Costs at that share of all, in rising order, count as usual. */
const usualShare = 0.75;

/** A cost that is usual among the targets; at least 1. */
export function usualOf(targets: Int32Array, costOf: (target: number) => number): number {
  const stride = Math.max(1, Math.floor(targets.length / 512));
  const some: number[] = [];
  for (let i = 0; i < targets.length; i += stride) some.push(costOf(targets[i] ?? 0));
  some.sort((a, b) => a - b);
  return Math.max(1, some[Math.floor(some.length * usualShare)] ?? 1);
}

/** How a search looks for patches. */
export interface SearchRules {
  /** Farthest random look around the best patch so far, px; 0 for none. */
  readonly radius: number;
  /** Offsets (x and y in turn, px) from a target to a source that are tried as well. */
  readonly offsets: Int32Array;
  /** How many of them a target tries at a time. */
  readonly offsetTries: number;
  /** What each further use of a source costs. */
  readonly useCost: number;
  /** What a px of distance costs. */
  readonly distanceCost: number;
  /** Share of a difference all over a patch that costs nothing. */
  readonly forgiven: number;
  /** Rows of a patch that are compared: every, or every second one. */
  readonly step: 1 | 2;
}

/** Of each target its source, what that costs and what is to be added to it. */
type Found = Pick<PatchSearch, 'nearest' | 'costs' | 'shifts'>;

/**
 * For every target the source whose patch is most like it: candidates are the neighbours' sources, moved along, frequent
 * offsets of the picture, and random ones around the best so far, ever nearer (M. Ashikhmin, "Synthesizing Natural
 * Textures", 2001; P. Harrison, "A Non-Hierarchical Procedure for Re-Synthesis of Complex Textures", 2001; C. Barnes et al.,
 * "PatchMatch", 2009). A source costs more the more targets use it (A. Kaspar et al., "Self Tuning Texture Optimization", 2015).
 */
export class PatchSearch {
  /**
   * The lists below begin with this pixel of the level: they are as long as the rows with targets, and some px more in which
   * patches vote. Of a large picture that is a fraction.
   */
  readonly base: number;
  /** Of each target, by its index less `base`, the index of its source, else 0. */
  readonly nearest: Int32Array;
  /** What it costs; without end where there is no target. Empty where nothing is searched. */
  readonly costs: Float32Array;
  /** What is to be added to red, green and blue of the source, -16…16. */
  readonly shifts: Int8Array;
  /** By how many targets each pixel of the level is used, as far as 255. */
  private readonly uses: Uint8Array;

  /** @param isSearched without it only sources are kept: what a search needs is as large as the level */
  constructor(
    private readonly level: Level,
    private readonly random: Random,
    isSearched = true,
  ) {
    const { width, height, targets } = level;
    const around = reach * width + reach;
    this.base = Math.max(0, (targets[0] ?? 0) - around);
    const count = Math.min(width * height, (targets.at(-1) ?? 0) + around + 1) - this.base;
    this.nearest = new Int32Array(count);
    this.costs = new Float32Array(isSearched ? count : 0).fill(Number.POSITIVE_INFINITY);
    this.shifts = new Int8Array(3 * count);
    this.uses = new Uint8Array(isSearched ? width * height : 0);
  }

  /** Any source; 0 where there is none. */
  randomSource(): number {
    const { isSource } = this.level;
    let at = 0;
    // Where few are left the next one must do.
    for (let tries = 0; tries < 32; tries += 1) {
      at = this.random() % isSource.length;
      if (isSource[at]) return at;
    }
    const next = isSource.indexOf(1, at);
    return Math.max(0, next >= 0 ? next : isSource.indexOf(1));
  }

  /** Counts the uses and costs anew: what the targets look like has changed. */
  refresh(from: number, to: number, rules: SearchRules): void {
    const { features, width, targets } = this.level;
    if (from === 0) this.uses.fill(0);
    for (let i = from; i < to; i += 1) {
      const target = targets[i] ?? 0;
      const source = this.nearest[target - this.base] ?? 0;
      const extra = this.extraCost(target, source, rules);
      this.use(source);
      this.costs[target - this.base] =
        patchCost(
          features,
          width,
          target,
          source,
          Number.POSITIVE_INFINITY,
          rules.forgiven,
          rules.step,
        ) + extra;
    }
  }

  private use(source: number): void {
    this.uses[source] = Math.min(255, (this.uses[source] ?? 0) + 1);
  }

  private extraCost(target: number, source: number, rules: SearchRules): number {
    const { width } = this.level;
    const across = Math.abs((source % width) - (target % width));
    const down = Math.abs(Math.floor(source / width) - Math.floor(target / width));
    return (
      rules.useCost * Math.min(8, this.uses[source] ?? 0) +
      rules.distanceCost * (across + upDown * down)
    );
  }

  /**
   * How unlike a target and its source usually are, without what uses and distances cost: those are measured by it, and would
   * grow from round to round by themselves. At least 1.
   */
  usualUnlikeness(rules: SearchRules): number {
    const { features, width, targets } = this.level;
    const costOf = (target: number) =>
      patchCost(features, width, target, this.nearest[target - this.base] ?? 0, Number.POSITIVE_INFINITY, rules.forgiven, rules.step); // biome-ignore format: one call
    return usualOf(targets, costOf);
  }

  /** How unlike a target and its source are on average, where all rows count and no tint is forgiven. */
  meanUnlikeness(): number {
    const { features, width, targets } = this.level;
    let sum = 0;
    for (const target of targets)
      sum += patchCost(features, width, target, this.nearest[target - this.base] ?? 0, Number.POSITIVE_INFINITY, 0, 1); // biome-ignore format: one call
    return sum / Math.max(1, targets.length);
  }

  /** What was found so far, to be `set` again. */
  copy(): Found {
    return {
      nearest: this.nearest.slice(),
      costs: this.costs.slice(),
      shifts: this.shifts.slice(),
    };
  }

  set({ nearest, costs, shifts }: Found): void {
    this.nearest.set(nearest);
    this.costs.set(costs);
    this.shifts.set(shifts);
  }

  /** Looks for better sources for the targets `from`…`to - 1`, forwards or, where `isReverse`, from the last one back. */
  pass(from: number, to: number, isReverse: boolean, rules: SearchRules): void {
    const { width, height, isSource, isTarget, targets } = this.level;
    const { nearest, random, base } = this;
    const { radius, offsets, offsetTries } = rules;
    const step = isReverse ? 1 : -1;
    const offsetCount = offsets.length >> 1;
    for (let i = from; i < to; i += 1) {
      const target = targets[isReverse ? targets.length - 1 - i : i] ?? 0;
      const beside = target + step;
      if (isTarget[beside]) this.consider(target, (nearest[beside - base] ?? 0) - step, rules);
      const above = target + step * width;
      if (isTarget[above])
        this.consider(target, (nearest[above - base] ?? 0) - step * width, rules);
      for (let k = 0; k < offsetTries && offsetCount > 0; k += 1) {
        const which = offsetTries >= offsetCount ? k % offsetCount : random() % offsetCount;
        const x = (target % width) + (offsets[2 * which] ?? 0);
        const y = Math.floor(target / width) + (offsets[2 * which + 1] ?? 0);
        if (x >= 0 && y >= 0 && x < width && y < height)
          this.consider(target, y * width + x, rules);
      }
      for (let near = radius; near >= 1; near >>= 1) {
        const best = nearest[target - base] ?? 0;
        const x = (best % width) + (random() % (2 * near + 1)) - near;
        const y = Math.floor(best / width) + (random() % (2 * near + 1)) - near;
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const source = y * width + x;
        if (isSource[source]) this.consider(target, source, rules);
      }
    }
  }

  private consider(target: number, source: number, rules: SearchRules): void {
    const { isSource, features, width } = this.level;
    const place = target - this.base;
    const before = this.nearest[place] ?? 0;
    if (source === before || !isSource[source]) return;
    const limit = this.costs[place] ?? 0;
    const extra = this.extraCost(target, source, rules);
    if (extra >= limit) return;
    const cost =
      patchCost(features, width, target, source, limit - extra, rules.forgiven, rules.step) + extra;
    if (cost >= limit) return;
    this.uses[before] = Math.max(0, (this.uses[before] ?? 0) - 1);
    this.use(source);
    this.nearest[place] = source;
    this.costs[place] = cost;
  }

  /** By how much the sources of the targets `from`…`to - 1` are lighter or darker all over, to be made up for. */
  measureShifts(from: number, to: number): void {
    const { features, width, targets } = this.level;
    const each = channels;
    const rowLength = patchSide * each;
    for (let i = from; i < to; i += 1) {
      const target = targets[i] ?? 0;
      const place = target - this.base;
      const source = this.nearest[place] ?? 0;
      let [red, green, blue] = [0, 0, 0];
      let a = (target - reach * width - reach) * channels;
      let b = (source - reach * width - reach) * channels;
      for (let row = 0; row < patchSide; row += 2) {
        for (let k = 0; k < rowLength; k += 2 * each) {
          red += (features[a + k] ?? 0) - (features[b + k] ?? 0);
          green += (features[a + k + 1] ?? 0) - (features[b + k + 1] ?? 0);
          blue += (features[a + k + 2] ?? 0) - (features[b + k + 2] ?? 0);
        }
        a += 2 * width * channels;
        b += 2 * width * channels;
      }
      this.shifts[3 * place] = shiftOf(red);
      this.shifts[3 * place + 1] = shiftOf(green);
      this.shifts[3 * place + 2] = shiftOf(blue);
    }
  }
}

/** Every second px of every second row was summed. */
const shiftOf = (sum: number): number =>
  Math.round(Math.max(-mostShift, Math.min(mostShift, (madeUp * sum) / (reach + 1) ** 2)));
