import type { PieceGraph } from './piece-graph';

/** What a step from piece to piece costs at least. */
const leastStep = 0.042;
/** A change, in CIELAB, that is none. */
const unseen = 0.107;
/** Steps of distance that are told apart while the nearest piece is looked for. */
const bucketsPerUnit = 2;

/** Farther than anything. */
export const unreached = 1e9;

/**
 * How much the picture changes on the way from each piece to the nearest of some, on the way with the least change:
 * a geodesic distance as in X. Bai and G. Sapiro, "A Geodesic Framework for Fast Interactive Image and Video
 * Segmentation and Matting", ICCV 2007.
 * @param isStart whether the way may begin at a piece
 */
export function geodesicDistances(
  { count, from, to, strengths, starts, edges }: PieceGraph,
  isStart: (piece: number) => boolean,
): Float64Array<ArrayBuffer> {
  const distances = new Float64Array(count).fill(unreached);
  const isDone = new Uint8Array(count);
  const buckets: number[][] = [];
  const reach = (piece: number, distance: number): void => {
    if (distance >= (distances[piece] ?? 0)) return;
    distances[piece] = distance;
    const bucket = Math.floor(distance * bucketsPerUnit);
    const list = buckets[bucket];
    if (list) list.push(piece);
    else buckets[bucket] = [piece];
  };
  for (let piece = 0; piece < count; piece++) if (isStart(piece)) reach(piece, 0);
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    const list = buckets[bucket] ?? [];
    for (let i = 0; i < list.length; i++) {
      const piece = list[i] ?? 0;
      if (isDone[piece]) continue;
      isDone[piece] = 1;
      const so = distances[piece] ?? 0;
      for (let k = starts[piece] ?? 0; k < (starts[piece + 1] ?? 0); k++) {
        const edge = edges[k] ?? 0;
        const other = from[edge] === piece ? (to[edge] ?? 0) : (from[edge] ?? 0);
        if (!isDone[other]) reach(other, so + Math.max(leastStep, (strengths[edge] ?? 0) - unseen));
      }
    }
  }
  return distances;
}

/** The pieces that hang together with some, by way of pieces of a set; those some included. */
export function connectedTo(
  { count, from, to, starts, edges }: PieceGraph,
  some: Iterable<number>,
  isIn: (piece: number) => boolean,
): Uint8Array<ArrayBuffer> {
  const reached = new Uint8Array(count);
  const open: number[] = [];
  for (const piece of some) {
    if (!reached[piece]) open.push(piece);
    reached[piece] = 1;
  }
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    for (let k = starts[piece] ?? 0; k < (starts[piece + 1] ?? 0); k++) {
      const edge = edges[k] ?? 0;
      const other = from[edge] === piece ? (to[edge] ?? 0) : (from[edge] ?? 0);
      if (reached[other] || !isIn(other)) continue;
      reached[other] = 1;
      open.push(other);
    }
  }
  return reached;
}
