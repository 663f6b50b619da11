import type { Plane } from './plane';
import { solve } from './solve';

/** The picture's point p, from the centre, appears at scale * p + (dx, dy). Px of the plane. */
export interface Alignment {
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
}

export interface Fit extends Alignment {
  /** How alike the two are where they were compared: normalised correlation, at most 1. */
  readonly correlation: number;
}

const ITERATIONS = 20;
const UNKNOWNS = 4;

/**
 * Finds where `reference` lies in `moved`, comparing where `valid` is 1, from a first guess. Gauss-Newton
 * over shift, scale and contrast (B. Lucas and T. Kanade, "An iterative image registration
 * technique", 1981), with less weight for pixels that differ much (Huber), since some were repainted.
 */
export function align(reference: Plane, moved: Plane, valid: Plane, guess: Alignment): Fit {
  let current = guess;
  for (let i = 0; i < ITERATIONS; i += 1) {
    const step = stepFrom(reference, moved, valid, current);
    if (!step) break;
    const [dx = 0, dy = 0, scale = 0] = step;
    current = { dx: current.dx + dx, dy: current.dy + dy, scale: current.scale + scale };
    const atBorder = (Math.abs(scale) * (reference.width + reference.height)) / 4;
    if (Math.hypot(dx, dy) + atBorder < 0.005) break;
  }
  return { ...current, correlation: correlationAt(reference, moved, valid, current) };
}

/** Visits each valid pixel: index, position from the centre, value and slopes of `moved` there. */
function visit(
  { width, height }: Plane,
  moved: Plane,
  valid: Plane,
  { dx, dy, scale }: Alignment,
  use: (i: number, x: number, y: number, value: number, slopeX: number, slopeY: number) => void,
): void {
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  for (let row = 0, i = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, i += 1) {
      if (valid.data[i] !== 1) continue;
      const x = column - midX;
      const y = row - midY;
      const atX = midX + scale * x + dx;
      const atY = midY + scale * y + dy;
      const left = Math.floor(atX);
      const top = Math.floor(atY);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const fx = atX - left;
      const fy = atY - top;
      const at = top * width + left;
      const a = moved.data[at] ?? 0;
      const b = moved.data[at + 1] ?? 0;
      const c = moved.data[at + width] ?? 0;
      const d = moved.data[at + width + 1] ?? 0;
      const slopeX = (b - a) * (1 - fy) + (d - c) * fy;
      const slopeY = (c - a) * (1 - fx) + (d - b) * fx;
      use(i, x, y, a + fx * slopeX + fy * (c - a), slopeX, slopeY);
    }
  }
}

function stepFrom(
  reference: Plane,
  moved: Plane,
  valid: Plane,
  current: Alignment,
): number[] | undefined {
  const spread = residualSpread(reference, moved, valid, current);
  const matrix = new Float64Array(UNKNOWNS * UNKNOWNS);
  const vector = new Float64Array(UNKNOWNS);
  const row = new Float64Array(UNKNOWNS);
  let used = 0;
  visit(reference, moved, valid, current, (i, x, y, value, slopeX, slopeY) => {
    const expected = reference.data[i] ?? 0;
    const residual = expected - value;
    const weight = Math.abs(residual) <= spread ? 1 : spread / Math.abs(residual);
    row[0] = slopeX;
    row[1] = slopeY;
    row[2] = slopeX * x + slopeY * y;
    row[3] = -expected;
    for (let a = 0; a < UNKNOWNS; a += 1) {
      const weighted = weight * (row[a] ?? 0);
      vector[a] = (vector[a] ?? 0) + weighted * residual;
      for (let b = 0; b < UNKNOWNS; b += 1)
        matrix[a * UNKNOWNS + b] = (matrix[a * UNKNOWNS + b] ?? 0) + weighted * (row[b] ?? 0);
    }
    used += 1;
  });
  if (used < 64) return undefined;
  // A little stiffness keeps directions without any texture where they are.
  for (let a = 0; a < UNKNOWNS; a += 1) {
    const own = matrix[a * UNKNOWNS + a] ?? 0;
    const shift = Math.max(matrix[0] ?? 0, matrix[UNKNOWNS + 1] ?? 0);
    matrix[a * UNKNOWNS + a] = own + 0.002 * (a < 2 ? shift : own) + 1e-3 * used;
  }
  return solve(matrix, vector);
}

/** 1.5 times the mean absolute residual: beyond it a pixel counts less. */
function residualSpread(reference: Plane, moved: Plane, valid: Plane, current: Alignment): number {
  let sum = 0;
  let used = 0;
  visit(reference, moved, valid, current, (i, _x, _y, value) => {
    sum += Math.abs((reference.data[i] ?? 0) - value);
    used += 1;
  });
  return Math.max(0.5, (1.5 * sum) / Math.max(1, used));
}

/** How alike the two are under that alignment: normalised correlation over the valid pixels. */
export function correlationAt(
  reference: Plane,
  moved: Plane,
  valid: Plane,
  current: Alignment,
): number {
  let [both, own, other] = [0, 0, 0];
  visit(reference, moved, valid, current, (i, _x, _y, value) => {
    const expected = reference.data[i] ?? 0;
    both += expected * value;
    own += expected * expected;
    other += value * value;
  });
  return both / Math.sqrt(own * other + 1e-9);
}
