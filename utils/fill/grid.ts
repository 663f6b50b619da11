/**
 * Equations between pixels that lie side by side, as evening out asks them: a place's value times `sum` is what its neighbours'
 * values weigh together and what is `wanted` of it. Places are in rows from the top, so the one to the right is the next one.
 * Three values a place: red, green and blue.
 */
export interface Grid {
  /** px in a row of the plane that `places` are indices of. */
  readonly width: number;
  readonly places: Int32Array;
  /** The places above and below, by index among the places; itself where there is none. */
  readonly above: Int32Array;
  readonly below: Int32Array;
  /** How much the joint to the right counts, and the one below; 0 for none. */
  readonly toRight: Float32Array;
  readonly toBelow: Float32Array;
  /** How much all joints of a place count together; 0 for a place that has none. */
  readonly sum: Float32Array;
  readonly wanted: Float32Array;
}

/** Rounds before and after the coarser grid has been asked. */
const rounds = 1;
/** Places of a grid that is solved as it is, and the rounds for it. */
const fewPlaces = 24;
const roundsForFew = 24;
/** Where a coarser grid's first answer leaves no more than this share, it is not asked again. */
const enough = 0.25;
/** Places between two rests. */
const chunk = 16_384;

export const emptyGrid = (width: number, places: Int32Array): Grid => ({
  ...{ width, places },
  above: numbered(places.length),
  below: numbered(places.length),
  toRight: new Float32Array(places.length),
  toBelow: new Float32Array(places.length),
  sum: new Float32Array(places.length),
  wanted: new Float32Array(3 * places.length),
});

function numbered(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i += 1) numbers[i] = i;
  return numbers;
}

/**
 * Solves the equations by cycles of a multigrid method: what changes over few px is settled on the grid itself, what changes over
 * many on grids of blocks of 2 x 2, which are asked twice, the second time for what the first answer has left (Y. Notay and
 * P. Vassilevski, "Recursive Krylov-based multigrid cycles", 2008).
 * @param values to begin with, changed in place
 * @yields the share of the work, 1 in all
 */
export function* solve(grid: Grid, values: Float32Array, cycles: number): Generator<number, void> {
  const grids = [grid];
  const parents: Int32Array[] = [];
  for (let last = grid; last.places.length > fewPlaces; ) {
    yield 0;
    const { coarse, parent } = blocksOf(last);
    if (coarse.places.length > 0.8 * last.places.length) break; // of what is one px thin
    grids.push(coarse);
    parents.push(parent);
    last = coarse;
  }
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    yield* cycleFrom({ grids, parents }, 0, values);
    yield 1 / cycles;
  }
}

interface Grids {
  readonly grids: readonly Grid[];
  /** Of each place of a grid its block on the next one. */
  readonly parents: readonly Int32Array[];
}

/** Brings the values of a grid nearer to what is wanted, by rounds on it and by all that are coarser. */
function* cycleFrom(all: Grids, depth: number, values: Float32Array): Generator<number, void> {
  const grid = all.grids[depth];
  const [coarse, parent] = [all.grids[depth + 1], all.parents[depth]];
  if (!grid) return;
  for (let round = 0; round < (coarse ? rounds : roundsForFew); round += 1)
    yield* relax(grid, values, false);
  if (!coarse || !parent) return;
  yield* restrict(grid, values, coarse, parent);
  const changes = yield* askTwice(all, depth + 1);
  for (let i = 0; i < parent.length; i += 1) {
    if (grid.sum[i] === 0) continue;
    const from = 3 * (parent[i] ?? 0);
    for (let channel = 0; channel < 3; channel += 1)
      values[3 * i + channel] = (values[3 * i + channel] ?? 0) + (changes[from + channel] ?? 0);
  }
  for (let round = 0; round < rounds; round += 1) yield* relax(grid, values, true);
}

