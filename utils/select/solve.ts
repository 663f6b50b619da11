import { createFlowNetwork } from '../pixels/max-flow';
import { logRatios, modelOf } from './colour-model';
import { connectedTo, geodesicDistances } from './distances';
import type { Regions } from './regions';

/** One byte a piece: 1 for those of a set. */
export type PieceSet = Uint8Array<ArrayBuffer>;

/** What is known of a thing before it is looked for. */
export interface Knowledge {
  /** Pieces that are of the thing for certain. */
  readonly inside: PieceSet;
  /** Pieces that are not for certain. */
  readonly outside: PieceSet;
  /** What the thing is held to be at first, to learn its colours from; without it what is inside. */
  readonly guess?: PieceSet | undefined;
  /** Pieces whose colours are held to be those of what is around the thing; without it what is outside, and along the picture's border. */
  readonly around?: PieceSet | undefined;
  /** Whether the thing is in one piece, so that what looks like it elsewhere is left alone. */
  readonly isOne: boolean;
  /** Whether the picture's border is held to be no part of the thing, as where nothing else is known. */
  readonly borderIsOutside: boolean;
  /** Px from what was guessed within which the rest of the thing lies, roughly; without it the picture's shorter side. */
  readonly scope?: number | undefined;
}

/*
 * Energy of each piece and of each two side by side, as in Y. Boykov and M. Jolly, "Interactive Graph Cuts", ICCV 2001; colours
 * learned anew from what was found, as in C. Rother, V. Kolmogorov and A. Blake, "GrabCut", SIGGRAPH 2004. The weights are those
 * that did best on drawn scenes and on photographs together.
 */
const rules = {
  /** Rounds of finding and learning. */
  rounds: 3,
  /** What two pieces that look the same pay for each px of their boundary when they are parted; others a share of it at least. */
  smoothness: 6.8,
  leastSmoothness: 0.051,
  /** Change at a boundary, in CIELAB, at which it is taken for one of a thing. */
  edge: 6.5,
  /** The colours' say is limited to that, of the logarithm of a ratio, and weighted. */
  mostColour: 2.36,
  colour: 0.91,
  /** Shares of a uniform colour in the model of a thing, before and after it is known, and of what is around it. */
  anyColour: { first: 1.43, later: 0.104, around: 0.139 },
  /** In favour of the thing, less for each picture's (shorter) side of way from where it was touched. */
  near: 1.29,
  far: 1.82,
  /** Say of the way with the least change, from what is inside and from what is outside. */
  way: 1.12,
  /** Against the thing, at the picture's border. */
  border: 0.22,
  /** Width of the border whose colours are those of what is around, of the shorter side. */
  borderWidth: 0.02,
} as const;

const uniform = 1 / 4096;
const certain = 1e6;
/** Energies are for 8 px of a piece: they stand beside a boundary's length. */
const pixelsPerUnit = 8;

/** The thing that fits what is known: a set of pieces that holds all that is inside and nothing of what is outside. */
export function findThing(regions: Regions, known: Knowledge): PieceSet {
  const { graph, pieces, colours } = regions;
  const { count } = graph;
  const { areas } = pieces;
  const isBorder = (piece: number) =>
    known.borderIsOutside && (graph.borders[piece] ?? 0) > 0 && !known.inside[piece];
  const leanings = leaningsOf(regions, known, isBorder);
  let around = known.around ?? aroundOf(regions, known);
  let thing = known.guess ?? known.inside.slice();
  const network = createFlowNetwork(count, graph.from.length);
  connectAll(regions, network);
  for (let round = 0; round < rules.rounds; round++) {
    const { first, later } = rules.anyColour;
    const ratios = logRatios(
      colours,
      modelOf(colours, (piece) => (thing[piece] ? (areas[piece] ?? 0) : 0)),
      modelOf(colours, (piece) => (around[piece] ? (areas[piece] ?? 0) : 0)),
      [(round === 0 ? first : later) * uniform, rules.anyColour.around * uniform],
    );
    network.detachAll();
    for (let piece = 0; piece < count; piece++) {
      const colour = Math.max(-rules.mostColour, Math.min(rules.mostColour, ratios[piece] ?? 0));
      let gain = rules.colour * colour + (leanings[piece] ?? 0);
      if (known.inside[piece]) gain = certain;
      else if (known.outside[piece]) gain = -certain;
      const cost = (Math.abs(gain) * (areas[piece] ?? 0)) / pixelsPerUnit;
      network.attach(piece, gain > 0 ? cost : 0, gain > 0 ? 0 : cost);
    }
    const cut = network.cut();
    const found = known.isOne ? partAt(regions, cut, piecesOf(known.inside)) : cut;
    const isSame = found.every((side, piece) => side === thing[piece]);
    thing = found;
    if (isSame) break;
    around = thing.map((side) => 1 - side);
  }
  return thing;
}

