/** A graph whose nodes are to be parted into two sides at the least cost. */
export interface FlowNetwork {
  /** Which costs it adds where a node is on the side of the sink, and where it is on that of the source. */
  attach(node: number, ifSink: number, ifSource: number): void;
  /** The cost, either way, of two nodes being on different sides. */
  connect(a: number, b: number, cost: number): void;
  /** Forgets what was attached; connections stay. */
  detachAll(): void;
  /** Forgets all, so that what it is made of can be used again. */
  clear(): void;
  /** 1 for each node on the side of the source, 0 for the others. */
  cut(): Uint8Array<ArrayBuffer>;
}

const none = -1;
const terminal = -2;
const orphaned = -3;
const least = 1e-7;

/**
 * Minimum cut by augmenting paths from two trees that are kept: Y. Boykov and V. Kolmogorov, "An Experimental Comparison
 * of Min-Cut/Max-Flow Algorithms for Energy Minimization in Vision", PAMI 26 (2004).
 * @param nodes how many there are
 * @param edges how many are connected at most
 */
export function createFlowNetwork(nodes: number, edges: number): FlowNetwork {
  const first = new Int32Array(nodes).fill(none);
  // Arcs i and i ^ 1 are the two ways of an edge.
  const heads = new Int32Array(2 * edges);
  const nexts = new Int32Array(2 * edges);
  const rest = new Float64Array(2 * edges);
  /** What is left towards a node from the source where positive, from it to the sink where negative. */
  const ends = new Float64Array(nodes);
  let arcs = 0;
  const addArc = (from: number, to: number, cost: number): void => {
    heads[arcs] = to;
    nexts[arcs] = first[from] ?? none;
    rest[arcs] = cost;
    first[from] = arcs++;
  };

  return {
    attach(node, ifSink, ifSource) {
      ends[node] = (ends[node] ?? 0) + ifSink - ifSource;
    },
    connect(a, b, cost) {
      addArc(a, b, cost);
      addArc(b, a, cost);
    },
    detachAll: () => void ends.fill(0),
    clear() {
      ends.fill(0);
      first.fill(none);
      arcs = 0;
    },
    // The search uses up what it is given.
    cut: () => cutOf({ nodes, first, heads, nexts, rest: rest.slice(0, arcs), ends: ends.slice() }),
  };
}

interface Arcs {
  readonly nodes: number;
  readonly first: Int32Array;
  readonly heads: Int32Array;
  readonly nexts: Int32Array;
  readonly rest: Float64Array;
  readonly ends: Float64Array;
}

