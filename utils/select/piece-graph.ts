import type { LabPicture } from './features';
import type { Pieces } from './pieces';

/** Which pieces lie side by side. Edge `e` joins the pieces `from[e]` and `to[e]`, of which the first is smaller. */
export interface PieceGraph {
  readonly count: number;
  readonly from: Int32Array<ArrayBuffer>;
  readonly to: Int32Array<ArrayBuffer>;
  /** Length of what they have in common, px. */
  readonly lengths: Float32Array<ArrayBuffer>;
  /** How strongly the picture changes there, a distance in CIELAB. */
  readonly strengths: Float32Array<ArrayBuffer>;
  /** The edges of each piece: those of piece `p` are `edges[starts[p]]` … `edges[starts[p + 1] - 1]`. */
  readonly starts: Int32Array<ArrayBuffer>;
  readonly edges: Int32Array<ArrayBuffer>;
  /** Length of each piece's part of the picture's own border, px. */
  readonly borders: Float32Array<ArrayBuffer>;
}

/** The share of a boundary's strength that is the difference right across it; the rest is that of the pieces' means. */
const acrossShare = 0.5;

/** Finds neighbours and measures what they have in common. */
export function graphOf(pieces: Pieces, { lab }: LabPicture): PieceGraph {
  const { width, height, labels, count, colours } = pieces;
  const heads = new Int32Array(count).fill(-1);
  const capacity = 16 * count + 64;
  const from: number[] = [];
  const to: number[] = [];
  const next = new Int32Array(capacity);
  const lengths: number[] = [];
  const across: number[] = [];
  const borders = new Float32Array(count);

  const edgeOf = (a: number, b: number): number => {
    const [low, high] = a < b ? [a, b] : [b, a];
    for (let e = heads[low] ?? -1; e >= 0; e = next[e] ?? -1) if (to[e] === high) return e;
    const made = from.length;
    from.push(low);
    to.push(high);
    lengths.push(0);
    across.push(0);
    next[made] = heads[low] ?? -1;
    heads[low] = made;
    return made;
  };
  const meet = (i: number, j: number): void => {
    const [a, b] = [labels[i] ?? 0, labels[j] ?? 0];
    if (a === b) return;
    const edge = edgeOf(a, b);
    const dl = (lab[3 * i] ?? 0) - (lab[3 * j] ?? 0);
    const da = (lab[3 * i + 1] ?? 0) - (lab[3 * j + 1] ?? 0);
    const db = (lab[3 * i + 2] ?? 0) - (lab[3 * j + 2] ?? 0);
    lengths[edge] = (lengths[edge] ?? 0) + 1;
    across[edge] = (across[edge] ?? 0) + Math.sqrt(dl * dl + da * da + db * db);
  };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x + 1 < width) meet(i, i + 1);
      if (y + 1 < height) meet(i, i + width);
      if (x === 0 || y === 0 || x + 1 === width || y + 1 === height) {
        const piece = labels[i] ?? 0;
        borders[piece] = (borders[piece] ?? 0) + 1;
      }
    }
  }
  const strengths = Float32Array.from(from, (a, e) => {
    const mean = (across[e] ?? 0) / (lengths[e] || 1);
    return acrossShare * 2 * mean + (1 - acrossShare) * colourDistance(colours, a, to[e] ?? 0);
  });
  const ends = { count, from: Int32Array.from(from), to: Int32Array.from(to) };
  return { ...ends, lengths: Float32Array.from(lengths), strengths, ...incidence(ends), borders };
}

/** Between two of a list of L* a* b* in turn. */
export function colourDistance(colours: Float64Array, a: number, b: number): number {
  const dl = (colours[3 * a] ?? 0) - (colours[3 * b] ?? 0);
  const da = (colours[3 * a + 1] ?? 0) - (colours[3 * b + 1] ?? 0);
  const db = (colours[3 * a + 2] ?? 0) - (colours[3 * b + 2] ?? 0);
  return Math.sqrt(dl * dl + da * da + db * db);
}

function incidence({ count, from, to }: Pick<PieceGraph, 'count' | 'from' | 'to'>) {
  const starts = new Int32Array(count + 1);
  for (const ends of [from, to])
    for (const piece of ends) starts[piece + 1] = (starts[piece + 1] ?? 0) + 1;
  for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const edges = new Int32Array(2 * from.length);
  const at = starts.slice();
  for (let e = 0; e < from.length; e++) {
    for (const piece of [from[e] ?? 0, to[e] ?? 0]) {
      const place = at[piece] ?? 0;
      edges[place] = e;
      at[piece] = place + 1;
    }
  }
  return { starts, edges };
}
