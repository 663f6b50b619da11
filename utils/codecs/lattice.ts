/*
 * A change of colours that is known only by its effect: what becomes of colours on a lattice, linear between them, and
 * the same turned round.
 */

/** Three channels, each 0…1. */
export type Colour = [number, number, number];

/** What becomes of the colours of a lattice of `side` levels each way: three numbers a colour, red runs fastest. */
export interface Lattice {
  readonly side: number;
  readonly values: Float32Array;
  /** What a value that was interpolated stands for; itself where there is none. */
  readonly read?: (value: number) => number;
}

/** The value at a colour, linear between the eight next to it (trilinear); written into `out`. */
export function valueAt({ side, values, read }: Lattice, [r, g, b]: Colour, out: Colour): void {
  const last = side - 1;
  const [x, y, z] = [placeOf(r, last), placeOf(g, last), placeOf(b, last)];
  const [left, top, front] = [cellOf(x, last), cellOf(y, last), cellOf(z, last)];
  const [u, v, w] = [x - left, y - top, z - front];
  out.fill(0);
  for (let corner = 0; corner < 8; corner += 1) {
    const [i, j, k] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const share = (i ? u : 1 - u) * (j ? v : 1 - v) * (k ? w : 1 - w);
    if (share === 0) continue;
    const at = 3 * (left + i + side * (top + j + side * (front + k)));
    out[0] += share * (values[at] ?? 0);
    out[1] += share * (values[at + 1] ?? 0);
    out[2] += share * (values[at + 2] ?? 0);
  }
  if (read) for (const c of [0, 1, 2] as const) out[c] = read(out[c]);
}

/**
 * Goes on beyond the ends of what could be told: values at `low` or `high` are replaced by what those next to them lead
 * to, straight on, but never by one between the two. Without it a slope ends where the cut begins, and between the last value
 * before it and the first one after it nothing is right. In place.
 */
export function goOnBeyond({ side, values }: Lattice, low: number, high: number): void {
  const steps = [1, side, side * side];
  for (let channel = 0; channel < 3; channel += 1) {
    const isEnd = new Int8Array(side ** 3).map((_, i) => {
      const value = values[3 * i + channel] ?? 0;
      return value <= low ? -1 : value >= high ? 1 : 0;
    });
    const isOpen = Uint8Array.from(isEnd, (end) => (end === 0 ? 0 : 1));
    let looked = [...isOpen.keys()].filter((i) => isOpen[i] === 1);
    while (looked.length > 0) {
      const found: [number, number][] = [];
      for (const i of looked) {
        const value = straightOn(values, isOpen, i, channel, steps, side);
        if (value === undefined) continue;
        found.push([i, isEnd[i] === 1 ? Math.max(high, value) : Math.min(low, value)]);
      }
      for (const [i, value] of found) {
        values[3 * i + channel] = value;
        isOpen[i] = 0;
      }
      looked = openBeside(found, isOpen, steps, side);
    }
  }
}

/** The open ones up to two steps from those that were found: no other can be told now. */
function openBeside(
  found: readonly (readonly [number, number])[],
  isOpen: Uint8Array,
  steps: readonly number[],
  side: number,
): number[] {
  const beside = new Set<number>();
  for (const [i] of found)
    for (const [axis, step] of steps.entries()) {
      const place = Math.floor(i / side ** axis) % side;
      for (const way of [-2, -1, 1, 2]) {
        const at = i + way * step;
        if (place + way >= 0 && place + way < side && isOpen[at] === 1) beside.add(at);
      }
    }
  return [...beside];
}

/** The mean of what pairs of known values next to that one lead to; undefined without any. */
function straightOn(
  values: Float32Array,
  isOpen: Uint8Array,
  at: number,
  channel: number,
  steps: readonly number[],
  side: number,
): number | undefined {
  let [sum, count] = [0, 0];
  for (const [axis, step] of steps.entries()) {
    const place = Math.floor(at / side ** axis) % side;
    for (const way of [-1, 1]) {
      if (place + 2 * way < 0 || place + 2 * way >= side) continue;
      const [near, far] = [at + way * step, at + 2 * way * step];
      if (isOpen[near] === 1 || isOpen[far] === 1) continue;
      sum += 2 * (values[3 * near + channel] ?? 0) - (values[3 * far + channel] ?? 0);
      count += 1;
    }
  }
  return count === 0 ? undefined : sum / count;
}

const placeOf = (value: number, last: number): number => last * Math.max(0, Math.min(1, value));
const cellOf = (place: number, last: number): number => Math.min(last - 1, Math.floor(place));

const steps = 20;
/** A step that has to be so short leads no nearer: much can't be shown at all. */
const mostDamping = 1000;
/** A squared distance of less than a quarter of a level of 255. */
const near = 1e-6;
/** Every so many-th colour of the lattice each way is looked at for a beginning. */
const stride = 3;
/** Half the distance over which slopes are measured. */
const reach = 0.012;

/**
 * The lattice turned round, of `side` levels each way: for each colour the one that becomes it, or what comes nearest
 * where nothing does. Gauss-Newton, damped (K. Levenberg, 1944), from the nearest of some: where much is shown alike no
 * slope leads out.
 */
