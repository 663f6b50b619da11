import { createFlowNetwork } from '../pixels/max-flow';
import { channels } from './layer';
import { type Level, mirrorHole } from './level';
import type { PatchSearch } from './patch-search';
import { type Copies, copyPixel } from './vote';

/** The most frequent offsets that a search has found: a piece is copied by one of them. */
const offsetCount = 60;
/** How often each of them is tried. */
const rounds = 2;
/** px beside a joint that may change sides on a finer level. */
const band = 3;
/** What a joint costs for each px beside what is unlike there: fewer and larger pieces. */
const perPixel = 2;
/** How much the step to what is known counts, of that between two pieces: it is the one that is seen. */
const atEdge = 3;
/** How much the colours count that the search has come to. */
const asFound = 0.15;
/** Of a place that can't be copied. */
const never = 1e5;

/** How a hole is put together of pieces: each copied from one place, as it is. */
export interface Pieces {
  /** The pixels of the hole. */
  readonly pixels: Int32Array;
  /** Of each of them by how much its index differs from that of the pixel it is a copy of. */
  readonly offsets: Int32Array;
  /** By a pixel's index less the search's base: its place in these lists, or -1. */
  readonly places: Int32Array;
}

export function piecesOf({ hole, targets }: Level, { base, nearest }: PatchSearch): Pieces {
  const pixels = targets.filter((target) => hole[target]);
  const places = new Int32Array(nearest.length).fill(-1);
  const offsets = new Int32Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 1) {
    const place = (pixels[i] ?? 0) - base;
    places[place] = i;
    offsets[i] = (nearest[place] ?? 0) - (pixels[i] ?? 0);
  }
  return { pixels, offsets, places };
}

/** Writes pieces into the search: on the next level it is gone on from there. */
export function keepPieces({ nearest, base }: PatchSearch, { pixels, offsets }: Pieces): void {
  for (let i = 0; i < pixels.length; i += 1)
    nearest[(pixels[i] ?? 0) - base] = (pixels[i] ?? 0) + (offsets[i] ?? 0);
}

/**
 * Makes of what a search has found, where neighbours are often copied from different places, few pieces with joints where they
 * are least seen (V. Kwatra et al., "Graphcut Textures", 2003; K. He and J. Sun, "Statistics of Patch Offsets for Image
 * Completion", 2012). Meant for small levels: each of the offsets is tried on all of the hole.
 * @yields 0, to rest
 */
export function* cutPieces(level: Level, search: PatchSearch): Generator<number, void> {
  const pieces = piecesOf(level, search);
  const tried = mostFrequent(pieces.offsets);
  const cut = new PieceCut(level, search, pieces, coloursOf(level, pieces));
  cut.begin(tried);
  const everywhere = pieces.pixels.map((_, i) => i);
  const network = networkFor(everywhere); // a new one for each offset would be 200 MB in all
  let left = tried;
  for (let round = 0; round < rounds; round += 1) {
    const grown: number[] = [];
    for (const offset of left) {
      if (cut.expand(offset, everywhere, network) > 0) grown.push(offset);
      yield 0;
    }
    left = grown; // what was no use at first hardly ever is later
  }
  keepPieces(search, pieces);
}

/** Moves the joints that come from a coarser level to where they are least seen nearby. */
export function* moveJoints(level: Level, search: PatchSearch): Generator<number, void> {
  const pieces = piecesOf(level, search);
  const cut = new PieceCut(level, search, pieces);
  const { pixels, offsets, places } = pieces;
  /** By its offset: the pixels of a piece at a joint, and those across. */
  const ends = new Map<number, number[]>();
  const addEnd = (offset: number, pixel: number) => {
    const list = ends.get(offset);
    if (list) list.push(pixel);
    else ends.set(offset, [pixel]);
  };
  for (let i = 0; i < pixels.length; i += 1) {
    for (const by of [1, level.width]) {
      const pixel = pixels[i] ?? 0;
      const other = places[pixel + by - search.base] ?? -1;
      const [own, across] = [offsets[i] ?? 0, offsets[other] ?? 0];
      if (other < 0 || own === across) continue;
      addEnd(own, pixel);
      addEnd(across, pixel + by);
    }
  }
  const seen = new Int32Array(pixels.length);
  let [turn, sinceRest] = [0, 0];
  for (const [offset, joint] of ends) {
    turn += 1;
    const near: number[] = [];
    for (const pixel of joint)
      for (let y = -band; y <= band; y += 1)
        for (let x = -band; x <= band; x += 1) {
          const place = places[pixel + y * level.width + x - search.base] ?? -1;
          if (place < 0 || seen[place] === turn) continue;
          seen[place] = turn;
          near.push(place);
        }
    cut.expand(offset, Int32Array.from(near));
    sinceRest += near.length;
    if (sinceRest < 4096) continue;
    sinceRest = 0;
    yield 0;
  }
  keepPieces(search, pieces);
}

/** Fills the hole's pixels with the ones they are copies of, and what the search has found to be added to those. */
export function copyPieces(level: Level, search: PatchSearch): Copies {
  const { hole, targets } = level;
  const from = new Int32Array(targets.length);
  const by = new Int32Array(targets.length);
  for (let i = 0; i < targets.length; i += 1) {
    const pixel = targets[i] ?? 0;
    if (!hole[pixel]) continue;
    const source = search.nearest[pixel - search.base] ?? 0;
    from[i] = source;
    by[i] = pixel;
    copyPixel(level, search, pixel, source, pixel);
  }
  mirrorHole(level);
  return { from, by };
}

const networkFor = (among: Int32Array) => createFlowNetwork(among.length, 2 * among.length);

