import { expect, it } from 'vitest';
import { choose } from '../../../utils/select/choose';
import { findRegions } from '../../../utils/select/regions';
import { overlap } from '../../select/gestures';
import { bySelect, everything, type Method, nothing, overlaps } from '../../select/measure';
import { drawThing, things } from '../../select/things';

/** Half the size is enough to tell good from bad, and takes a quarter of the time. */
const scale = 0.5;
const drawn = things.map((thing) => drawThing(thing, scale));

function means(method: Method): [first: number, third: number] {
  const all = drawn.map((each) => overlaps(each, method, 3));
  const mean = (gesture: number) =>
    all.reduce((sum, each) => sum + (each[gesture] ?? 0), 0) / all.length;
  return [mean(0), mean(2)];
}

it('has at least 24 things of eight kinds to select', () => {
  expect(things.length).toBeGreaterThanOrEqual(24);
  expect(new Set(things.map(({ kind }) => kind)).size).toBe(8);
  expect(drawn.every(({ truth }) => truth.includes(1) && truth.includes(0))).toBe(true);
});

it('takes most of a thing by one click, and nearly all of it by three gestures', () => {
  const [first, third] = means(bySelect);
  expect(first).toBeGreaterThan(0.9);
  expect(third).toBeGreaterThan(0.95);
});

it('would not pass by selecting everything or nothing', () => {
  for (const method of [everything, nothing]) expect(Math.max(...means(method))).toBeLessThan(0.2);
});

const person = things.findIndex(({ name }) => name === 'person');
const at = (x: number, y: number) => ({ x: x * scale, y: y * scale });
const nobody = { pieces: new Uint8Array(), hints: [] };

function chosen(index: number) {
  const { pixels, truth } = drawn[index] ?? drawThing(things[0] ?? raise());
  const regions = findRegions(pixels);
  const { labels, count } = regions.pieces;
  const shown = (set: Uint8Array | undefined) => truth.map((_, i) => set?.[labels[i] ?? 0] ?? 0);
  return { regions, truth, shown, none: { ...nobody, pieces: new Uint8Array(count) } };
}

const raise = (): never => {
  throw new Error('there are no things');
};

it('offers sizes from a small part of a thing to more than it, each larger than the one before', () => {
  const { regions, shown, none } = chosen(person);
  const hint = { mode: 'add', kind: 'touch', points: [at(320, 230)] } as const;
  const { sets, usual } = choose(regions, hint, none);
  const areas = sets.map((set) => shown(set).reduce((sum, isIn) => sum + isIn, 0));
  expect(sets.length).toBeGreaterThan(3);
  expect(usual).toBeGreaterThan(0);
  expect(areas).toEqual(areas.toSorted((a, b) => a - b));
  expect(new Set(areas).size).toBe(areas.length);
});

it('takes the thing within a loose loop', () => {
  const { regions, truth, shown, none } = chosen(person);
  const points = [at(225, 70), at(415, 70), at(415, 430), at(225, 430)];
  const { sets, usual } = choose(regions, { mode: 'add', kind: 'around', points }, none);
  expect(overlap(shown(sets[usual]), truth)).toBeGreaterThan(0.9);
});

it('takes away what is touched, and leaves the rest of what is selected', () => {
  const { regions, truth, shown } = chosen(person);
  const { count, labels } = regions.pieces;
  const click = { mode: 'add', kind: 'touch', points: [at(320, 230)] } as const;
  // All of the lower right is selected as well.
  const { width } = regions;
  const pieces = new Uint8Array(count);
  for (let i = 0; i < labels.length; i++) {
    const isExtra = i % width > width * 0.65 && Math.floor(i / width) > regions.height * 0.5;
    if (truth[i] || isExtra) pieces[labels[i] ?? 0] = 1;
  }
  const hint = { mode: 'subtract', kind: 'touch', points: [at(520, 400), at(600, 300)] } as const;
  const { sets, usual } = choose(regions, hint, { pieces, hints: [click] });
  const left = pieces.map((isIn, piece) => (isIn && !sets[usual]?.[piece] ? 1 : 0));
  expect(overlap(shown(pieces), truth)).toBeLessThan(0.6);
  expect(overlap(shown(left), truth)).toBeGreaterThan(0.9);
});

it('answers on pictures of one pixel, one row and one colour', () => {
  for (const [width, height] of [
    [1, 1],
    [300, 1],
    [1, 300],
    [40, 30],
  ] as const) {
    // biome-ignore format: sizes
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    const regions = findRegions({ width, height, data });
    const none = { pieces: new Uint8Array(regions.pieces.count), hints: [] };
    const hint = { mode: 'add', kind: 'touch', points: [{ x: 0, y: 0 }] } as const;
    const { sets, usual } = choose(regions, hint, none);
    expect(sets[usual]?.[regions.pieces.labels[0] ?? -1]).toBe(1);
  }
});