export function inverted(lattice: Lattice, side: number, starts = startsOf(lattice)): Lattice {
  const values = new Float32Array(3 * side ** 3);
  const last = side - 1;
  for (let i = 0; i < side ** 3; i += 1) {
    const [r, g, b] = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)];
    const wanted: Colour = [r / last, g / last, b / last];
    values.set(nearest(lattice, wanted, startFor(starts, wanted)), 3 * i);
  }
  return { side, values };
}

/** Colours and what becomes of them, six numbers each. */
export function startsOf({ side, values, read = (value) => value }: Lattice): Float32Array {
  const found: number[] = [];
  for (let b = 0; b < side; b += stride)
    for (let g = 0; g < side; g += stride)
      for (let r = 0; r < side; r += stride) {
        const at = 3 * (r + side * (g + side * b));
        found.push(r / (side - 1), g / (side - 1), b / (side - 1));
        for (let c = 0; c < 3; c += 1) found.push(read(values[at + c] ?? 0));
      }
  return Float32Array.from(found);
}

export function startFor(starts: Float32Array, [r, g, b]: Colour): Colour {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < starts.length; at += 6) {
    // Most are too far by one channel alone.
    const x = startMiss(r, starts[at + 3] ?? 0);
    if (x * x >= least) continue;
    const y = startMiss(g, starts[at + 4] ?? 0);
    if (x * x + y * y >= least) continue;
    const z = startMiss(b, starts[at + 5] ?? 0);
    const off = x * x + y * y + z * z;
    if (off >= least) continue;
    least = off;
    best = at;
  }
  return [starts[best] ?? 0, starts[best + 1] ?? 0, starts[best + 2] ?? 0];
}

/** The colour that becomes the wanted one, or comes nearest to it, looked for from `start` on. */
export function nearest(lattice: Lattice, wanted: Colour, start: Colour): Colour {
  let best: Colour = [...start];
  let off = missOf(lattice, best, wanted);
  let damping = 1e-4;
  for (let step = 0; step < steps && off > near; step += 1) {
    const move = stepTowards(lattice, best, wanted, damping);
    const tried = best.map((value, i) =>
      Math.max(0, Math.min(1, value + (move[i] ?? 0))),
    ) as Colour;
    const then = missOf(lattice, tried, wanted);
    if (then < off) {
      [best, off] = [tried, then];
      damping = Math.max(1e-6, damping / 4);
    } else damping *= 10;
    if (damping > mostDamping) break;
  }
  return best;
}

/** The square of what a colour, as the lattice has it, misses of the wanted one. */
export function missOf(lattice: Lattice, at: Colour, wanted: Colour): number {
  const value: Colour = [0, 0, 0];
  valueAt(lattice, at, value);
  return value.reduce((sum, one, i) => sum + missing(wanted[i] ?? 0, one) ** 2, 0);
}

/** What a value misses of the wanted one; nothing beyond the end that the wanted one lies at. */
export const missing = (wanted: number, got: number): number =>
  (wanted <= 0 && got < 0) || (wanted >= 1 && got > 1) ? 0 : wanted - got;

/** More than any can be missed: beyond an end at which the wanted one does not lie hardly a slope leads back. */
const astray = 2;
const startMiss = (wanted: number, got: number): number =>
  (wanted > 0 && got <= 0) || (wanted < 1 && got >= 1) ? astray : missing(wanted, got);

/** (JᵀJ + damping) step = Jᵀ (wanted - value), by Cramer's rule. */
function stepTowards(lattice: Lattice, at: Colour, wanted: Colour, damping: number): Colour {
  const value: Colour = [0, 0, 0];
  valueAt(lattice, at, value);
  const slopes = [0, 1, 2].map((channel) => slopeAlong(lattice, at, channel));
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0);
  const misses = wanted.map((one, i) => missing(one, value[i] ?? 0));
  const m = slopes.map((a, i) => slopes.map((b, j) => dot(a, b) + (i === j ? damping : 0)));
  const v = slopes.map((a) => dot(a, misses));
  const columns = [0, 1, 2].map((j) => m.map((row) => row[j] ?? 0));
  const whole = determinant(columns);
  const solved = columns.map((_, j) =>
    whole === 0 ? 0 : determinant(columns.map((column, k) => (k === j ? v : column))) / whole,
  );
  return solved as Colour;
}

function slopeAlong(lattice: Lattice, at: Colour, channel: number): number[] {
  const [before, after]: [Colour, Colour] = [[...at], [...at]];
  before[channel] = Math.max(0, (at[channel] ?? 0) - reach);
  after[channel] = Math.min(1, (at[channel] ?? 0) + reach);
  const [low, high]: [Colour, Colour] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  valueAt(lattice, before, low);
  valueAt(lattice, after, high);
  const width = (after[channel] ?? 0) - (before[channel] ?? 0);
  return high.map((value, i) => (value - (low[i] ?? 0)) / width);
}

function determinant([a = [], b = [], c = []]: readonly (readonly number[])[]): number {
  const [a0 = 0, a1 = 0, a2 = 0] = a;
  const [b0 = 0, b1 = 0, b2 = 0] = b;
  const [c0 = 0, c1 = 0, c2 = 0] = c;
  return a0 * (b1 * c2 - b2 * c1) - b0 * (a1 * c2 - a2 * c1) + c0 * (a1 * b2 - a2 * b1);
}