/** What a coarser grid makes of its wishes: the best of one cycle's answer and of another's to what that leaves. */
function* askTwice(all: Grids, depth: number): Generator<number, Float32Array> {
  const grid = all.grids[depth];
  const length = 3 * (grid?.places.length ?? 0);
  const first = new Float32Array(length);
  yield* cycleFrom(all, depth, first);
  if (!grid || !all.grids[depth + 1]) return first; // solved as it is
  const { wanted } = grid;
  const ofFirst = timesOf(grid, first);
  const before = dots(wanted, wanted);
  const firstNorm = dots(first, ofFirst);
  const firstShare = shares(dots(first, wanted), firstNorm);
  for (let i = 0; i < length; i += 1)
    wanted[i] = (wanted[i] ?? 0) - (firstShare[i % 3] ?? 0) * (ofFirst[i] ?? 0);
  if (dots(wanted, wanted).every((left, c) => left <= enough ** 2 * (before[c] ?? 0)))
    return first.map((value, i) => (firstShare[i % 3] ?? 0) * value);
  const second = new Float32Array(length);
  yield* cycleFrom(all, depth, second);
  const common = dots(second, ofFirst);
  const ofSecond = timesOf(grid, second);
  const secondNorm = dots(second, ofSecond).map((norm, c) => norm - ratio((common[c] ?? 0) ** 2, firstNorm[c] ?? 0)); // biome-ignore format: one line
  const secondShare = shares(dots(second, wanted), secondNorm);
  return first.map((value, i) => {
    const c = i % 3;
    const of = (firstShare[c] ?? 0) - ratio((common[c] ?? 0) * (secondShare[c] ?? 0), firstNorm[c] ?? 0); // biome-ignore format: one line
    return of * value + (secondShare[c] ?? 0) * (second[i] ?? 0);
  });
}

const ratio = (of: number, to: number): number => (to > 0 ? of / to : 0);
const shares = (of: readonly number[], to: readonly number[]): number[] =>
  of.map((value, c) => ratio(value, to[c] ?? 0));

/** Products of two lists, summed for each channel. */
function dots(a: Float32Array, b: Float32Array): number[] {
  const sums = [0, 0, 0];
  for (let i = 0; i < a.length; i += 3)
    for (let c = 0; c < 3; c += 1) sums[c] = (sums[c] ?? 0) + (a[i + c] ?? 0) * (b[i + c] ?? 0);
  return sums;
}

/** What values come to in the equations, without what is wanted. */
function timesOf(grid: Grid, values: Float32Array): Float32Array {
  const out = new Float32Array(values.length);
  const near = new Float64Array(3);
  for (let i = 0, at = 0; i < grid.sum.length; i += 1, at += 3) {
    const sum = grid.sum[i] ?? 0;
    weighNeighbours(grid, values, i, near);
    out[at] = sum * (values[at] ?? 0) - (near[0] ?? 0);
    out[at + 1] = sum * (values[at + 1] ?? 0) - (near[1] ?? 0);
    out[at + 2] = sum * (values[at + 2] ?? 0) - (near[2] ?? 0);
  }
  return out;
}

/** Writes what a place's neighbours weigh together. */
function weighNeighbours(
  { above, below, toRight, toBelow }: Grid,
  values: Float32Array,
  i: number,
  out: Float64Array,
): void {
  const [up, down] = [above[i] ?? i, below[i] ?? i];
  const right = toRight[i] ?? 0;
  const left = i > 0 ? (toRight[i - 1] ?? 0) : 0;
  const lower = toBelow[i] ?? 0;
  const upper = up === i ? 0 : (toBelow[up] ?? 0);
  // A joint that is none counts for nothing, whatever stands at its place.
  const after = right === 0 ? 3 * i : 3 * i + 3;
  const before = left === 0 ? 3 * i : 3 * i - 3;
  const [over, under] = [3 * up, 3 * down];
  out[0] =
    right * (values[after] ?? 0) +
    left * (values[before] ?? 0) +
    lower * (values[under] ?? 0) +
    upper * (values[over] ?? 0);
  out[1] =
    right * (values[after + 1] ?? 0) +
    left * (values[before + 1] ?? 0) +
    lower * (values[under + 1] ?? 0) +
    upper * (values[over + 1] ?? 0);
  out[2] =
    right * (values[after + 2] ?? 0) +
    left * (values[before + 2] ?? 0) +
    lower * (values[under + 2] ?? 0) +
    upper * (values[over + 2] ?? 0);
}

/** A round of Gauss and Seidel, forwards or back. */
function* relax(grid: Grid, values: Float32Array, isReverse: boolean): Generator<number, void> {
  const count = grid.sum.length;
  for (let from = 0; from < count; from += chunk) {
    if (from > 0) yield 0;
    relaxSome(grid, values, from, Math.min(count, from + chunk), isReverse);
  }
}

