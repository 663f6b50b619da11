import type { Alignment } from './alignment';
import type { Samples } from './samples';
import { solve } from './solve';

export interface Fit extends Alignment {
  /** How alike the two are where they were compared: normalised correlation, at most 1. */
  readonly correlation: number;
}

const ITERATIONS = 20;
const UNKNOWNS = 4;

/**
 * Finds where the reference lies in the moved picture, from a first guess. Gauss-Newton over shift,
 * scale and contrast (B. Lucas and T. Kanade, "An iterative image registration technique", 1981), with
 * less weight for pixels that differ much (Huber), since some were repainted.
 */
export function align(samples: Samples, guess: Alignment): Fit {
  let current = guess;
  for (let i = 0; i < ITERATIONS; i += 1) {
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
  const matrix = new Float64Array(UNKNOWNS * UNKNOWNS);
  const vector = new Float64Array(UNKNOWNS);
  const row = new Float64Array(UNKNOWNS);
  for (let i = 0; i < count; i += 1) {
    const expected = samples.expected[i] ?? 0;
    const residual = expected - (samples.value[i] ?? 0);
    const weight = Math.abs(residual) <= spread ? 1 : spread / Math.abs(residual);
    const slopeX = samples.slopeX[i] ?? 0;
    const slopeY = samples.slopeY[i] ?? 0;
    row[0] = slopeX;
    row[1] = slopeY;
    row[2] = slopeX * (samples.x[i] ?? 0) + slopeY * (samples.y[i] ?? 0);
    row[3] = -expected;
    for (let a = 0; a < UNKNOWNS; a += 1) {
      const weighted = weight * (row[a] ?? 0);
      vector[a] = (vector[a] ?? 0) + weighted * residual;
      for (let b = a; b < UNKNOWNS; b += 1)
        matrix[a * UNKNOWNS + b] = (matrix[a * UNKNOWNS + b] ?? 0) + weighted * (row[b] ?? 0);
    }
  }
  return solve(stiffened(matrix, count), vector);
}

/** The whole symmetric matrix; a little stiffness keeps directions without any texture where they are. */
function stiffened(matrix: Float64Array, used: number): Float64Array {
  for (let a = 0; a < UNKNOWNS; a += 1)
    for (let b = 0; b < a; b += 1) matrix[a * UNKNOWNS + b] = matrix[b * UNKNOWNS + a] ?? 0;
  for (let a = 0; a < UNKNOWNS; a += 1) {
    const own = matrix[a * UNKNOWNS + a] ?? 0;
    const shift = Math.max(matrix[0] ?? 0, matrix[UNKNOWNS + 1] ?? 0);
    matrix[a * UNKNOWNS + a] = own + 0.002 * (a < 2 ? shift : own) + 1e-3 * used;
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