function connectAll({ graph }: Regions, network: ReturnType<typeof createFlowNetwork>): void {
  for (let e = 0; e < graph.from.length; e++) {
    const strength = (graph.strengths[e] ?? 0) / rules.edge;
    const likeness = Math.exp(-strength * strength * 0.5) + rules.leastSmoothness;
    const cost = rules.smoothness * (graph.lengths[e] ?? 0) * likeness;
    network.connect(graph.from[e] ?? 0, graph.to[e] ?? 0, cost);
  }
}

/** What speaks for each piece whatever its colour: how near it is to what is inside and to what is outside. */
function leaningsOf(
  { graph, pieces, width, height }: Regions,
  known: Knowledge,
  isBorder: (piece: number) => boolean,
): Float32Array {
  const { count } = graph;
  const fromOutside = geodesicDistances(
    graph,
    (piece) => known.outside[piece] === 1 || isBorder(piece),
  );
  const fromInside = known.inside.includes(1)
    ? geodesicDistances(graph, (piece) => known.inside[piece] === 1)
    : new Float64Array(count).fill(medianOf(fromOutside));
  const centres = centresOf(
    pieces.places,
    pieces.areas,
    known.scope ? (known.guess ?? known.inside) : known.inside,
  );
  const side = known.scope ?? Math.min(width, height);
  const leanings = new Float32Array(count);
  for (let piece = 0; piece < count; piece++) {
    const area = pieces.areas[piece] || 1;
    const x = (pieces.places[2 * piece] ?? 0) / area;
    const y = (pieces.places[2 * piece + 1] ?? 0) / area;
    let squared = centres.length === 0 ? 0 : Number.POSITIVE_INFINITY;
    for (let i = 0; i < centres.length; i += 2) {
      const [dx, dy] = [x - (centres[i] ?? 0), y - (centres[i + 1] ?? 0)];
      squared = Math.min(squared, dx * dx + dy * dy);
    }
    const away = Math.sqrt(squared);
    const [own, other] = [fromInside[piece] ?? 0, fromOutside[piece] ?? 0];
    leanings[piece] =
      rules.near -
      (rules.far * away) / side +
      (rules.way * (other - own)) / (other + own + 1) -
      (isBorder(piece) ? rules.border : 0);
  }
  return leanings;
}

/** Of those that are not at the start. */
function medianOf(distances: Float64Array): number {
  const sorted = distances.filter((distance) => distance > 0).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** The numbers of a set's pieces. */
export function piecesOf(set: PieceSet): number[] {
  const pieces: number[] = [];
  for (let piece = 0; piece < set.length; piece++) if (set[piece]) pieces.push(piece);
  return pieces;
}

/** Places of a set's pieces, x and y in turn; at most some dozens of many. */
function centresOf(places: Float64Array, areas: Float64Array, set: PieceSet): number[] {
  const inside = piecesOf(set);
  const step = Math.max(1, Math.floor(inside.length / 32));
  const centres: number[] = [];
  for (let i = 0; i < inside.length; i += step) {
    const piece = inside[i] ?? 0;
    const area = areas[piece] || 1;
    centres.push((places[2 * piece] ?? 0) / area, (places[2 * piece + 1] ?? 0) / area);
  }
  return centres;
}

/** What is outside for certain, and what lies along the picture's border. */
function aroundOf({ pieces, width, height }: Regions, known: Knowledge): PieceSet {
  const margin = rules.borderWidth * Math.min(width, height);
  return known.outside.map((isOutside, piece) => {
    if (isOutside || known.inside[piece]) return isOutside;
    const area = pieces.areas[piece] || 1;
    const x = (pieces.places[2 * piece] ?? 0) / area;
    const y = (pieces.places[2 * piece + 1] ?? 0) / area;
    return Math.min(x, y, width - x, height - y) < margin ? 1 : 0;
  });
}

/** The part of a set that hangs together with some of its pieces. */
export const partAt = ({ graph }: Regions, set: PieceSet, at: Iterable<number>): PieceSet =>
  connectedTo(graph, at, (piece) => set[piece] === 1);