function relaxSome(
  grid: Grid,
  values: Float32Array,
  from: number,
  to: number,
  isReverse: boolean,
): void {
  const { sum, wanted } = grid;
  const near = new Float64Array(3);
  for (let k = from; k < to; k += 1) {
    const i = isReverse ? sum.length - 1 - k : k;
    const all = sum[i] ?? 0;
    if (all === 0) continue;
    weighNeighbours(grid, values, i, near);
    const at = 3 * i;
    values[at] = ((wanted[at] ?? 0) + (near[0] ?? 0)) / all;
    values[at + 1] = ((wanted[at + 1] ?? 0) + (near[1] ?? 0)) / all;
    values[at + 2] = ((wanted[at + 2] ?? 0) + (near[2] ?? 0)) / all;
  }
}

/** What is left to be wanted, block by block. */
function* restrict(
  grid: Grid,
  values: Float32Array,
  coarse: Grid,
  parent: Int32Array,
): Generator<number, void> {
  coarse.wanted.fill(0);
  for (let from = 0; from < parent.length; from += chunk) {
    if (from > 0) yield 0;
    restrictSome(grid, values, coarse.wanted, parent, from, Math.min(parent.length, from + chunk));
  }
}

function restrictSome(
  grid: Grid,
  values: Float32Array,
  left: Float32Array,
  parent: Int32Array,
  from: number,
  end: number,
): void {
  const { sum, wanted } = grid;
  const near = new Float64Array(3);
  for (let i = from; i < end; i += 1) {
    const all = sum[i] ?? 0;
    if (all === 0) continue;
    weighNeighbours(grid, values, i, near);
    const [to, at] = [3 * (parent[i] ?? 0), 3 * i];
    for (let c = 0; c < 3; c += 1)
      left[to + c] =
        (left[to + c] ?? 0) + (wanted[at + c] ?? 0) + (near[c] ?? 0) - all * (values[at + c] ?? 0);
  }
}

/** The same equations for blocks of 2 x 2 places, each of one value; and each place's block. */
function blocksOf(grid: Grid): { readonly coarse: Grid; readonly parent: Int32Array } {
  const { width, places, below, toRight, toBelow, sum } = grid;
  const across = (width + 1) >> 1;
  const parent = new Int32Array(places.length);
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] ?? 0;
    const y = Math.floor(place / width);
    parent[i] = (y >> 1) * across + ((place - y * width) >> 1);
  }
  // Those of one row can begin and end a row's length apart.
  const first = (parent[0] ?? 0) - across;
  const indices = new Int32Array((parent.at(-1) ?? 0) + across + 1 - first);
  for (let i = 0; i < places.length; i += 1) if (sum[i]) indices[(parent[i] ?? 0) - first] = 1;
  let count = 0;
  for (let at = 0; at < indices.length; at += 1) {
    if (!indices[at]) continue;
    count += 1;
    indices[at] = count;
  }
  const blocks = new Int32Array(count);
  for (let at = 0; at < indices.length; at += 1) {
    const index = indices[at] ?? 0;
    if (index > 0) blocks[index - 1] = at + first;
  }
  const coarse = emptyGrid(across, blocks);
  for (let i = 0; i < places.length; i += 1)
    parent[i] = (indices[(parent[i] ?? 0) - first] ?? 0) - 1;
  for (let i = 0; i < places.length; i += 1) {
    if (!sum[i]) continue;
    const own = parent[i] ?? 0;
    coarse.sum[own] = (coarse.sum[own] ?? 0) + (sum[i] ?? 0);
    const right = toRight[i] ?? 0;
    if (right > 0) join(coarse, own, parent[i + 1] ?? 0, right, coarse.toRight);
    const lower = toBelow[i] ?? 0;
    const beneath = parent[below[i] ?? i] ?? 0;
    if (lower > 0 && join(coarse, own, beneath, lower, coarse.toBelow)) {
      coarse.below[own] = beneath;
      coarse.above[beneath] = own;
    }
  }
  return { coarse, parent };
}

/** Adds a joint between two blocks; one inside a block weighs no more, from either side. */
function join(
  { sum }: Grid,
  own: number,
  other: number,
  weight: number,
  weights: Float32Array,
): boolean {
  if (own === other) sum[own] = (sum[own] ?? 0) - 2 * weight;
  else weights[own] = (weights[own] ?? 0) + weight;
  return own !== other;
}
