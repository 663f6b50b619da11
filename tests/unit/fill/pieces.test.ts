import { describe, expect, it } from 'vitest';
import { fitTogether } from '../../../utils/fill/align';
import { finestLayer } from '../../../utils/fill/layer';
import { type Level, reach, toLevel } from '../../../utils/fill/level';
import { createRandom, PatchSearch } from '../../../utils/fill/patch-search';
import { copyPieces, cutPieces, moveJoints } from '../../../utils/fill/pieces';
import { randomNumbers } from '../codecs/random';

const [width, height] = [120, 120];
const isHole = (x: number, y: number) => x >= 45 && x < 75 && y >= 50 && y < 70;
const hole = Uint8Array.from({ length: width * height }, (_, i) => (isHole(i % width, Math.floor(i / width)) ? 1 : 0)); // biome-ignore format: one list

/** A gray picture. @returns a level without its hole's colours, and a search that has found nothing yet */
function begin(grayAt: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i += 1)
    data.fill(grayAt(i % width, Math.floor(i / width)), 4 * i, 4 * i + 4);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  const layer = finestLayer({ width, height, bitDepth: 8, data }, hole, new Uint8Array(hole.length)); // biome-ignore format: one call
  const level = toLevel(layer);
  return { level, search: new PatchSearch(level, createRandom(1)) };
}

/** Has each pixel of the hole copied from so many px beside and above it. */
function offer(
  { level, search }: ReturnType<typeof begin>,
  offsetAt: (x: number, y: number) => readonly [number, number],
): void {
  for (const target of level.targets) {
    const [x, y] = offsetAt((target % level.width) - reach, Math.floor(target / level.width) - reach); // biome-ignore format: one call
    search.nearest[target - search.base] = target + y * level.width + x;
  }
}

/** Pixels of the hole that are not the picture's. */
function faults(
  { level, search }: ReturnType<typeof begin>,
  grayAt: (x: number, y: number) => number,
): number {
  const truth = begin(grayAt).level;
  copyPieces(level, search);
  return level.targets.filter((at) => level.hole[at] && redAt(level, at) !== redAt(truth, at)).length; // biome-ignore format: one line
}
const redAt = ({ features }: Level, at: number) => features[5 * at];

const noise = randomNumbers(7);
const grays = Array.from({ length: width * height }, () => Math.floor(256 * noise()));
const grayOf = (x: number, y: number) => grays[y * width + x] ?? 0;
/** Repeats itself after 36 px. */
const repeated = (x: number, y: number) => grayOf(x % 36, y);

describe('pieces', () => {
  it('are made of what is right most of the time, also where the search was wrong', () => {
    const at = begin(repeated);
    const chance = randomNumbers(3);
    offer(at, () => (chance() < 0.6 ? [36, 0] : [-36 + Math.floor(9 * chance()), 20]));
    expect(faults(at, repeated)).toBeGreaterThan(150);
    [...cutPieces(at.level, at.search)];
    expect(faults(at, repeated)).toBe(0);
  });

  it('are wrong where nothing right was found', () => {
    const at = begin(repeated);
    offer(at, () => [-35, 5]);
    [...cutPieces(at.level, at.search)];
    expect(faults(at, repeated)).toBeGreaterThan(500);
  });

  it('are never copied from what is no source', () => {
    const at = begin(repeated);
    const chance = randomNumbers(4);
    offer(at, () => (chance() < 0.3 ? [36, 0] : [0, 10])); // most of the time from the hole itself
    [...cutPieces(at.level, at.search)];
    const { level, search } = at;
    const sources = level.targets.filter((target) => level.hole[target]).map((target) => search.nearest[target - search.base] ?? 0); // biome-ignore format: one line
    expect(sources.every((source) => level.isSource[source])).toBe(true);
  });

  /** As above the hole left of column 60, as below it right of column 57. */
  const joined = (x: number, y: number) => {
    if (x < 60 && y < 70) return grayOf(x, y % 30);
    if (x >= 57 && y >= 50) return grayOf(x, y % 30);
    return grayOf((x + 40) % width, y);
  };
  const jointAt = (column: number) => {
    const at = begin(joined);
    offer(at, (x) => (x < column ? [0, -30] : [0, 30]));
    return at;
  };

  it.each([62, 55])(
    'that meet some px off, at column %i, are moved to where they fit',
    (column) => {
      const at = jointAt(column);
      expect(faults(at, joined)).toBeGreaterThan(30);
      [...moveJoints(at.level, at.search)];
      expect(faults(at, joined)).toBe(0);
    },
  );

  it('stay as they are where they fit', () => {
    const at = jointAt(58);
    expect(faults(at, joined)).toBe(0);
    [...moveJoints(at.level, at.search)];
    expect(faults(at, joined)).toBe(0);
  });

  const isWithin = (x: number, y: number) => x >= 52 && x < 68 && y >= 55 && y < 65;

  it('that are off by a px are moved as a whole: by what is known, and within the hole by each other', () => {
    const at = begin(repeated);
    offer(at, (x, y) => (isWithin(x, y) ? [36, -1] : x < 60 ? [37, 0] : [-36, 1]));
    expect(faults(at, repeated)).toBe(600);
    [...fitTogether(at.level, at.search)];
    expect(faults(at, repeated)).toBe(0);
  });

  it('that are off by more stay where they were copied from', () => {
    const at = begin(repeated);
    offer(at, (x, y) => (isWithin(x, y) ? [36, -4] : [36, 0]));
    [...fitTogether(at.level, at.search)];
    expect(faults(at, repeated)).toBe(160);
  });
});
