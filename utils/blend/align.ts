import type { Plane } from '../pixels/raster';

/** The picture's point p, from the centre, appears at scale * p + (dx, dy). Px of the plane. */
export interface Alignment {
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
}

export const stillAlignment: Alignment = { dx: 0, dy: 0, scale: 1 };

export interface Fit extends Alignment {
  /** How alike the two are where they were compared: normalised correlation, at most 1. */
  readonly correlation: number;
}

const iterations = 20;
const unknowns = 4;
/** Of more pixels every so many-th is compared: four unknowns are known well enough by these. */
const mostSamples = 40_000;

/**
 * Finds where the reference lies in the moved picture, from a first guess. Gauss-Newton over shift,
 * scale and contrast (B. Lucas and T. Kanade, "An iterative image registration technique", 1981), with
 * less weight for pixels that differ much (Huber), since some were repainted.
 */
export function align(samples: Samples, guess: Alignment): Fit {
  let current = guess;
  for (let i = 0; i < iterations; i += 1) {
    samples.take(current);
    const step = stepFrom(samples);
    if (!step) break;
    const [dx = 0, dy = 0, scale = 0] = step;
    current = { dx: current.dx + dx, dy: current.dy + dy, scale: current.scale + scale };
    const atBorder = (Math.abs(scale) * (samples.width + samples.height)) / 4;
    if (Math.hypot(dx, dy) + atBorder < 0.005) break;
  }
  return { ...current, correlation: correlationAt(samples, current) };
}

function stepFrom(samples: Samples): number[] | undefined {
  const { count } = samples;
  if (count < 64) return undefined;
  const spread = residualSpread(samples);
  // The sums of the normal equations by name: lists in the innermost loop take four times as long.
  let [xx, xy, xz, xe, yy, yz, ye, zz, ze, ee] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [x, y, z, e] = [0, 0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const expected = samples.expected[i] ?? 0;
    const residual = expected - (samples.value[i] ?? 0);
    const away = Math.abs(residual);
    const weight = away <= spread ? 1 : spread / away;
    const across = samples.slopeX[i] ?? 0;
    const down = samples.slopeY[i] ?? 0;
    const outward = across * (samples.x[i] ?? 0) + down * (samples.y[i] ?? 0);
    const wx = weight * across;
    const wy = weight * down;
    const wz = weight * outward;
    const we = weight * -expected;
    x += wx * residual;
    y += wy * residual;
    z += wz * residual;
    e += we * residual;
    xx += wx * across;
    xy += wx * down;
    xz += wx * outward;
    xe -= wx * expected;
    yy += wy * down;
    yz += wy * outward;
    ye -= wy * expected;
    zz += wz * outward;
    ze -= wz * expected;
    ee -= we * expected;
  }
  const matrix = [xx, xy, xz, xe, 0, yy, yz, ye, 0, 0, zz, ze, 0, 0, 0, ee];
  return solve(stiffened(Float64Array.from(matrix), count), Float64Array.of(x, y, z, e));
}

/** The whole symmetric matrix; a little stiffness keeps directions without any texture where they are. */
function stiffened(matrix: Float64Array, used: number): Float64Array {
  for (let a = 0; a < unknowns; a += 1)
    for (let b = 0; b < a; b += 1) matrix[a * unknowns + b] = matrix[b * unknowns + a] ?? 0;
  for (let a = 0; a < unknowns; a += 1) {
    const own = matrix[a * unknowns + a] ?? 0;
    const shift = Math.max(matrix[0] ?? 0, matrix[unknowns + 1] ?? 0);
    matrix[a * unknowns + a] = own + 0.002 * (a < 2 ? shift : own) + 1e-3 * used;
  }
  return matrix;
}

/** 1.5 times the mean absolute residual: beyond it a pixel counts less. */
function residualSpread({ count, expected, value }: Samples): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += Math.abs((expected[i] ?? 0) - (value[i] ?? 0));
  return Math.max(0.5, (1.5 * sum) / Math.max(1, count));
}

/** How alike the two are under that alignment: normalised correlation over the compared pixels. */
export function correlationAt(samples: Samples, alignment: Alignment): number {
  samples.take(alignment);
  const { count, expected, value } = samples;
  let [both, own, other] = [0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const here = expected[i] ?? 0;
    const there = value[i] ?? 0;
    both += here * there;
    own += here * here;
    other += there * there;
  }
  return both / Math.sqrt(own * other + 1e-9);
}

/**
 * The pixels of a reference that are compared, and what the moved picture holds at their places: the
 * first `count` entries of each list after `take`.
 */
