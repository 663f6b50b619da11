import { describe, expect, it } from 'vitest';
import { choose } from '../../../utils/select/choose';
import { findRegions } from '../../../utils/select/regions';
import { randomNumbers } from '../codecs/random';

const size = { width: 480, height: 240 };
/** A long red bar of one colour with a clear edge, and a blue spot apart from it. */
const bar = { left: 40, right: 440, top: 90, bottom: 130 };
const spot = { left: 20, right: 60, top: 190, bottom: 225 };

const isIn = ({ left, right, top, bottom }: typeof bar, i: number): boolean => {
  const [x, y] = [i % size.width, Math.floor(i / size.width)];
  return x >= left && x < right && y >= top && y < bottom;
};

const colourAt = (i: number): readonly number[] =>
  isIn(bar, i) ? [150, 60, 50] : isIn(spot, i) ? [40, 60, 150] : [190, 200, 190];

const random = randomNumbers(7);
const data = new Uint8ClampedArray(4 * size.width * size.height);
for (let i = 0; i < data.length / 4; i += 1) {
  const grain = 10 * random();
  data.set([...colourAt(i).map((value) => value + grain), 255], 4 * i);
}
const regions = findRegions({ ...size, data });
const { labels, count } = regions.pieces;

const nothing = { pieces: new Uint8Array(count), hints: [] };
const spotSelected = {
  pieces: labels.reduce((pieces, label, i) => {
    if (isIn(spot, i)) pieces[label] = 1;
    return pieces;
  }, new Uint8Array(count)),
  hints: [{ mode: 'add', kind: 'touch', points: [{ x: 40, y: 207 }] }],
} as const;

const strokeFrom = 60;

/** How far beyond its right end a stroke along the bar selects, px, and whether anything but the bar. */
function strokeOf(length: number, selected: typeof nothing | typeof spotSelected) {
  const points = [
    { x: strokeFrom, y: 110 },
    { x: strokeFrom + length, y: 110 },
  ];
  const { sets, usual } = choose(regions, { mode: 'add', kind: 'touch', points }, selected);
  const taken = Array.from(labels.keys()).filter((i) => sets[usual]?.[labels[i] ?? 0] === 1);
  const right = taken.reduce((most, i) => Math.max(most, i % size.width), 0);
  return { beyond: right - strokeFrom - length, others: taken.filter((i) => !isIn(bar, i)).length };
}

describe('a stroke beside something that is selected', () => {
  it.each([25, 50, 100])('of %i px adds about as much again beyond its end, not all of what looks like it', (length) => {
    const { beyond, others } = strokeOf(length, spotSelected);
    expect(beyond).toBeGreaterThan(0.7 * length);
    expect(beyond).toBeLessThan(1.5 * length);
    expect(others).toBe(0);
  }); // biome-ignore format: one test

  it('reaches the end of the thing where that is near, and stops there', () => {
    const { beyond, others } = strokeOf(250, spotSelected);
    expect([beyond, others]).toEqual([bar.right - 1 - strokeFrom - 250, 0]);
  });
});

it('the first stroke takes all of the thing, however short it is', () => {
  for (const length of [25, 100]) {
    const { beyond, others } = strokeOf(length, nothing);
    expect([beyond, others]).toEqual([bar.right - 1 - strokeFrom - length, 0]);
  }
});
