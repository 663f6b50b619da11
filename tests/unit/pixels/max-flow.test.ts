import { expect, it } from 'vitest';
import { createFlowNetwork } from '../../../utils/pixels/max-flow';
import { randomNumbers } from '../codecs/random';

interface Problem {
  readonly nodes: number;
  readonly ends: readonly (readonly [ifSink: number, ifSource: number])[];
  readonly edges: readonly (readonly [a: number, b: number, cost: number])[];
}

const solve = (
  { nodes, ends, edges }: Problem,
  network = createFlowNetwork(nodes, edges.length),
): Uint8Array => {
  for (const [node, [ifSink, ifSource]] of ends.entries()) network.attach(node, ifSink, ifSource);
  for (const edge of edges) network.connect(...edge);
  return network.cut();
};

const costOf = ({ ends, edges }: Problem, sides: ArrayLike<number>): number =>
  ends.reduce((sum, [ifSink, ifSource], node) => sum + (sides[node] ? ifSource : ifSink), 0) +
  edges.reduce((sum, [a, b, cost]) => sum + (sides[a] === sides[b] ? 0 : cost), 0);

const leastCost = (problem: Problem): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let code = 0; code < 2 ** problem.nodes; code++) {
    const sides = Array.from({ length: problem.nodes }, (_, i) => (code >> i) & 1);
    least = Math.min(least, costOf(problem, sides));
  }
  return least;
};

it('parts a chain at its weakest link', () => {
  const edges = [4, 3, 1, 5].map((cost, i) => [i, i + 1, cost] as const);
  const ends = [[9, 0], [0, 0], [0, 0], [0, 0], [0, 9]] as const; // biome-ignore format: one chain
  expect([...solve({ nodes: 5, ends, edges })]).toEqual([1, 1, 1, 0, 0]);
});

it('finds the least cost of all ways to part a graph', () => {
  const random = randomNumbers(5);
  for (let round = 0; round < 300; round++) {
    const nodes = 2 + Math.floor(random() * 9);
    const ends = Array.from({ length: nodes }, () => [random() * 6, random() * 6] as const);
    const edges = Array.from({ length: nodes * 2 }, () => {
      const a = Math.floor(random() * nodes);
      return [a, (a + 1 + Math.floor(random() * (nodes - 1))) % nodes, random() * 4] as const;
    });
    const problem = { nodes, ends, edges };
    expect(costOf(problem, solve(problem))).toBeCloseTo(leastCost(problem), 5);
  }
});

it('leaves what nothing holds to the source with the sink', () => {
  expect([...solve({ nodes: 2, ends: [[0, 0], [0, 0]], edges: [[0, 1, 1]] })]).toEqual([0, 0]); // biome-ignore format: one graph
});

it('knows nothing of the graph before, once it is cleared', () => {
  const ends = [[9, 0], [0, 0], [0, 9]] as const; // biome-ignore format: one chain
  const network = createFlowNetwork(3, 2);
  expect([...solve({ nodes: 3, ends, edges: [[0, 1, 5], [1, 2, 1]] }, network)]).toEqual([1, 1, 0]); // biome-ignore format: one graph
  network.clear();
  expect([...solve({ nodes: 3, ends, edges: [[0, 1, 1], [1, 2, 5]] }, network)]).toEqual([1, 0, 0]); // biome-ignore format: one graph
});
