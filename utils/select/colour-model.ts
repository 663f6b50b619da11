import type { LabPicture } from './features';
import type { Pieces } from './pieces';

/** Bins a side: of L* of 6.25, of a* and b* of 8 from -64 on. */
const side = 16;
const bins = side ** 3;

/** Which colours each piece has, and how often: those of piece `p` are `starts[p]` … `starts[p + 1] - 1`. */
export interface PieceColours {
  readonly starts: Int32Array<ArrayBuffer>;
  readonly bins: Uint16Array<ArrayBuffer>;
  /** Shares of the piece's pixels, adding up to 1. */
  readonly shares: Float32Array<ArrayBuffer>;
}

const binOf = (lab: Float32Array, i: number): number => {
  const l = Math.max(0, Math.min(side - 1, ((lab[i] ?? 0) / 6.25) | 0));
  const a = Math.max(0, Math.min(side - 1, ((lab[i + 1] ?? 0) / 8 + side / 2) | 0));
  const b = Math.max(0, Math.min(side - 1, ((lab[i + 2] ?? 0) / 8 + side / 2) | 0));
  return (l * side + a) * side + b;
};

/** Counts the colours of each piece. */
export function coloursOf({ labels, count, areas }: Pieces, { lab }: LabPicture): PieceColours {
  const ends = new Int32Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const next = (labels[i] ?? 0) + 1;
    ends[next] = (ends[next] ?? 0) + 1;
  }
  for (let i = 0; i < count; i++) ends[i + 1] = (ends[i + 1] ?? 0) + (ends[i] ?? 0);
  const sorted = new Uint16Array(labels.length);
  const at = ends.slice();
  for (let i = 0; i < labels.length; i++) {
    const piece = labels[i] ?? 0;
    const place = at[piece] ?? 0;
    sorted[place] = binOf(lab, 3 * i);
    at[piece] = place + 1;
  }
  const starts = new Int32Array(count + 1);
  const shares = new Float32Array(labels.length);
  let used = 0;
  for (let piece = 0; piece < count; piece++) {
    const [from, to] = [ends[piece] ?? 0, ends[piece + 1] ?? 0];
    const own = sorted.subarray(from, to).sort();
    const share = 1 / Math.max(1, areas[piece] ?? 1);
    starts[piece] = used;
    let last = -1;
    for (let i = 0; i < own.length; i++) {
      const bin = own[i] ?? 0;
      if (bin !== last) {
        sorted[used] = bin; // never ahead of what is read
        shares[used] = 0;
        used++;
        last = bin;
      }
      shares[used - 1] = (shares[used - 1] ?? 0) + share;
    }
  }
  starts[count] = used;
  return { starts, bins: sorted.slice(0, used), shares: shares.slice(0, used) };
}

/** How likely each colour is; adds up to 1 over all bins. */
export type ColourModel = Float32Array<ArrayBuffer>;

/** @param weightOf how much each piece counts, such as its pixels or 0 */
export function modelOf(colours: PieceColours, weightOf: (piece: number) => number): ColourModel {
  const counts = new Float32Array(bins);
  const { starts, shares } = colours;
  let total = 0;
  for (let piece = 0; piece + 1 < starts.length; piece++) {
    const weight = weightOf(piece);
    if (weight <= 0) continue;
    total += weight;
    for (let i = starts[piece] ?? 0; i < (starts[piece + 1] ?? 0); i++) {
      const bin = colours.bins[i] ?? 0;
      counts[bin] = (counts[bin] ?? 0) + weight * (shares[i] ?? 0);
    }
  }
  spread(counts, 1);
  spread(counts, side);
  spread(counts, side * side);
  if (total > 0) for (let i = 0; i < bins; i++) counts[i] = (counts[i] ?? 0) / total;
  return counts;
}

/** Spreads each count over its neighbours along an axis, 1 : 2 : 1. */
function spread(counts: Float32Array, step: number): void {
  for (let start = 0; start < bins; start++) {
    if (((start / step) | 0) % side !== 0) continue;
    let before = counts[start] ?? 0;
    for (let k = 0, i = start; k < side; k++, i += step) {
      const own = counts[i] ?? 0;
      const after = k + 1 < side ? (counts[i + step] ?? 0) : own;
      counts[i] = (before + 2 * own + after) / 4;
      before = own;
    }
  }
}

/**
 * For each piece the mean over its pixels of the logarithm of how much likelier one model makes their colours than
 * another: positive where the first one fits better.
 * @param floors likelihoods that are added to each model's: what it allows colours that it has not seen
 */
export function logRatios(
  colours: PieceColours,
  one: ColourModel,
  other: ColourModel,
  floors: readonly [number, number],
): Float32Array<ArrayBuffer> {
  const ratios = new Float32Array(bins);
  for (let i = 0; i < bins; i++)
    ratios[i] = Math.log(((one[i] ?? 0) + floors[0]) / ((other[i] ?? 0) + floors[1]));
  const { starts, shares } = colours;
  const means = new Float32Array(starts.length - 1);
  for (let piece = 0; piece < means.length; piece++) {
    let mean = 0;
    for (let i = starts[piece] ?? 0; i < (starts[piece + 1] ?? 0); i++)
      mean += (shares[i] ?? 0) * (ratios[colours.bins[i] ?? 0] ?? 0);
    means[piece] = mean;
  }
  return means;
}
