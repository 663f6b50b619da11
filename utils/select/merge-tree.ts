import { colourDistance, type PieceGraph } from './piece-graph';
import type { Pieces } from './pieces';

/**
 * Pieces merged two by two, the most alike first, until one is left. Nodes 0 … `count - 1` are the pieces, the others
 * what was made of two; the last one is the picture.
 */
export interface MergeTree {
  readonly count: number;
  /** What each node was merged into; -1 for the last one. */
  readonly parents: Int32Array<ArrayBuffer>;
  /** The two that a node was made of, in turn, from node `count` on. */
  readonly children: Int32Array<ArrayBuffer>;
  /** How unlike the two were; never less than below it. */
  readonly heights: Float32Array<ArrayBuffer>;
  /** Pixels. */
  readonly areas: Float64Array<ArrayBuffer>;
  /** Length of the outline, px, without what lies on the picture's border. */
  readonly outlines: Float32Array<ArrayBuffer>;
  /** Mean strength of the picture's change along that outline. */
  readonly strengths: Float32Array<ArrayBuffer>;
  /** Length on the picture's border, px. */
  readonly borders: Float32Array<ArrayBuffer>;
}

/** How much of the cost of merging is the change where two meet; the rest is the difference of their means. */
const boundaryShare = 0.6;
/** Two large parts are merged later than two small ones that are as alike. */
const sizePower = 0.22;

/** @param graph of the same pieces */
export function mergeAll(pieces: Pieces, graph: PieceGraph): MergeTree {
  const { count } = graph;
  const nodes = Math.max(1, 2 * count - 1);
  const tree = {
    count,
    parents: new Int32Array(nodes).fill(-1),
    children: new Int32Array(2 * nodes).fill(-1),
    heights: new Float32Array(nodes),
    areas: new Float64Array(nodes),
    outlines: new Float32Array(nodes),
    strengths: new Float32Array(nodes),
    borders: new Float32Array(nodes),
  };
  tree.areas.set(pieces.areas);
  tree.borders.set(graph.borders);
  const { from, to, lengths, strengths } = graph;
  // What a part is now is kept at the place of one of its pieces: merging renames the smaller part's neighbours only.
  const nodeAt = Int32Array.from({ length: count }, (_, i) => i);
  const colours = pieces.colours.slice();
  const ends = [from.slice(), to.slice()] as const;
  const shared = lengths.slice();
  const sharedSums = strengths.map((strength, e) => strength * (lengths[e] ?? 0));
  const neighbours = Array.from({ length: count }, () => new Map<number, number>());
  /** The strength along each node's outline, added up. */
  const sums = new Float64Array(nodes);
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [from[e] ?? 0, to[e] ?? 0];
    neighbours[a]?.set(b, e);
    neighbours[b]?.set(a, e);
    for (const end of [a, b]) {
      tree.outlines[end] = (tree.outlines[end] ?? 0) + (lengths[e] ?? 0);
      sums[end] = (sums[end] ?? 0) + (sharedSums[e] ?? 0);
    }
  }

  const costOf = (e: number): number => {
    const [a, b] = [ends[0][e] ?? 0, ends[1][e] ?? 0];
    const means = colourDistance(colours, a, b);
    const boundary = (sharedSums[e] ?? 0) / (shared[e] || 1);
    const areaOf = (place: number) => tree.areas[nodeAt[place] ?? 0] ?? 1;
    const smaller = Math.min(areaOf(a), areaOf(b));
    return (boundaryShare * boundary + (1 - boundaryShare) * means) * smaller ** sizePower;
  };

  const heap = createHeap(4 * from.length + 16);
  for (let e = 0; e < from.length; e++) heap.push(costOf(e), e);
  let made = count;
  for (let item = heap.pop(); item && made < nodes; item = heap.pop()) {
    const { cost, edge } = item;
    if (shared[edge] === 0) continue; // merged meanwhile
    const now = costOf(edge);
    if (now > cost * 1.02) heap.push(now, edge);
    else merge(edge, now);
  }
  for (let i = 0; i < nodes; i++)
    tree.strengths[i] = (sums[i] ?? 0) / Math.max(1, tree.outlines[i] ?? 0);
  return tree;

  function merge(edge: number, cost: number): void {
    const node = made++;
    const [first, second] = [ends[0][edge] ?? 0, ends[1][edge] ?? 0];
    const isFirst = (neighbours[first]?.size ?? 0) >= (neighbours[second]?.size ?? 0);
    const [kept, gone] = isFirst ? [first, second] : [second, first];
    const [a, b] = [nodeAt[kept] ?? 0, nodeAt[gone] ?? 0];
    tree.parents[a] = node;
    tree.parents[b] = node;
    tree.children[2 * node] = a;
    tree.children[2 * node + 1] = b;
    tree.heights[node] = Math.max(cost, tree.heights[a] ?? 0, tree.heights[b] ?? 0);
    const [areaA, areaB] = [tree.areas[a] ?? 0, tree.areas[b] ?? 0];
    tree.areas[node] = areaA + areaB;
    for (let i = 0; i < 3; i++)
      colours[3 * kept + i] =
        ((colours[3 * kept + i] ?? 0) * areaA + (colours[3 * gone + i] ?? 0) * areaB) /
        (areaA + areaB);
    tree.borders[node] = (tree.borders[a] ?? 0) + (tree.borders[b] ?? 0);
    tree.outlines[node] =
      (tree.outlines[a] ?? 0) + (tree.outlines[b] ?? 0) - 2 * (shared[edge] ?? 0);
    sums[node] = (sums[a] ?? 0) + (sums[b] ?? 0) - 2 * (sharedSums[edge] ?? 0);
    shared[edge] = 0;
    nodeAt[kept] = node;
    join(kept, gone);
  }

  function join(kept: number, gone: number): void {
    const own = neighbours[kept];
    own?.delete(gone);
    for (const [other, edge] of neighbours[gone] ?? []) {
      if (other === kept) continue;
      const theirs = neighbours[other];
      theirs?.delete(gone);
      const known = own?.get(other);
      if (known === undefined) {
        if (ends[0][edge] === gone) ends[0][edge] = kept;
        else ends[1][edge] = kept;
        own?.set(other, edge);
        theirs?.set(kept, edge);
      } else {
        shared[known] = (shared[known] ?? 0) + (shared[edge] ?? 0);
        sharedSums[known] = (sharedSums[known] ?? 0) + (sharedSums[edge] ?? 0);
        shared[edge] = 0;
      }
      heap.push(costOf(known ?? edge), known ?? edge);
    }
    neighbours[gone]?.clear();
  }
}

