import { type Level, sourcesOf } from './level';
import { patchCost, type Random } from './patch-search';

/** Offsets are asked for by that many looks over all patches. */
const rounds = 3;
/** How many offsets are kept, the most frequent ones. */
const keptOffsets = 16;
/** Peaks are that far apart, px. */
const apart = 2;

/**
 * By which offsets the known parts of a picture repeat themselves, the most frequent first: x and y in turn, px of the level.
 * A line or a row of windows that the hole has cut goes on when it is continued by one of them (K. He and J. Sun, "Statistics
 * of Patch Offsets for Image Completion", 2012). Meant for small levels, since it looks at every patch.
 * @yields 0, to rest
 */
export function* frequentOffsets(level: Level, random: Random): Generator<number, Int32Array> {
  const { width, height, isSource, features } = level;
  const sources = sourcesOf(level);
  const nearest = yield* likeOnes(level, sources, random);
  const span = 2 * width + 1;
  const votes = new Float32Array(span * (2 * height + 1));
  const costs = [...sources]
    .filter((_, i) => i % 7 === 0)
    .map((at) => patchCost(features, width, at, nearest[at] ?? 0, Number.POSITIVE_INFINITY, 0.5, 1))
    .sort((a, b) => a - b);
  const usual = costs[Math.floor(costs.length / 2)] ?? 0;
  for (const at of sources) {
    const source = nearest[at] ?? 0;
    if (!isSource[source]) continue;
    if (patchCost(features, width, at, source, usual + 1, 0.5, 1) > usual) continue;
    const x = (source % width) - (at % width);
    const y = Math.floor(source / width) - Math.floor(at / width);
    addVote(votes, span, x + width, y + height);
    addVote(votes, span, width - x, height - y); // the way back is as good
  }
  return peaksOf(votes, span, level);
}

/** A vote counts for the offsets beside it, too, a little. */
function addVote(votes: Float32Array, span: number, x: number, y: number): void {
  for (let dy = -1; dy <= 1; dy += 1)
    for (let dx = -1; dx <= 1; dx += 1) {
      const at = (y + dy) * span + x + dx;
      votes[at] = (votes[at] ?? 0) + (dx === 0 && dy === 0 ? 4 : dx === 0 || dy === 0 ? 2 : 1);
    }
}

function peaksOf(votes: Float32Array, span: number, { width, height }: Level): Int32Array {
  const kept: number[] = [];
  const rows = Math.floor(votes.length / span);
  while (kept.length < 2 * keptOffsets) {
    let best = 0;
    for (let i = 1; i < votes.length; i += 1) if ((votes[i] ?? 0) > (votes[best] ?? 0)) best = i;
    if ((votes[best] ?? 0) < 8) break;
    const [x, y] = [best % span, Math.floor(best / span)];
    kept.push(x - width, y - height);
    for (let dy = -apart; dy <= apart; dy += 1)
      for (let dx = -apart; dx <= apart; dx += 1) {
        const [px, py] = [x + dx, y + dy];
        if (px >= 0 && py >= 0 && px < span && py < rows) votes[py * span + px] = 0;
      }
  }
  return Int32Array.from(kept);
}

/** For every known patch another one like it that is not close by. */
function* likeOnes(
  { width, height, isSource, features }: Level,
  sources: Int32Array,
  random: Random,
): Generator<number, Int32Array> {
  const least = Math.max(4, Math.round(Math.max(width, height) / 12));
  const nearest = new Int32Array(width * height);
  const costs = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const consider = (at: number, source: number): void => {
    if (!isSource[source]) return;
    const x = Math.abs((source % width) - (at % width));
    const y = Math.abs(Math.floor(source / width) - Math.floor(at / width));
    if (x + y < least) return;
    const cost = patchCost(features, width, at, source, costs[at] ?? 0, 0.5, 1);
    if (cost >= (costs[at] ?? 0)) return;
    costs[at] = cost;
    nearest[at] = source;
  };
  for (const at of sources)
    for (let k = 0; k < 3; k += 1) consider(at, sources[random() % sources.length] ?? 0);
  for (let round = 0; round < rounds; round += 1) {
    const isReverse = round % 2 === 1;
    const step = isReverse ? 1 : -1;
    for (let i = 0; i < sources.length; i += 1) {
      if (i % 1024 === 0) yield 0;
      const at = sources[isReverse ? sources.length - 1 - i : i] ?? 0;
      for (const beside of [step, step * width]) {
        const other = nearest[at + beside] ?? 0;
        if (isSource[at + beside] && other) consider(at, other - beside);
      }
      for (let radius = Math.max(width, height); radius >= 1; radius >>= 1) {
        const best = nearest[at] ?? 0;
        const x = (best % width) + (random() % (2 * radius + 1)) - radius;
        const y = Math.floor(best / width) + (random() % (2 * radius + 1)) - radius;
        if (x >= 0 && y >= 0 && x < width && y < height) consider(at, y * width + x);
      }
    }
  }
  return nearest;
}
