import { emptyPlane, type Plane } from '../pixels/plane';

/** Sweeps over each level after its first guess: PLATFORM's measured trade of time and error. */
const sweeps = 4;

/**
 * Fills the unknown cells of `values` with a membrane: as smooth as can be between the known ones
 * (Laplace's equation, as in P. Pérez et al., "Poisson image editing", 2003). A pyramid of means gives
 * the first guess, sweeps on each level smooth it. In place.
 * @param known 1 for cells that stay, 0 for cells to fill
 */
export function fillMembrane(values: Plane, known: Plane): void {
  if (values.width <= 1 && values.height <= 1) return;
  const coarse = coarser(values, known);
  fillMembrane(coarse.values, coarse.known);
  const { width, height, data } = values;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1)
      if (known.data[i] === 0) data[i] = between(coarse.values, (x - 0.5) / 2, (y - 0.5) / 2);
  for (let sweep = 0; sweep < sweeps; sweep += 1) relax(values, known);
}

/** Half as many cells each way; a coarse cell is known if any of its four is, as their mean. */
function coarser(values: Plane, known: Plane): { values: Plane; known: Plane } {
  const width = (values.width + 1) >> 1;
  const height = (values.height + 1) >> 1;
  const sums = emptyPlane(width, height);
  const counts = emptyPlane(width, height);
  for (let y = 0, i = 0; y < values.height; y += 1) {
    for (let x = 0; x < values.width; x += 1, i += 1) {
      if (known.data[i] === 0) continue;
      const at = (y >> 1) * width + (x >> 1);
      sums.data[at] = (sums.data[at] ?? 0) + (values.data[i] ?? 0);
      counts.data[at] = (counts.data[at] ?? 0) + 1;
    }
  }
  for (let i = 0; i < sums.data.length; i += 1) {
    const count = counts.data[i] ?? 0;
    if (count === 0) continue;
    sums.data[i] = (sums.data[i] ?? 0) / count;
    counts.data[i] = 1;
  }
  return { values: sums, known: counts };
}

/** Bilinear, edges repeated. */
function between({ width, height, data }: Plane, x: number, y: number): number {
  const atX = Math.max(0, Math.min(width - 1, x));
  const atY = Math.max(0, Math.min(height - 1, y));
  const left = Math.floor(atX);
  const top = Math.floor(atY);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1) * width;
  const fx = atX - left;
  const fy = atY - top;
  const upper = (data[top * width + left] ?? 0) * (1 - fx) + (data[top * width + right] ?? 0) * fx;
  const lower = (data[bottom + left] ?? 0) * (1 - fx) + (data[bottom + right] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** One Gauss-Seidel sweep: each unknown cell becomes the mean of its neighbours. */
function relax({ width, height, data }: Plane, known: Plane): void {
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      if (known.data[i] !== 0) continue;
      const left = data[x > 0 ? i - 1 : i] ?? 0;
      const right = data[x < width - 1 ? i + 1 : i] ?? 0;
      const upper = data[y > 0 ? i - width : i] ?? 0;
      const lower = data[y < height - 1 ? i + width : i] ?? 0;
      data[i] = (left + right + upper + lower) / 4;
    }
  }
}
