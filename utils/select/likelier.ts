import type { Regions } from './regions';
import type { PieceSet } from './solve';

/** What speaks for a set of pieces to be a thing; chosen on drawn things and on photographs whose things people had drawn around. */
const says = {
  /** For each unit of CIELAB that the picture changes by along its outline, on average. */
  edge: 0.003,
  /** For the share of the picture's own border that it takes: things seldom do, backgrounds do. */
  border: -1.8,
  /** For having been looked for farther away: it seldom is less than the thing. */
  farther: 0.03,
} as const;

/** From there on a change is as clear as any. */
const clearEdge = 40;

/**
 * The one of some sets that is likelier to be a thing, by its outline and where it lies.
 * @param sets each was looked for farther away than the one before
 */
export function likelier(regions: Regions, sets: readonly PieceSet[]): PieceSet {
  const scores = sets.map((set, i) => scoreOf(regions, set) + says.farther * i);
  return sets[scores.indexOf(Math.max(...scores))] ?? new Uint8Array(regions.graph.count);
}

function scoreOf(regions: Regions, set: PieceSet): number {
  const { graph } = regions;
  let [outline, change] = [0, 0];
  for (let e = 0; e < graph.from.length; e++) {
    if (set[graph.from[e] ?? 0] === set[graph.to[e] ?? 0]) continue;
    const length = graph.lengths[e] ?? 0;
    outline += length;
    change += length * Math.min(clearEdge, graph.strengths[e] ?? 0);
  }
  let border = 0;
  for (let piece = 0; piece < set.length; piece++)
    if (set[piece]) border += graph.borders[piece] ?? 0;
  const allBorder = 2 * (regions.width + regions.height);
  return (says.edge * change) / Math.max(1, outline) + (says.border * border) / allBorder;
}
