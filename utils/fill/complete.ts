import { copyRaster, type Raster } from '../pixels/raster';
import { alignPieces, fitTogether } from './align';
import { evenOut } from './even-out';
import type { Layer } from './layer';
import { type Level, reach, toLevel } from './level';
import { copyNearest } from './nearest';
import { peel } from './onion';
import type { FillPart } from './part';
import { createRandom, PatchSearch, type Random, type SearchRules } from './patch-search';
import { copyPieces, cutPieces, moveJoints } from './pieces';
import { type Survey, survey } from './survey';
import { type Copies, voteHard, voteSoftly } from './vote';

export interface FillOptions {
  /** Any whole number; the same one gives the same filling. */
  readonly seed: number;
  /** From anywhere, or by the offsets alone by which the picture repeats itself: better for what is regular. */
  readonly method: 'anywhere' | 'by-offsets';
}

/**
 * Pixels of the hole on the level that is cut into pieces, at most: it is the finest one that is searched. From a quarter of the
 * size on it may be larger: what is cut at an eighth has lost the masts and rails of the harbour.
 */
const mostCut = { halfAtLeast: 5000, quarter: 16_000 } as const;
/** Targets between two reports. */
const chunk = 2048;
/** What a further use of a source costs, of what is usually unlike: more where pixels are copied and would be seen twice. */
const reuse = { soft: 0.1, hard: 0.4 } as const;
/** What a copy from the far end of the picture costs, of what is usually unlike in a copy: near sources are preferred, */
const nearFirst = 6;
/** or hardly, */
const fromAfar = 1;
/**
 * where that leaves less than this share of what is unlike. Bricks and lattices then go on as they began. Where things stand
 * around, sources from afar are parts of those: in the harbour of the gallery they leave 0.65.
 */
const worthGoingFar = 0.6;

/**
 * Fills a hole from the rest of the picture, from coarse to fine: on each level every patch that touches the hole looks for one
 * like it outside, and all of them vote for the colours (Y. Wexler et al., "Space-Time Completion of Video", 2007). What was
 * found so is cut into few pieces, each of them copied from one place of the picture at full size and depth; then the joints
 * are evened out. The same options give the same pixels. Runs from one `yield` to the next for some ms.
 * @yields the share (0…1) of the work that is done
 * @returns the picture with its hole filled; undefined where nothing is left to copy from
 */
export function* fillHole(
  part: FillPart,
  options: FillOptions,
): Generator<number, Raster | undefined> {
  if (!part.hole.includes(1)) return part.picture;
  const random = createRandom(options.seed);
  const found = yield* mapped(survey(part, random), (share) => share);
  if (!found) return copyNearest(part);
  return yield* mapped(fillLayers(part, found, random, options), (share) => 0.06 + 0.94 * Math.min(1, share)); // biome-ignore format: one call
}

/** From the coarsest layer to the picture itself. */
function* fillLayers(
  { picture }: FillPart,
  { layers, offsets }: Survey,
  random: Random,
  options: FillOptions,
): Generator<number, Raster | undefined> {
  const cutIndex = layers.findIndex(
    (layer, index) => holeCountOf(layer) <= (index < 2 ? mostCut.halfAtLeast : mostCut.quarter),
  );
  const plans = layers.map((_, index) => planOf(layers, index, cutIndex));
  const again = options.method === 'anywhere' ? (plans.at(-1)?.work ?? 0) : 0; // the coarsest from farther away
  const total = plans.reduce(
    (sum, { work, joining, evening }) => sum + work + joining + evening,
    again,
  );
  let before: Searched | undefined;
  let distanceCost = nearFirst;
  for (const [index, plan] of [...plans.entries()].reverse()) {
    yield 0;
    const layer = layers.pop();
    if (!layer) continue;
    const level = toLevel(layer);
    yield 0;
    const now = { level, search: new PatchSearch(level, random, plan.isSearched) };
    yield 0;
    if (before) yield* takeOver(before, now, plan);
    else yield* peel(now.level, now.search);
    const asPeeled = before ? undefined : keep(now);
    const isFirst = asPeeled !== undefined;
    before = now;
    let copies: Copies | undefined;
    if (plan.isSearched) {
      const scale = 2 ** (offsets.index - index);
      const run = {
        ...now,
        plan,
        offsets: offsets.by.map((by) => Math.round(by * scale)),
        options,
      };
      const improving = { ...run, isFirst, distanceCost };
      copies = yield* shareOf(improve(improving), plan.work / total);
      if (asPeeled && options.method === 'anywhere') {
        const far = yield* shareOf(fromFarther(improving, asPeeled), plan.work / total);
        if (far) [copies, distanceCost] = [far, fromAfar];
      }
    }
    if (index <= cutIndex) copies = yield* shareOf(joinPieces(now, plan), plan.joining / total);
    if (index > 0 || !copies) continue;
    const evened = evenOut(level, now.search, copies, plan.eveningCycles);
    return paste(picture, level, copies, yield* shareOf(evened, plan.evening / total));
  }
  return undefined;
}

