import { areaOf, type Point } from '../base/geometry';
import { connectedTo } from './distances';
import { likelier } from './likelier';
import type { Regions } from './regions';
import { findThing, type PieceSet, partAt, piecesOf } from './solve';

/** What a hand shows of a thing; places in px of the regions' picture. */
export interface Hint {
  /** Whether the thing is to be taken in or away. */
  readonly mode: 'add' | 'subtract';
  /** Whether the places are on the thing (a click, a short stroke) or lie around it (a loose lasso, a box). */
  readonly kind: 'touch' | 'around';
  readonly points: readonly Point[];
}

/** What is selected when a hint is given. */
export interface Selected {
  /** Pieces of which at least half is selected. */
  readonly pieces: PieceSet;
  /** The hints that it was made by, the oldest first; none where it was painted. */
  readonly hints: readonly Hint[];
}

/** What a hint may mean. */
export interface Choice {
  /** Pieces to be taken in or away, from the smallest set to the largest; each but the empty picture's has some. */
  readonly sets: readonly PieceSet[];
  /** Which of them fits best. */
  readonly usual: number;
}

/** Sizes on offer are at least that many times as large as those before. */
const sizeStep = 1.5;
/** What is added to something reaches that many times its size (the root of its area), roughly. */
const scopeShare = 0.7;
/** A stroke that adds to something reaches that many times its length. */
const strokeReach = 0.45;
/** Where nothing is selected, a thing is looked for within each of these shares of the picture's shorter side. */
const firstScopes = [0.35, 1] as const;
/** Share of the picture that is no thing any more. */
const largestShare = 0.7;

/** The pieces that a hint most likely means, given what is selected. */
export function usualOf(regions: Regions, hint: Hint, selected: Selected): PieceSet {
  if (hint.kind === 'around') return onlyUseful(thingWithin(regions, hint), hint, selected);
  const touched = piecesUnder(regions, hint.points);
  return hint.mode === 'add'
    ? whatIsTouched(regions, hint.points, touched, selected)
    : whatIsToGo(regions, touched, selected);
}

/**
 * What a hint may mean, given what is selected.
 * @param usual as `usualOf` has it
 */
export function choose(
  regions: Regions,
  hint: Hint,
  selected: Selected,
  usual = usualOf(regions, hint, selected),
): Choice {
  if (hint.kind === 'around') return { sets: [usual], usual: 0 };
  const { areas } = regions.pieces;
  const usualArea = areaOfSet(usual, areas);
  const others = ancestorsOf(regions, piecesUnder(regions, hint.points))
    .map((set) => onlyUseful(set, hint, selected))
    .filter((set) => {
      const area = areaOfSet(set, areas);
      return area > 0 && (area * 1.2 < usualArea || area > usualArea * 1.2);
    });
  const sets = spaced([usual, ...others], usual, (set) => areaOfSet(set, areas));
  return { sets, usual: sets.indexOf(usual) };
}

/** Sorted by size, those left out that are nearly as large as one before; `kept` stays. */
function spaced(
  sets: readonly PieceSet[],
  kept: PieceSet,
  areaOf: (set: PieceSet) => number,
): PieceSet[] {
  const sorted = sets.map((set) => ({ set, area: areaOf(set) })).sort((a, b) => a.area - b.area);
  const out: typeof sorted = [];
  for (const each of sorted) {
    const last = out.at(-1);
    if (!last || each.area >= last.area * sizeStep) out.push(each);
    else if (each.set === kept) out[out.length - 1] = each;
  }
  return out.map(({ set }) => set);
}

/** Of what is found, what changes the selection. */
function onlyUseful(set: PieceSet, { mode }: Hint, { pieces }: Selected): PieceSet {
  return set.map((isIn, piece) =>
    isIn && (pieces[piece] === 1) === (mode === 'subtract') ? 1 : 0,
  );
}

function whatIsTouched(
  regions: Regions,
  way: readonly Point[],
  touched: readonly number[],
  selected: Selected,
): PieceSet {
  const { count } = regions.graph;
  const seeds = setOf(count, touched);
  const outside = setOf(
    count,
    hinted(regions, selected, 'subtract').filter((piece) => !seeds[piece]),
  );
  const inside = seeds.map((isSeed, piece) =>
    isSeed || (selected.pieces[piece] && !outside[piece]) ? 1 : 0,
  );
  const known = { inside, outside, guess: seeds, borderIsOutside: true, isOne: true };
  const scope = scopeOf(regions, way, touched, selected);
  const side = Math.min(regions.width, regions.height);
  const isFirst = scope === undefined && !selected.pieces.includes(1);
  const scopes = isFirst ? firstScopes.map((share) => share * side) : [scope];
  const things = scopes.map((each) => findThing(regions, { ...known, scope: each }));
  const thing = likelier(regions, things);
  const fresh = thing.map((isIn, piece) => (isIn && !selected.pieces[piece] ? 1 : 0));
  const reached = partAt(regions, fresh, touched);
  return reached.map((isIn, piece) => (isIn && !selected.pieces[piece] ? 1 : 0));
}

