import { channels } from './layer';
import { type Level, reach } from './level';
import type { PatchSearch } from './patch-search';
import { keepPieces, type Pieces, piecesOf } from './pieces';

/** Targets that a piece copied from one place has at least, at the hole's edge, to be moved. */
const fewestAtEdge = 12;
/** By that share what is seen at the edge must fit better, to move a piece. */
const better = 0.9;

/** px on either side of a joint that are compared when pieces are fitted together. */
const strip = 2;
/** How much what is known counts there, of what another piece puts there. */
const knownWeight = 3;
/** Pixels compared that a piece has at least, to be moved. */
const fewestCompared = 12;
/** By that share they must be less unlike then. */
const betterTogether = 0.97;
/** How often each piece is looked at. */
const sweeps = 2;

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

/** Where a piece is looked at to tell how well it fits. */
interface Border {
  /** Pixels on either side of it, as far as the strip goes. */
  readonly pixels: number[];
  /** The piece across at each of them; -1 for what is known. */
  readonly across: number[];
}

/**
 * Moves whole pieces by a px where they fit better to those beside them and to what is known: a coarser level tells for each of
 * two pieces where it is copied from to within two px, and the lines between paving slabs would be broken at every joint.
 * @yields 0, to rest
 */
export function* fitTogether(level: Level, search: PatchSearch): Generator<number, void> {
  const pieces = piecesOf(level, search);
  const { pixels, offsets } = pieces;
  const members = membersOf(offsets);
  const borders = yield* bordersOf(level, search, pieces, members);
  /** The offset of each piece. */
  const by = members.map(([first = 0]) => offsets[first] ?? 0);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const [piece, indexes] of members.entries()) {
      const border = borders[piece];
      if (!border || border.pixels.length < fewestCompared) continue;
      yield 0;
      const from = by[piece] ?? 0;
      let [least, best] = [betterTogether * unlikeAcross(level, border, from, by, Number.POSITIVE_INFINITY), from]; // biome-ignore format: one line
      for (const to of besidesOf(from, level.width)) {
        const cost = unlikeAcross(level, border, to, by, least);
        if (cost < least && indexes.every((i) => level.isSource[(pixels[i] ?? 0) + to]))
          [least, best] = [cost, to];
      }
      by[piece] = best;
    }
  }
  for (const [piece, indexes] of members.entries())
    for (const i of indexes) offsets[i] = by[piece] ?? 0;
  keepPieces(search, pieces);
}

const besidesOf = (offset: number, width: number): number[] =>
  [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1].map((by) => offset + by);

/** The indexes of what has the same offset. */
function membersOf(offsets: Int32Array): number[][] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < offsets.length; i += 1) {
    const piece = members.get(offsets[i] ?? 0);
    if (piece) piece.push(i);
    else members.set(offsets[i] ?? 0, [i]);
  }
  return [...members.values()];
}

/** For each piece what lies around it as far as the strip goes: of two that meet both sides of the joint. */
function* bordersOf(
  { hole, width }: Level,
  { base, nearest }: PatchSearch,
  { pixels, places }: Pieces,
  members: readonly number[][],
): Generator<number, Border[]> {
  const pieceOf = new Int32Array(pixels.length);
  for (const [piece, indexes] of members.entries()) for (const i of indexes) pieceOf[i] = piece;
  const borders: Border[] = members.map(() => ({ pixels: [], across: [] }));
  const add = (piece: number, pixel: number, across: number) => {
    borders[piece]?.pixels.push(pixel);
    borders[piece]?.across.push(across);
  };
  const seenBy = new Int32Array(nearest.length).fill(-1); // for all of a large level it would be 200 MB
  for (const [piece, indexes] of members.entries()) {
    yield 0;
    for (const i of indexes)
      for (let y = -strip; y <= strip; y += 1)
        for (let x = -strip; x <= strip; x += 1) {
          const pixel = (pixels[i] ?? 0) + y * width + x;
          if (seenBy[pixel - base] === piece) continue;
          seenBy[pixel - base] = piece;
          const place = hole[pixel] ? (places[pixel - base] ?? -1) : -1; // -1 in the mirrored frame, too
          const across = place < 0 ? -1 : (pieceOf[place] ?? -1);
          if (across === piece) continue;
          add(piece, pixel, across);
          add(across, pixel, piece);
        }
  }
  return borders;
}

/** How unlike a piece copied by an offset is to what is across its border; no less than `limit` where it gets there. */
function unlikeAcross(
  { features }: Level,
  { pixels, across }: Border,
  offset: number,
  by: readonly number[],
  limit: number,
): number {
  let sum = 0;
  for (let i = 0; i < pixels.length && sum < limit; i += 1) {
    const pixel = pixels[i] ?? 0;
    const other = across[i] ?? -1;
    const own = (pixel + offset) * channels;
    const theirs = (other < 0 ? pixel : pixel + (by[other] ?? 0)) * channels;
    const weight = other < 0 ? knownWeight : 1;
    for (let channel = 0; channel < 3; channel += 1)
      sum += weight * ((features[own + channel] ?? 0) - (features[theirs + channel] ?? 0)) ** 2;
  }
  return Math.min(sum, limit);
}
