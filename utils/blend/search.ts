import { emptyPlane, type Plane } from '../pixels/plane';
import { type Alignment, stillAlignment } from './align';
import type { Level } from './comparison-levels';

/** Px of the level that are searched each way. */
const reach = 3;
/** Scales that are searched: also those that are refused, lest a false fit passes for a true one. */
const scales = { least: 0.75, most: 1.35 } as const;
/** From one scale to the next the border moves by half as many px of the level. */
const borderStep = 1.5;

/** A place to begin an alignment at, and how alike the two are there: normalised correlation, at most 1. */
export interface AlignmentStart {
  readonly at: Alignment;
  readonly correlation: number;
}

/**
 * Looks at all scales and shifts by whole px of a coarse level.
 * @returns the best of those that `isNear` holds for, and the best of all others; the least moved among equals
 */
export function searchPlaces(
  { reference, moved, valid }: Level,
  isNear: (at: Alignment) => boolean,
): { near: AlignmentStart; far: AlignmentStart } {
  const compared = comparedPixels(reference, valid);
  const best = { near: nowhere, far: nowhere };
  const ranks = { near: -2, far: -2 };
  for (const scale of scalesFor(reference)) {
    const scaled = rescaledPlane(moved, scale);
    for (let down = -reach; down <= reach; down += 1)
      for (let right = -reach; right <= reach; right += 1) {
        const at = { dx: right * scale, dy: down * scale, scale };
        const correlation = correlationOf(compared, scaled, right, down);
        const rank = correlation - effort(at, reference);
        const side = isNear(at) ? 'near' : 'far';
        if (rank <= ranks[side]) continue;
        ranks[side] = rank;
        best[side] = { at, correlation };
      }
  }
  return best;
}

const nowhere: AlignmentStart = { at: stillAlignment, correlation: -1 };

/** Of equal fits, as in a repeating pattern, the one that moves least is wanted. */
export const effort = ({ dx, dy, scale }: Alignment, size: Pick<Plane, 'width' | 'height'>) =>
  0.005 * (Math.hypot(dx, dy) + (Math.abs(scale - 1) * (size.width + size.height)) / 4);

/** From 1 outwards in both directions. */
function scalesFor({ width, height }: Plane): number[] {
  const step = borderStep / Math.max(width, height);
  const found = [1];
  for (let scale = 1 + step; scale <= scales.most; scale += step) found.push(scale);
  for (let scale = 1 - step; scale >= scales.least; scale -= step) found.push(scale);
  return found;
}

interface Compared {
  /** Of each compared pixel in a rescaled plane that is moved by nothing. */
  readonly places: Int32Array;
  readonly values: Float32Array;
}

function comparedPixels({ width, data }: Plane, valid: Plane): Compared {
  const pixels = Int32Array.from([...valid.data.keys()].filter((i) => valid.data[i] === 1));
  const wide = width + 2 * reach;
  return {
    places: pixels.map((i) => (Math.floor(i / width) + reach) * wide + (i % width) + reach),
    values: Float32Array.from(pixels, (i) => data[i] ?? 0),
  };
}

/** What lies at `scale` times the distance from the middle, with `reach` px more on all sides; NaN beyond the picture. */
function rescaledPlane({ width, height, data }: Plane, scale: number): Plane {
  const out = emptyPlane(width + 2 * reach, height + 2 * reach);
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, i = 0; y < out.height; y += 1) {
    const fromY = midY + scale * (y - reach - midY);
    const top = Math.min(height - 2, Math.floor(fromY));
    const isOff = fromY < 0 || fromY > height - 1;
    for (let x = 0; x < out.width; x += 1, i += 1) {
      const fromX = midX + scale * (x - reach - midX);
      const left = Math.min(width - 2, Math.floor(fromX));
      if (isOff || fromX < 0 || fromX > width - 1) {
        out.data[i] = Number.NaN;
        continue;
      }
      const at = top * width + left;
      const upper = (data[at] ?? 0) + (fromX - left) * ((data[at + 1] ?? 0) - (data[at] ?? 0));
      const below = at + width;
      const lower = (data[below] ?? 0) + (fromX - left) * ((data[below + 1] ?? 0) - (data[below] ?? 0)); // biome-ignore format: as above
      out.data[i] = upper + (fromY - top) * (lower - upper);
    }
  }
  return out;
}

function correlationOf({ places, values }: Compared, scaled: Plane, right: number, down: number) {
  const { width, data } = scaled;
  const shift = down * width + right;
  let [both, own, other] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const there = data[(places[i] ?? 0) + shift] ?? 0;
    if (Number.isNaN(there)) continue;
    const here = values[i] ?? 0;
    both += here * there;
    own += here * here;
    other += there * there;
  }
  return both / Math.sqrt(own * other + 1e-9);
}