/**
 * What a stroke adds to something is not much larger than the stroke; what is clicked on beside something that is selected belongs
 * to it and is no larger, if in doubt.
 */
function scopeOf(
  regions: Regions,
  way: readonly Point[],
  touched: readonly number[],
  { pieces: selected }: Selected,
): number | undefined {
  const { pieces } = regions;
  const size = Math.sqrt(areaOfSet(selected, pieces.areas));
  if (size === 0) return undefined;
  const length = lengthOf(way);
  if (length > 2 * Math.sqrt(areaOf(regions) / pieces.count)) return length * strokeReach;
  const at = (piece: number, axis: 0 | 1) =>
    (pieces.places[2 * piece + axis] ?? 0) / (pieces.areas[piece] || 1);
  const near = size * 0.5;
  const isBeside = piecesOf(selected).some((piece) =>
    touched.some(
      (other) => Math.hypot(at(piece, 0) - at(other, 0), at(piece, 1) - at(other, 1)) < near,
    ),
  );
  return isBeside ? size * scopeShare : undefined;
}

/**
 * What hangs together with the places that were touched and is no part of what the other hints show: all of it where none of
 * them is on it.
 */
function whatIsToGo(regions: Regions, touched: readonly number[], selected: Selected): PieceSet {
  const { graph } = regions;
  const seeds = setOf(graph.count, touched);
  const part = partAt(regions, selected.pieces, touched);
  const added = hinted(regions, selected, 'add');
  const keepers = added.filter((piece) => part[piece] && !seeds[piece]);
  const isUnheld = keepers.length === 0 && added.length > 0;
  if (isUnheld) return part.map((isIn, piece) => (isIn && selected.pieces[piece] ? 1 : 0));
  const outside = seeds.map((isSeed, piece) => (isSeed || !selected.pieces[piece] ? 1 : 0));
  const kept =
    keepers.length > 0
      ? findThing(regions, {
          inside: setOf(graph.count, keepers),
          ...{ outside, around: outside, borderIsOutside: false, isOne: false },
        })
      : outside.map((isOutside, piece) => (isOutside || isNear(regions, piece, seeds) ? 0 : 1));
  const gone = kept.map((isKept, piece) => (!isKept && selected.pieces[piece] ? 1 : 0));
  const reached = connectedTo(graph, touched, (piece) => gone[piece] === 1);
  return reached.map((isIn, piece) => (isIn && selected.pieces[piece] ? 1 : 0));
}

/** Whether a piece looks like one of a set: without hints to keep, what is touched goes with what is of its colour. */
function isNear({ tree }: Regions, piece: number, seeds: PieceSet): boolean {
  const limit = 12;
  let node = piece;
  while ((tree.parents[node] ?? -1) >= 0 && (tree.heights[tree.parents[node] ?? 0] ?? 0) < limit)
    node = tree.parents[node] ?? 0;
  return piecesOf(seeds).some((seed) => {
    let other = seed;
    while (other !== node && (tree.parents[other] ?? -1) >= 0) other = tree.parents[other] ?? 0;
    return other === node;
  });
}

/** The thing within a loop or box that was drawn loosely around it. */
function thingWithin(regions: Regions, { points }: Hint): PieceSet {
  const { graph, pieces } = regions;
  const within = piecesWithin(regions, points);
  const none = new Uint8Array(graph.count);
  if (!within.includes(1)) return none;
  const outside = within.map((isIn) => 1 - isIn);
  const far = 0.6 * Math.sqrt(areaOfSet(within, pieces.areas));
  const ring = nearTo(regions, within, far);
  const thing = findThing(regions, {
    ...{ inside: none, outside, guess: within, around: ring },
    ...{ borderIsOutside: false, isOne: false },
  });
  return withoutCrumbs(regions, thing);
}

/** Pieces outside of a set whose centres are at most some px from the box around it. */
function nearTo({ pieces }: Regions, set: PieceSet, far: number): PieceSet {
  const { places, areas } = pieces;
  const at = (piece: number, axis: 0 | 1) => (places[2 * piece + axis] ?? 0) / (areas[piece] || 1);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const piece of piecesOf(set)) {
    left = Math.min(left, at(piece, 0));
    right = Math.max(right, at(piece, 0));
    top = Math.min(top, at(piece, 1));
    bottom = Math.max(bottom, at(piece, 1));
  }
  return set.map((isIn, piece) => {
    const [x, y] = [at(piece, 0), at(piece, 1)];
    const isFar = x < left - far || x > right + far || y < top - far || y > bottom + far;
    return isIn || isFar ? 0 : 1;
  });
}