export class Samples {
  readonly width: number;
  readonly height: number;
  count = 0;
  /** Px from the middle of the reference. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The reference's value, and the moved picture's with its slopes, bilinear. */
  readonly expected: Float32Array;
  readonly value: Float32Array;
  readonly slopeX: Float32Array;
  readonly slopeY: Float32Array;
  /** Where the compared pixels are, and what the reference holds there. */
  private readonly columns: Float32Array;
  private readonly rows: Float32Array;
  private readonly values: Float32Array;

  /** @param valid 1 for the pixels that are compared */
  constructor(
    reference: Plane,
    private readonly moved: Plane,
    valid: Plane,
  ) {
    this.width = reference.width;
    this.height = reference.height;
    const compared = someOf(valid);
    const { length } = compared;
    this.columns = new Float32Array(length);
    this.rows = new Float32Array(length);
    this.values = new Float32Array(length);
    for (let i = 0; i < length; i += 1) {
      const pixel = compared[i] ?? 0;
      this.columns[i] = pixel % this.width;
      this.rows[i] = Math.floor(pixel / this.width);
      this.values[i] = reference.data[pixel] ?? 0;
    }
    this.x = new Float32Array(length);
    this.y = new Float32Array(length);
    this.expected = new Float32Array(length);
    this.value = new Float32Array(length);
    this.slopeX = new Float32Array(length);
    this.slopeY = new Float32Array(length);
  }

  /** Looks the compared pixels up where they are by that alignment; those that left the picture are left out. */
  take({ dx, dy, scale }: Alignment): void {
    const { width, height, columns, rows, values } = this;
    const { data } = this.moved;
    const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
    let count = 0;
    for (let i = 0; i < values.length; i += 1) {
      const x = (columns[i] ?? 0) - midX;
      const y = (rows[i] ?? 0) - midY;
      const atX = midX + scale * x + dx;
      const atY = midY + scale * y + dy;
      const left = Math.floor(atX);
      const top = Math.floor(atY);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const at = top * width + left;
      const a = data[at] ?? 0;
      const b = data[at + 1] ?? 0;
      const c = data[at + width] ?? 0;
      const d = data[at + width + 1] ?? 0;
      const slopeX = (b - a) * (1 - (atY - top)) + (d - c) * (atY - top);
      this.x[count] = x;
      this.y[count] = y;
      this.expected[count] = values[i] ?? 0;
      this.value[count] = a + (atX - left) * slopeX + (atY - top) * (c - a);
      this.slopeX[count] = slopeX;
      this.slopeY[count] = (c - a) * (1 - (atX - left)) + (d - b) * (atX - left);
      count += 1;
    }
    this.count = count;
  }
}

/** Pixels that are compared, at most `mostSamples` of them, spread over all. */
function someOf({ data }: Plane): Int32Array {
  let count = 0;
  for (let i = 0; i < data.length; i += 1) if (data[i] === 1) count += 1;
  const every = Math.max(1, Math.ceil(count / mostSamples));
  const found = new Int32Array(Math.ceil(count / every));
  let seen = 0;
  for (let i = 0; i < data.length; i += 1) {
    if (data[i] !== 1) continue;
    if (seen % every === 0) found[seen / every] = i;
    seen += 1;
  }
  return found;
}

/**
 * x of A x = b by Gaussian elimination with pivoting; overwrites both.
 * @param matrix row by row, as many rows as `vector` has values
 * @returns undefined if the matrix is singular
 */
function solve(matrix: Float64Array, vector: Float64Array): number[] | undefined {
  const n = vector.length;
  const at = (row: number, column: number): number => matrix[row * n + column] ?? 0;
  for (let pivot = 0; pivot < n; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < n; row += 1)
      if (Math.abs(at(row, pivot)) > Math.abs(at(best, pivot))) best = row;
    if (Math.abs(at(best, pivot)) < 1e-12) return undefined;
    swapRows(matrix, vector, pivot, best);
    for (let row = pivot + 1; row < n; row += 1) {
      const factor = at(row, pivot) / at(pivot, pivot);
      for (let column = pivot; column < n; column += 1)
        matrix[row * n + column] = at(row, column) - factor * at(pivot, column);
      vector[row] = (vector[row] ?? 0) - factor * (vector[pivot] ?? 0);
    }
  }
  const result = new Array<number>(n).fill(0);
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = vector[row] ?? 0;
    for (let column = row + 1; column < n; column += 1)
      sum -= at(row, column) * (result[column] ?? 0);
    result[row] = sum / at(row, row);
  }
  return result;
}

function swapRows(matrix: Float64Array, vector: Float64Array, a: number, b: number): void {
  const n = vector.length;
  for (let column = 0; column < n; column += 1) {
    const kept = matrix[a * n + column] ?? 0;
    matrix[a * n + column] = matrix[b * n + column] ?? 0;
    matrix[b * n + column] = kept;
  }
  [vector[a], vector[b]] = [vector[b] ?? 0, vector[a] ?? 0];
}
