import { channels } from './layer';
import { type Level, mirrorHole, reach, sourcesOf } from './level';
import type { PatchSearch } from './patch-search';

/** Comparisons of patches that the beginning may take. */
const budget = 500_000;

/**
 * A first filling of the coarsest level: ring by ring from the edge inwards, each pixel from the source that is most like
 * what is known around it. It gives each target a source as well.
 * @yields 0, to rest
 */
export function* peel(level: Level, search: PatchSearch): Generator<number, void> {
  const { width, features, hole, targets } = level;
  const sources = sourcesOf(level);
  const known = hole.map((isHole) => 1 - isHole);
  let left = targets.filter((at) => hole[at] === 1);
  const tried = Math.max(200, Math.min(2500, Math.round(budget / Math.max(1, left.length))));
  const stride = Math.max(1, sources.length / tried);
  for (const target of targets) search.nearest[target - search.base] = search.randomSource();
  while (left.length > 0) {
    const ring = left.filter(
      (at) => known[at - 1] || known[at + 1] || known[at - width] || known[at + width],
    );
    if (ring.length === 0) break;
    for (const at of ring) {
      search.nearest[at - search.base] = mostAlike(level, sources, known, at, stride);
      yield 0;
    }
    for (const at of ring) {
      const from = (search.nearest[at - search.base] ?? 0) * channels;
      features.copyWithin(at * channels, from, from + channels);
    }
    for (const at of ring) known[at] = 1;
    left = left.filter((at) => !known[at]);
  }
  mirrorHole(level);
}

function mostAlike(
  { width, features }: Level,
  sources: Int32Array,
  known: Uint8Array,
  at: number,
  stride: number,
): number {
  const places: number[] = [];
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1)
      if (known[at + y * width + x]) places.push(y * width + x);
  const each = channels;
  let best = sources[0] ?? 0;
  let least = Number.POSITIVE_INFINITY;
  for (let next = 0; next < sources.length; next += stride) {
    const source = sources[Math.floor(next)] ?? 0;
    let cost = 0;
    for (let i = 0; i < places.length && cost < least; i += 1) {
      const place = places[i] ?? 0;
      const [a, b] = [(at + place) * each, (source + place) * each];
      for (let channel = 0; channel < each; channel += 1) {
        const difference = (features[a + channel] ?? 0) - (features[b + channel] ?? 0);
        cost += difference * difference;
      }
    }
    if (cost < least) [least, best] = [cost, source];
  }
  return best;
}
