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
}

/** The value at a colour, linear between the eight next to it (trilinear); written into `out`. */
export function valueAt({ side, values }: Lattice, [r, g, b]: Colour, out: Colour): void {
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
}

const placeOf = (value: number, last: number): number => last * Math.max(0, Math.min(1, value));
const cellOf = (place: number, last: number): number => Math.min(last - 1, Math.floor(place));

const steps = 8;
/** A squared distance of less than a quarter of a level of 255. */
const near = 1e-6;
/** Every so many-th colour of the lattice each way is looked at for a beginning. */
const stride = 3;
/** Half the distance over which slopes are measured. */
const reach = 0.03;

/**
 * The lattice turned round, of `side` levels each way: for each colour the one that becomes it, or what comes nearest
 * where nothing does. Gauss-Newton, damped (K. Levenberg, 1944), from the nearest of some: where much is shown alike no
 * slope leads out.
 */
export function inverted(lattice: Lattice, side: number): Lattice {
  const values = new Float32Array(3 * side ** 3);
  const last = side - 1;
  const starts = startsOf(lattice);
  for (let i = 0; i < side ** 3; i += 1) {
    const [r, g, b] = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)];
    const wanted: Colour = [r / last, g / last, b / last];
    values.set(nearest(lattice, wanted, startFor(starts, wanted)), 3 * i);
  }
  return { side, values };
}

/** Colours and what becomes of them, six numbers each. */
function startsOf({ side, values }: Lattice): Float32Array {
  const found: number[] = [];
  for (let b = 0; b < side; b += stride)
    for (let g = 0; g < side; g += stride)
      for (let r = 0; r < side; r += stride) {
        const at = 3 * (r + side * (g + side * b));
        found.push(r / (side - 1), g / (side - 1), b / (side - 1), ...values.subarray(at, at + 3));
      }
  return Float32Array.from(found);
}

function startFor(starts: Float32Array, [r, g, b]: Colour): Colour {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < starts.length; at += 6) {
    const [x, y, z] = [
      (starts[at + 3] ?? 0) - r,
      (starts[at + 4] ?? 0) - g,
      (starts[at + 5] ?? 0) - b,
    ];
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
  let off = distance(lattice, best, wanted);
  let damping = 1e-4;
  for (let step = 0; step < steps && off > near; step += 1) {
    const move = stepTowards(lattice, best, wanted, damping);
    const tried = best.map((value, i) =>
      Math.max(0, Math.min(1, value + (move[i] ?? 0))),
    ) as Colour;
    const then = distance(lattice, tried, wanted);
    if (then < off) {
      [best, off] = [tried, then];
      damping = Math.max(1e-6, damping / 4);
    } else damping *= 10;
  }
  return best;
}

function distance(lattice: Lattice, at: Colour, wanted: Colour): number {
  const value: Colour = [0, 0, 0];
  valueAt(lattice, at, value);
  return value.reduce((sum, one, i) => sum + (one - (wanted[i] ?? 0)) ** 2, 0);
}

/** (JᵀJ + damping) step = Jᵀ (wanted - value), by Cramer's rule. */
function stepTowards(lattice: Lattice, at: Colour, wanted: Colour, damping: number): Colour {
  const value: Colour = [0, 0, 0];
  valueAt(lattice, at, value);
  const slopes = [0, 1, 2].map((channel) => slopeAlong(lattice, at, channel));
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0);
  const missing = wanted.map((one, i) => one - (value[i] ?? 0));
  const m = slopes.map((a, i) => slopes.map((b, j) => dot(a, b) + (i === j ? damping : 0)));
  const v = slopes.map((a) => dot(a, missing));
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