/** A set without its parts of less than a tenth of its largest one. */
function withoutCrumbs(regions: Regions, set: PieceSet): PieceSet {
  const { areas } = regions.pieces;
  const left = set.slice();
  const parts: { part: PieceSet; area: number }[] = [];
  for (let piece = 0; piece < set.length; piece++) {
    if (!left[piece]) continue;
    const part = partAt(regions, set, [piece]);
    for (let i = 0; i < part.length; i++) if (part[i]) left[i] = 0;
    parts.push({ part, area: areaOfSet(part, areas) });
  }
  const largest = Math.max(0, ...parts.map(({ area }) => area));
  const out = new Uint8Array(set.length);
  for (const { part, area } of parts) {
    if (area * 10 < largest) continue;
    for (let i = 0; i < out.length; i++) if (part[i]) out[i] = 1;
  }
  return out;
}

/** The pieces that hints of a mode have touched. */
const hinted = (regions: Regions, { hints }: Selected, mode: Hint['mode']): number[] =>
  hints
    .filter((hint) => hint.mode === mode && hint.kind === 'touch')
    .flatMap(({ points }) => piecesUnder(regions, points));

function lengthOf(way: readonly Point[]): number {
  let length = 0;
  for (const [i, { x, y }] of way.entries()) {
    const last = way[i - 1];
    if (last) length += Math.hypot(x - last.x, y - last.y);
  }
  return length;
}

/** The pieces along a way, each once. */
export function piecesUnder({ width, height, pieces }: Regions, way: readonly Point[]): number[] {
  const found = new Set<number>();
  const add = (x: number, y: number) => {
    const column = Math.max(0, Math.min(width - 1, Math.floor(x)));
    const row = Math.max(0, Math.min(height - 1, Math.floor(y)));
    found.add(pieces.labels[row * width + column] ?? 0);
  };
  let last = way[0];
  for (const point of way) {
    const from = last ?? point;
    const steps = Math.max(1, Math.ceil(Math.hypot(point.x - from.x, point.y - from.y)));
    for (let i = 0; i <= steps; i++) {
      const share = i / steps;
      add(from.x + (point.x - from.x) * share, from.y + (point.y - from.y) * share);
    }
    last = point;
  }
  return [...found];
}

/** The pieces whose middle lies within a closed way, by the even-odd rule. */
function piecesWithin({ pieces }: Regions, way: readonly Point[]): PieceSet {
  const inside = new Uint8Array(pieces.count);
  for (let piece = 0; piece < pieces.count; piece++) {
    const area = pieces.areas[piece] || 1;
    const x = (pieces.places[2 * piece] ?? 0) / area;
    const y = (pieces.places[2 * piece + 1] ?? 0) / area;
    let isInside = false;
    for (const [i, one] of way.entries()) {
      const other = way[(i + 1) % way.length] ?? one;
      if (one.y > y === other.y > y) continue;
      if (x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) isInside = !isInside;
    }
    inside[piece] = isInside ? 1 : 0;
  }
  return inside;
}

/** What was merged with all of some pieces, from small to large. */
function ancestorsOf({ tree, width, height }: Regions, some: readonly number[]): PieceSet[] {
  const ways = some.slice(0, 64).map((piece) => {
    const way = [piece];
    for (let node = tree.parents[piece] ?? -1; node >= 0; node = tree.parents[node] ?? -1)
      way.push(node);
    return way;
  });
  const [first = [], ...others] = ways;
  const sets = others.map((way) => new Set(way));
  let last = 0;
  const found: PieceSet[] = [];
  for (const node of first) {
    const area = tree.areas[node] ?? 0;
    if (area > largestShare * width * height) break;
    if (area < last * sizeStep || !sets.every((set) => set.has(node))) continue;
    last = area;
    found.push(leavesOf(tree, node));
  }
  return found;
}

function leavesOf({ count, children }: Regions['tree'], root: number): PieceSet {
  const leaves = new Uint8Array(count);
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node < count) leaves[node] = 1;
    else open.push(children[2 * node] ?? 0, children[2 * node + 1] ?? 0);
  }
  return leaves;
}

const setOf = (count: number, pieces: readonly number[]): PieceSet => {
  const set = new Uint8Array(count);
  for (const piece of pieces) set[piece] = 1;
  return set;
};

function areaOfSet(set: PieceSet, areas: Float64Array): number {
  let area = 0;
  for (let piece = 0; piece < set.length; piece++) if (set[piece]) area += areas[piece] ?? 0;
  return area;
}