interface Heap {
  push(cost: number, edge: number): void;
  pop(): { readonly cost: number; readonly edge: number } | undefined;
}

/** The least first. */
function createHeap(capacity: number): Heap {
  let costs = new Float64Array(capacity);
  let edges = new Int32Array(capacity);
  let size = 0;
  const put = (at: number, cost: number, edge: number) => {
    costs[at] = cost;
    edges[at] = edge;
  };
  return {
    push(cost, edge) {
      if (size === costs.length) {
        const [oldCosts, oldEdges] = [costs, edges];
        costs = new Float64Array(2 * size);
        edges = new Int32Array(2 * size);
        costs.set(oldCosts);
        edges.set(oldEdges);
      }
      let at = size++;
      while (at > 0) {
        const above = (at - 1) >> 1;
        if ((costs[above] ?? 0) <= cost) break;
        put(at, costs[above] ?? 0, edges[above] ?? 0);
        at = above;
      }
      put(at, cost, edge);
    },
    pop() {
      if (size === 0) return undefined;
      const top = { cost: costs[0] ?? 0, edge: edges[0] ?? 0 };
      const [cost, edge] = [costs[--size] ?? 0, edges[size] ?? 0];
      let at = 0;
      for (;;) {
        let below = 2 * at + 1;
        if (below >= size) break;
        if (below + 1 < size && (costs[below + 1] ?? 0) < (costs[below] ?? 0)) below++;
        if ((costs[below] ?? 0) >= cost) break;
        put(at, costs[below] ?? 0, edges[below] ?? 0);
        at = below;
      }
      put(at, cost, edge);
      return top;
    },
  };
}