/** A level and what was found on it. */
interface Searched {
  readonly level: Level;
  readonly search: PatchSearch;
}

/** Runs a part of the work whose shares are a `part` of all; what ends early counts as all of it. */
function* shareOf<T>(work: Generator<number, T>, part: number): Generator<number, T> {
  let left = 1;
  for (;;) {
    const step = work.next();
    if (step.done) {
      yield Math.max(0, left) * part;
      return step.value;
    }
    left -= step.value;
    yield step.value * part;
  }
}

/** Runs a part of the work whose shares are to be added up, and tells what `report` makes of the sum. */
function* mapped<T>(
  work: Generator<number, T>,
  report: (part: number) => number,
): Generator<number, T> {
  let sum = 0;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    sum += step.value;
    yield report(sum);
  }
}

interface LevelPlan {
  /** How often is looked and voted. */
  readonly rounds: number;
  /** Passes over all targets each time. */
  readonly passes: number;
  readonly isCoarsest: boolean;
  /** Whether the pixels are copies of single pixels from here on. */
  readonly isHard: boolean;
  /** Whether anything is looked for, or the pieces of the coarser level only get finer joints. */
  readonly isSearched: boolean;
  /** Farthest random look after the first round, px. */
  readonly radius: number;
  readonly step: 1 | 2;
  /** Of a unit that is the same for all levels. */
  readonly work: number;
  /** The work on pieces. */
  readonly joining: number;
  /** Cycles of evening out the joints, and their work; on the finest level. */
  readonly eveningCycles: number;
  readonly evening: number;
}

const holeCountOf = ({ hole }: Layer): number => hole.reduce((sum, isHole) => sum + isHole, 0);

/**
 * The larger a level, the less is left to improve on it.
 * @param cutIndex the layer that is cut into pieces; -1 where none is small enough, then all are searched
 */
function planOf(layers: readonly Layer[], index: number, cutIndex: number): LevelPlan {
  const count = holeCountOf(layers[index] as Layer);
  const isSearched = index >= cutIndex;
  const isCoarsest = index === layers.length - 1;
  const rounds = isCoarsest ? 16 : count < 4000 ? 6 : count < 20_000 ? 4 : count < 400_000 ? 2 : 1; // biome-ignore format: one table
  const eveningCycles = count < 400_000 ? 4 : 2;
  const passes = isCoarsest ? 4 : count < 20_000 ? 2 : 1;
  return {
    ...{ rounds, passes, isCoarsest, isSearched },
    isHard: index <= 1,
    radius: count < 80_000 ? 16 : 6,
    step: index <= 1 && count > 4000 ? 2 : 1,
    work: isSearched ? (count + 500) * rounds * (passes + 1) : 0,
    joining: index > cutIndex ? 0 : count * (isSearched ? 60 : 4),
    eveningCycles,
    evening: index === 0 ? 0.5 * count * eveningCycles : 0,
  };
}

/** Gives each target the place that its pixel on the coarser level was filled from. */
function* takeOver(
  { level: coarse, search: from }: Searched,
  { level: fine, search: to }: Searched,
  { isHard, isSearched }: LevelPlan,
): Generator<number, void> {
  for (let i = 0; i < fine.targets.length; i += 1) {
    if (i % (8 * chunk) === 0) yield 0;
    const target = fine.targets[i] ?? 0;
    const x = (target % fine.width) - reach;
    const y = Math.floor(target / fine.width) - reach;
    const coarseX = Math.min(coarse.width - reach - 1, (x >> 1) + reach);
    const coarseY = Math.min(coarse.height - reach - 1, (y >> 1) + reach);
    const at = coarseY * coarse.width + coarseX - from.base;
    const source = from.nearest[at] ?? 0;
    const fineX = ((source % coarse.width) - reach) * 2 + (x & 1) + reach;
    const fineY = (Math.floor(source / coarse.width) - reach) * 2 + (y & 1) + reach;
    const place = fineY * fine.width + fineX;
    const own = target - to.base;
    to.nearest[own] = source && fine.isSource[place] ? place : to.randomSource();
    to.costs[own] = from.costs[at] ?? 0;
    for (let channel = 0; channel < 3; channel += 1)
      to.shifts[3 * own + channel] = from.shifts[3 * at + channel] ?? 0;
  }
  if (!isSearched) return;
  yield* alignPieces(fine, to);
  if (isHard) yield* voteHard(fine, to);
  else yield* voteSoftly(fine, to);
}

