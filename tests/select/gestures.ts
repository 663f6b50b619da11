import type { Point, Size } from '../../utils/base/geometry';
import { squaredDistances } from '../../utils/pixels/distance';

/** What somebody does next who wants all of a thing and nothing else. */
export interface Gesture {
  readonly mode: 'add' | 'subtract';
  readonly points: readonly Point[];
}

/** Share of the pixels of either that both have. */
export function overlap(found: ArrayLike<number>, truth: ArrayLike<number>): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    if (found[i] && truth[i]) both++;
    if (found[i] || truth[i]) either++;
  }
  return either === 0 ? 1 : both / either;
}

/** A click in the middle of where a thing is widest. */
export function firstClick(truth: Uint8Array, size: Size): Gesture {
  const { index } = deepest(truth, size);
  return { mode: 'add', points: [placeOf(index, size)] };
}

/**
 * A short stroke where most is wrong: through the deepest place of what lacks or is too much, in the direction in which
 * that goes on farthest. Undefined where nothing wrong is large enough to be hit.
 */
export function nextGesture(
  found: ArrayLike<number>,
  truth: Uint8Array,
  size: Size,
): Gesture | undefined {
  const lacking = deepest(
    truth.map((isIn, i) => (isIn && !found[i] ? 1 : 0)),
    size,
  );
  const beyond = deepest(
    truth.map((isIn, i) => (!isIn && found[i] ? 1 : 0)),
    size,
  );
  const worst = lacking.area >= beyond.area ? lacking : beyond;
  if (worst.area === 0 || worst.depth < hittable) return undefined;
  const mode = worst === lacking ? 'add' : 'subtract';
  return { mode, points: strokeThrough(worst, size) };
}

/** Px from the edge of what is wrong to its middle: with less of it nobody goes on. */
const hittable = 2.5;

interface Blot {
  /** The largest part that hangs together. */
  readonly cells: Uint8Array;
  readonly area: number;
  /** Its pixel that is farthest from its edge. */
  readonly index: number;
  /** How far, px. */
  readonly depth: number;
}

function deepest(cells: Uint8Array, size: Size): Blot {
  const largest = largestPart(cells, size);
  const distances = squaredDistances(size, (i) => !largest.cells[i]);
  let index = 0;
  for (let i = 0; i < distances.length; i++)
    if (largest.cells[i] && (distances[i] ?? 0) > (distances[index] ?? 0)) index = i;
  if (!largest.cells[index]) index = largest.cells.indexOf(1);
  return { ...largest, index, depth: Math.sqrt(distances[index] ?? 0) };
}

function largestPart(cells: Uint8Array, { width, height }: Size) {
  const seen = new Uint8Array(cells.length);
  let best: number[] = [];
  for (let start = 0; start < cells.length; start++) {
    if (!cells[start] || seen[start]) continue;
    const part = [start];
    seen[start] = 1;
    for (let at = 0; at < part.length; at++) {
      const i = part[at] ?? 0;
      const x = i % width;
      const visit = (j: number, isThere: boolean) => {
        if (!isThere || !cells[j] || seen[j]) return;
        seen[j] = 1;
        part.push(j);
      };
      visit(i - 1, x > 0);
      visit(i + 1, x + 1 < width);
      visit(i - width, i >= width);
      visit(i + width, i < width * (height - 1));
    }
    if (part.length > best.length) best = part;
  }
  const own = new Uint8Array(cells.length);
  for (const i of best) own[i] = 1;
  return { cells: own, area: best.length };
}

function strokeThrough({ cells, index }: Blot, size: Size): Point[] {
  const middle = placeOf(index, size);
  const { width, height } = size;
  const reach = (angle: number): number => {
    let length = 0;
    for (; ; length++) {
      const x = Math.floor(middle.x + length * Math.cos(angle));
      const y = Math.floor(middle.y + length * Math.sin(angle));
      if (x < 0 || y < 0 || x >= width || y >= height || !cells[y * width + x]) return length;
    }
  };
  const directions = Array.from({ length: 16 }, (_, i) => (i * Math.PI) / 16);
  const best = directions.reduce((a, b) =>
    reach(b) + reach(b + Math.PI) > reach(a) + reach(a + Math.PI) ? b : a,
  );
  const end = (angle: number) => {
    const length = Math.min(0.6 * reach(angle), width / 6);
    return { x: middle.x + length * Math.cos(angle), y: middle.y + length * Math.sin(angle) };
  };
  return [end(best + Math.PI), middle, end(best)];
}

const placeOf = (index: number, { width }: Size): Point => ({
  x: (index % width) + 0.5,
  y: Math.floor(index / width) + 0.5,
});