function mostFrequent(offsets: Int32Array): number[] {
  const counts = new Map<number, number>();
  for (const offset of offsets) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, offsetCount).map(([offset]) => offset); // biome-ignore format: one line
}

/** Red, green and blue of the hole's pixels, three a pixel. */
const coloursOf = ({ features }: Level, { pixels }: Pieces): Uint8Array =>
  Uint8Array.from({ length: 3 * pixels.length }, (_, i) => features[(pixels[Math.floor(i / 3)] ?? 0) * channels + (i % 3)] ?? 0); // biome-ignore format: one line

/** Which pixel belongs to which piece, found piece by piece at the least cost (Y. Boykov et al., "Fast Approximate Energy Minimization via Graph Cuts", 2001). */
class PieceCut {
  /** By a pixel's place: its node in the network of the piece that grows, or -1. */
  private readonly nodes: Int32Array;
  private readonly beside: readonly [number, number, number, number];

  /** @param colours what the search has come to, three numbers a pixel of the hole */
  constructor(
    private readonly level: Level,
    private readonly search: PatchSearch,
    private readonly pieces: Pieces,
    private readonly colours?: Uint8Array,
  ) {
    this.nodes = new Int32Array(pieces.pixels.length).fill(-1);
    this.beside = [1, level.width, -1, -level.width];
  }

  /** Gives each pixel whose offset is none of these the one by which it looks most as it was found. */
  begin(tried: readonly number[]): void {
    const { pixels, offsets } = this.pieces;
    const kept = new Set(tried);
    for (let i = 0; i < pixels.length; i += 1) {
      if (kept.has(offsets[i] ?? 0)) continue;
      let least = never;
      for (const offset of tried) {
        if (!this.level.isSource[(pixels[i] ?? 0) + offset]) continue;
        const cost = this.unlikeFound(i, offset);
        if (cost < least) [least, offsets[i]] = [cost, offset];
      }
    }
  }

  /** Lets the piece of an offset grow over some pixels where all costs less then; returns how many went over to it. */
  expand(offset: number, among: Int32Array, network = networkFor(among)): number {
    const { pixels, offsets, places } = this.pieces;
    const { nodes, beside, search } = this;
    network.clear();
    /** What going over costs a pixel more than staying. */
    const costs = new Float64Array(among.length);
    for (let node = 0; node < among.length; node += 1) nodes[among[node] ?? 0] = node;
    for (let node = 0; node < among.length; node += 1) {
      const i = among[node] ?? 0;
      const pixel = pixels[i] ?? 0;
      const own = offsets[i] ?? 0;
      costs[node] = (costs[node] ?? 0) + this.alone(i, offset) - this.alone(i, own);
      for (let side = 0; side < 4; side += 1) {
        const other = pixel + (beside[side] ?? 0);
        const place = places[other - search.base] ?? -1;
        if (place < 0) continue;
        const theirs = offsets[place] ?? 0;
        const joined = this.joint(pixel, other, own, theirs);
        const alone = this.joint(pixel, other, offset, theirs);
        const otherNode = nodes[place] ?? -1;
        if (otherNode < 0) costs[node] = (costs[node] ?? 0) + alone - joined;
        else if (side < 2) {
          // Costs where this one, the other one or none of both goes over; nothing where both do.
          const without = this.joint(pixel, other, own, offset);
          const parted = Math.max(0, (alone + without - joined) / 2);
          network.connect(node, otherNode, parted);
          costs[node] = (costs[node] ?? 0) + alone - joined - parted;
          costs[otherNode] = (costs[otherNode] ?? 0) + without - joined - parted;
        }
      }
    }
    costs.forEach((cost, node) => {
      network.attach(node, Math.max(0, cost), Math.max(0, -cost));
    });
    const stays = network.cut();
    let changes = 0;
    for (let node = 0; node < among.length; node += 1) {
      const i = among[node] ?? 0;
      nodes[i] = -1;
      if (stays[node] || offsets[i] === offset) continue;
      offsets[i] = offset;
      changes += 1;
    }
    return changes;
  }

  /** What it costs a pixel to be copied by an offset, whatever those beside it are. */
  private alone(i: number, offset: number): number {
    const { isSource, hole } = this.level;
    const pixel = this.pieces.pixels[i] ?? 0;
    if (!isSource[pixel + offset]) return never;
    let cost = asFound * this.unlikeFound(i, offset);
    for (const by of this.beside) {
      const other = pixel + by;
      if (!hole[other]) cost += atEdge * this.unlike(other + offset, other);
    }
    return cost;
  }

  /** How unlike what was found is what an offset would put there. */
  private unlikeFound(i: number, offset: number): number {
    if (!this.colours) return 0;
    const { features } = this.level;
    const at = ((this.pieces.pixels[i] ?? 0) + offset) * channels;
    const red = (features[at] ?? 0) - (this.colours[3 * i] ?? 0);
    const green = (features[at + 1] ?? 0) - (this.colours[3 * i + 1] ?? 0);
    const blue = (features[at + 2] ?? 0) - (this.colours[3 * i + 2] ?? 0);
    return Math.sqrt(red * red + green * green + blue * blue);
  }

  /** What it costs two neighbours to be copied by two offsets: how differently each one would go on. */
  private joint(a: number, b: number, offsetA: number, offsetB: number): number {
    if (offsetA === offsetB) return 0;
    return this.unlike(a + offsetA, a + offsetB) + this.unlike(b + offsetA, b + offsetB) + perPixel;
  }

  /** A distance, so that the best way to grow can be told. Beyond the picture all is 0. */
  private unlike(a: number, b: number): number {
    const { features } = this.level;
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const difference = (features[a * channels + channel] ?? 0) - (features[b * channels + channel] ?? 0); // biome-ignore format: one line
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
