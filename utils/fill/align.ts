import { channels } from './layer';
import { type Level, reach } from './level';
import type { PatchSearch } from './patch-search';

/** Targets that a piece copied from one place has at least, at the hole's edge, to be moved. */
const fewestAtEdge = 12;
/** By that share what is seen at the edge must fit better, to move a piece. */
const better = 0.9;

/**
 * Moves whole pieces by a px where they fit better to what is known around the hole. A coarser level tells where a piece is
 * copied from to within two px, and once all of it is filled from there no part of it can go anywhere by itself: a line that
 * it goes on with would stay broken at the edge.
 * @yields 0, to rest
 */
export function* alignPieces(level: Level, search: PatchSearch): Generator<number, void> {
  const { width, targets } = level;
  const { nearest, base } = search;
  /** By how far its targets are from their sources: the targets at the edge. */
  const pieces = new Map<number, number[]>();
  for (const target of targets) {
    if (!seesKnown(level, target)) continue;
    const by = (nearest[target - base] ?? 0) - target;
    const piece = pieces.get(by);
    if (piece) piece.push(target);
    else pieces.set(by, [target]);
  }
  const moves = new Map<number, number>();
  for (const [by, edge] of pieces) {
    if (edge.length < fewestAtEdge) continue;
    yield 0;
    let [least, best] = [better * unlikeness(level, edge, by, Number.POSITIVE_INFINITY), 0];
    for (let y = -1; y <= 1; y += 1)
      for (let x = -1; x <= 1; x += 1) {
        const move = y * width + x;
        const cost = move === 0 ? least : unlikeness(level, edge, by + move, least);
        if (cost < least) [least, best] = [cost, move];
      }
    if (best !== 0) moves.set(by, best);
  }
  if (moves.size === 0) return;
  for (const target of targets) {
    const place = target - base;
    const source = nearest[place] ?? 0;
    const moved = source + (moves.get(source - target) ?? 0);
    if (level.isSource[moved]) nearest[place] = moved;
  }
}

/** Whether a target's patch, at its corners or in its middle, has a pixel that is known. */
const seesKnown = ({ hole, width }: Level, target: number): boolean =>
  [0, -reach * (width + 1), reach * (width + 1), reach * (width - 1), -reach * (width - 1)].some((by) => !hole[target + by]); // biome-ignore format: one list

/** How unlike patches and sources are in the pixels that are known; no less than `limit` where it gets there. */
function unlikeness(
  { features, hole, isSource, width }: Level,
  targets: readonly number[],
  by: number,
  limit: number,
): number {
  let sum = 0;
  for (const target of targets) {
    if (!isSource[target + by]) return limit;
    for (let y = -reach; y <= reach; y += 1)
      for (let x = -reach; x <= reach; x += 1) {
        const at = target + y * width + x;
        if (hole[at]) continue;
        for (let channel = 0; channel < 3; channel += 1)
          sum += ((features[at * channels + channel] ?? 0) - (features[(at + by) * channels + channel] ?? 0)) ** 2; // biome-ignore format: one line
      }
    if (sum >= limit) return limit;
  }
  return sum;
}