/** One function: its state is shared by all of its parts, which run millions of times. */
function cutOf({ nodes, first, heads, nexts, rest, ends }: Arcs): Uint8Array<ArrayBuffer> {
  /** 1 in the source's tree, 2 in the sink's, 0 in none. */
  const tree = new Uint8Array(nodes);
  /** The arc from a node to its parent. */
  const parents = new Int32Array(nodes).fill(none);
  const distances = new Int32Array(nodes);
  const stamps = new Int32Array(nodes);
  let time = 0;
  const queue = new Int32Array(nodes + 1);
  const isQueued = new Uint8Array(nodes);
  let [queueHead, queueTail] = [0, 0];
  const orphans: number[] = [];

  const activate = (node: number): void => {
    if (isQueued[node]) return;
    isQueued[node] = 1;
    queue[queueTail] = node;
    queueTail = queueTail === nodes ? 0 : queueTail + 1;
  };
  for (let node = 0; node < nodes; node++) {
    const end = ends[node] ?? 0;
    if (Math.abs(end) <= least) continue;
    tree[node] = end > 0 ? 1 : 2;
    parents[node] = terminal;
    distances[node] = 1;
    activate(node);
  }

  /** What a node's tree can still send through an arc that leaves the node. */
  const leftAlong = (arc: number, side: number): number => rest[side === 1 ? arc : arc ^ 1] ?? 0;

  /** An arc from the source's tree to the sink's; -1 where there is none any more. */
  function growTrees(): number {
    while (queueHead !== queueTail) {
      const node = queue[queueHead] ?? 0;
      const side = tree[node] ?? 0;
      if (side !== 0) {
        for (let arc = first[node] ?? none; arc >= 0; arc = nexts[arc] ?? none) {
          if (leftAlong(arc, side) <= least) continue;
          const other = heads[arc] ?? 0;
          const otherSide = tree[other] ?? 0;
          if (otherSide === 0) {
            tree[other] = side;
            parents[other] = arc ^ 1;
            stamps[other] = stamps[node] ?? 0;
            distances[other] = (distances[node] ?? 0) + 1;
            activate(other);
          } else if (otherSide !== side) return side === 1 ? arc : arc ^ 1;
          else if (
            (stamps[other] ?? 0) <= (stamps[node] ?? 0) &&
            (distances[other] ?? 0) > (distances[node] ?? 0)
          ) {
            parents[other] = arc ^ 1; // nearer to the terminal
            stamps[other] = stamps[node] ?? 0;
            distances[other] = (distances[node] ?? 0) + 1;
          }
        }
      }
      queueHead = queueHead === nodes ? 0 : queueHead + 1;
      isQueued[node] = 0;
    }
    return none;
  }

  const orphan = (node: number): void => {
    parents[node] = orphaned;
    orphans.push(node);
  };

  function augment(middle: number): void {
    const [source, sink] = [heads[middle ^ 1] ?? 0, heads[middle] ?? 0];
    let flow = rest[middle] ?? 0;
    let node = source;
    for (let arc = parents[node] ?? 0; arc >= 0; arc = parents[node] ?? 0) {
      flow = Math.min(flow, rest[arc ^ 1] ?? 0);
      node = heads[arc] ?? 0;
    }
    flow = Math.min(flow, ends[node] ?? 0);
    node = sink;
    for (let arc = parents[node] ?? 0; arc >= 0; arc = parents[node] ?? 0) {
      flow = Math.min(flow, rest[arc] ?? 0);
      node = heads[arc] ?? 0;
    }
    flow = Math.min(flow, -(ends[node] ?? 0));

    rest[middle] = (rest[middle] ?? 0) - flow;
    rest[middle ^ 1] = (rest[middle ^ 1] ?? 0) + flow;
    node = source;
    for (let arc = parents[node] ?? 0; arc >= 0; ) {
      rest[arc] = (rest[arc] ?? 0) + flow;
      rest[arc ^ 1] = (rest[arc ^ 1] ?? 0) - flow;
      const above = heads[arc] ?? 0;
      if ((rest[arc ^ 1] ?? 0) <= least) orphan(node);
      node = above;
      arc = parents[node] ?? 0;
    }
    ends[node] = (ends[node] ?? 0) - flow;
    if ((ends[node] ?? 0) <= least) orphan(node);
    node = sink;
    for (let arc = parents[node] ?? 0; arc >= 0; ) {
      rest[arc ^ 1] = (rest[arc ^ 1] ?? 0) + flow;
      rest[arc] = (rest[arc] ?? 0) - flow;
      const above = heads[arc] ?? 0;
      if ((rest[arc] ?? 0) <= least) orphan(node);
      node = above;
      arc = parents[node] ?? 0;
    }
    ends[node] = (ends[node] ?? 0) + flow;
    if (-(ends[node] ?? 0) <= least) orphan(node);
  }

  /** Steps from a node to its terminal; infinite where the way ends at an orphan. */
  function distanceToRoot(start: number): number {
    let steps = 0;
    for (let node = start; ; ) {
      if (stamps[node] === time) return steps + (distances[node] ?? 0);
      const arc = parents[node] ?? none;
      steps++;
      if (arc === terminal) {
        stamps[node] = time;
        distances[node] = 1;
        return steps;
      }
      if (arc < 0) return Number.POSITIVE_INFINITY;
      node = heads[arc] ?? 0;
    }
  }

  function markWay(start: number, length: number): void {
    let steps = length;
    for (let node = start; stamps[node] !== time; node = heads[parents[node] ?? 0] ?? 0) {
      stamps[node] = time;
      distances[node] = steps--;
    }
  }

  function adopt(node: number): void {
    const side = tree[node] ?? 0;
    let [best, bestDistance] = [none, Number.POSITIVE_INFINITY];
    for (let arc = first[node] ?? none; arc >= 0; arc = nexts[arc] ?? none) {
      if (leftAlong(arc ^ 1, side) <= least) continue;
      const other = heads[arc] ?? 0;
      if (tree[other] !== side || (parents[other] ?? none) === none) continue;
      const distance = distanceToRoot(other);
      if (distance === Number.POSITIVE_INFINITY) continue;
      if (distance < bestDistance) [best, bestDistance] = [arc, distance];
      markWay(other, distance);
    }
    parents[node] = best;
    if (best >= 0) {
      stamps[node] = time;
      distances[node] = bestDistance + 1;
      return;
    }
    for (let arc = first[node] ?? none; arc >= 0; arc = nexts[arc] ?? none) {
      const other = heads[arc] ?? 0;
      if (tree[other] !== side || (parents[other] ?? none) === none) continue;
      if (leftAlong(arc ^ 1, side) > least) activate(other);
      const up = parents[other] ?? none;
      if (up >= 0 && heads[up] === node) orphan(other);
    }
    tree[node] = 0;
  }

  for (let middle = growTrees(); middle >= 0; middle = growTrees()) {
    time++;
    augment(middle);
    for (let node = orphans.pop(); node !== undefined; node = orphans.pop()) adopt(node);
  }
  return tree.map((side) => (side === 1 ? 1 : 0));
}