/** Cuts what was found into pieces, or gives those that it was cut into their finer joints. */
function* joinPieces(
  { level, search }: Searched,
  { isSearched }: LevelPlan,
): Generator<number, Copies> {
  if (isSearched) yield* cutPieces(level, search);
  else {
    yield* fitTogether(level, search);
    yield* moveJoints(level, search);
    copyPieces(level, search); // what is added to them is measured on them
  }
  yield* inChunks(level.targets.length, 0, (from, to) => search.measureShifts(from, to));
  return copyPieces(level, search);
}

/** Fills the coarsest level anew from farther away; undefined, and all as it was, where that is not worth it. */
function* fromFarther(run: LevelRun, asPeeled: () => void): Generator<number, Copies | undefined> {
  const near = keep(run);
  const nearUnlikeness = run.search.meanUnlikeness();
  asPeeled();
  const copies = yield* improve({ ...run, distanceCost: fromAfar });
  if (run.search.meanUnlikeness() < worthGoingFar * nearUnlikeness) return copies;
  near();
  return undefined;
}

/** Keeps what a level looks like and what was found on it; returns what brings that back. */
function keep({ level, search }: Searched): () => void {
  const features = level.features.slice();
  const found = search.copy();
  return () => {
    level.features.set(features);
    search.set(found);
  };
}

interface LevelRun extends Searched {
  readonly plan: LevelPlan;
  readonly offsets: Int32Array;
  readonly options: FillOptions;
  readonly isFirst: boolean;
  readonly distanceCost: number;
}

/** Looks and votes in turn, until little changes. */
function* improve({
  level,
  search,
  plan,
  offsets,
  options,
  isFirst,
  distanceCost,
}: LevelRun): Generator<number, Copies> {
  const { rounds, passes, isCoarsest, isHard, step } = plan;
  const { targets, width, height } = level;
  const share = 1 / (rounds * (passes + 1));
  const widest = Math.max(width, height);
  const isRegular = options.method === 'by-offsets' && offsets.length > 0;
  let usual = 4000;
  let copies: Copies | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const isWide = (isCoarsest || (round === 0 && targets.length < 20_000)) && !isRegular;
    const rules: SearchRules = {
      radius: isRegular ? (isFirst ? 0 : 2) : isWide ? widest : plan.radius,
      offsets,
      offsetTries:
        isRegular && (isCoarsest || targets.length < 20_000) ? offsets.length / 2 : isWide ? 4 : 1,
      useCost: (isHard ? reuse.hard : reuse.soft) * usual,
      distanceCost: (distanceCost * usual) / widest,
      forgiven: isHard ? 0.6 : 0.1,
      step,
    };
    yield* inChunks(targets.length, 0, (from, to) => search.refresh(from, to, rules));
    for (let pass = 0; pass < passes; pass += 1)
      yield* inChunks(targets.length, share, (from, to) =>
        search.pass(from, to, (round + pass) % 2 === 1, rules),
      );
    yield* inChunks(targets.length, 0, (from, to) => search.measureShifts(from, to));
    usual = search.usualUnlikeness(rules);

    if (isHard) copies = yield* voteHard(level, search);
    else if ((yield* voteSoftly(level, search)) < 0.4) break;
    yield share;
  }
  return copies ?? (yield* voteHard(level, search));
}

function* inChunks(
  count: number,
  share: number,
  work: (from: number, to: number) => void,
): Generator<number, void> {
  for (let from = 0; from < count; from += chunk) {
    const to = Math.min(count, from + chunk);
    work(from, to);
    yield (share * (to - from)) / count;
  }
}

/** The picture with the copies in its hole, at its own depth, with what was added to even out the joints. */
function paste(picture: Raster, level: Level, { from }: Copies, correction: Float32Array): Raster {
  const filled = copyRaster(picture);
  const { data, bitDepth, width } = filled;
  const unit = bitDepth === 16 ? 257 : 1;
  const maximum = 255 * unit;
  const placeOf = (at: number): number =>
    4 * ((Math.floor(at / level.width) - reach) * width + (at % level.width) - reach);
  for (let i = 0; i < level.targets.length; i += 1) {
    const pixel = level.targets[i] ?? 0;
    if (!level.hole[pixel]) continue;
    const to = placeOf(pixel);
    const source = placeOf(from[i] ?? 0);
    for (let channel = 0; channel < 3; channel += 1) {
      const value =
        (picture.data[source + channel] ?? 0) + unit * (correction[3 * i + channel] ?? 0);
      data[to + channel] = Math.max(0, Math.min(maximum, Math.round(value)));
    }
    data[to + 3] = picture.data[source + 3] ?? 0;
  }
  return filled;
}
