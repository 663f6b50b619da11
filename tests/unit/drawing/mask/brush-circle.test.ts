import { expect, test } from 'vitest';
import { maskedFrom, renderCoverage } from '../../../../utils/drawing/mask/render-mask';
import type { BrushStroke, MaskMode, StrokePoint } from '../../../../utils/drawing/steps';
import { randomNumbers } from '../../codecs/random';

const region = { x: 0, y: 0, width: 160, height: 160 };
type Way = readonly (readonly [x: number, y: number])[];
type Random = () => number;
/** The least and the most px between two places that are seen. */
type Speed = readonly [least: number, most: number];

/** Places on a way are so far apart, px. */
const fine = 0.25;
/** The tightest bend of a way, px. */
const leastRadius = 25;

/** A way of a hand, as fine as the truth is to be: its curvature swings to and fro. */
function randomWay(random: Random): Way {
  const [first, second, phase] = [random() * 0.06, random() * 0.1, random() * 6];
  let heading = random() * 6;
  let [x, y] = [60 + 40 * random(), 60 + 40 * random()];
  return Array.from({ length: 400 + Math.floor(random() * 400) }, (_, i) => {
    const at = i * fine;
    heading += ((Math.sin(first * at + phase) + Math.sin(second * at)) / 2 / leastRadius) * fine;
    x += Math.cos(heading) * fine;
    y += Math.sin(heading) * fine;
    return [x, y] as const;
  });
}

/** The way as pointer events see it; its ends are always seen. */
function seen(way: Way, random: Random, [least, most]: Speed): StrokePoint[] {
  const points: StrokePoint[] = [];
  for (let i = 0; i < way.length - 1; ) {
    const [x, y] = way[i] ?? [0, 0];
    points.push([x, y, 0.5]);
    i += Math.max(1, Math.round((least + (most - least) * random()) / fine));
  }
  const [x, y] = way.at(-1) ?? [0, 0];
  return [...points, [x, y, 0.5]];
}

const stroke = (points: StrokePoint[], size: number, mode: MaskMode = 'add'): BrushStroke => ({
  kind: 'stroke',
  mode,
  size,
  hasPressure: false,
  points,
});

/** px from the middle of each pixel of the region to the nearest place of the way. */
function distancesTo(way: Way): Float64Array {
  const places = way.filter((_, i) => i % 2 === 0 || i === way.length - 1);
  return Float64Array.from({ length: region.width * region.height }, (_, i) => {
    const [x, y] = [(i % region.width) + 0.5, Math.floor(i / region.width) + 0.5];
    let least = Number.POSITIVE_INFINITY;
    for (const [wayX, wayY] of places) least = Math.min(least, (wayX - x) ** 2 + (wayY - y) ** 2);
    return Math.sqrt(least);
  });
}

const slow: Speed = [0.5, 3];
const fast: Speed = [8, 14];

test.each<[string, Speed]>([
  ['slow', slow],
  ['fast', fast],
])('a %s brush covers all that its circle went over, and no more', (_, speed) => {
  const random = randomNumbers(7);
  for (const size of [3, 12, 31.5, 60]) {
    const way = randomWay(random);
    const { data } = renderCoverage([stroke(seen(way, random, speed), size)], region);
    const distances = distancesTo(way);
    // A pixel's corners are 0.71 px from its middle.
    const wrong = [...data].filter((value, i) => {
      const inside = size / 2 - (distances[i] ?? 0);
      return (inside > 1 && value !== 255) || (inside < -1 && value !== 0);
    });
    expect(wrong).toEqual([]);
    expect(data.some((value) => value === 255)).toBe(true);
  }
});

test('erasing the way that was painted, faster or slower, leaves nothing', () => {
  const random = randomNumbers(11);
  for (let i = 0; i < 24; i++) {
    const way = randomWay(random);
    const size = 4 + 50 * random();
    const [first, second] = i % 2 ? [fast, slow] : [slow, fast];
    const painted = stroke(seen(way, random, first), size);
    const erased = stroke(seen(way, random, second), size, 'subtract');
    const { data } = renderCoverage([painted, erased], region);
    expect(Math.max(...data)).toBeLessThan(maskedFrom);
  }
});

test('an eraser that is smaller or passes beside it leaves what it did not go over', () => {
  const random = randomNumbers(13);
  const way = randomWay(random);
  const points = seen(way, random, slow);
  const painted = stroke(points, 30);
  const beside = points.map(([x, y, force]): StrokePoint => [x + 3, y, force]);
  for (const eraser of [stroke(points, 26, 'subtract'), stroke(beside, 30, 'subtract')]) {
    const { data } = renderCoverage([painted, eraser], region);
    expect(data.some((value) => value >= maskedFrom)).toBe(true);
  }
});

test('corners stay corners: a way along straight lines is not rounded', () => {
  const corner: StrokePoint[] = [
    [30, 30, 0.5],
    [120, 30, 0.5],
    [120, 120, 0.5],
  ];
  const { data } = renderCoverage([stroke(corner, 20)], region);
  const at = (x: number, y: number) => data[y * region.width + x];
  expect([at(75, 21), at(75, 18), at(131, 75), at(128, 75)]).toEqual([255, 0, 0, 255]);
  expect(at(108, 42)).toBe(0);
});

test('one tap is the circle itself', () => {
  const { data } = renderCoverage([stroke([[80, 80, 0.5]], 140)], region);
  const area = data.reduce((sum, value) => sum + value, 0) / 255;
  // A twentieth of a px of the radius.
  expect(Math.abs(area - Math.PI * 70 ** 2)).toBeLessThan(2 * Math.PI * 70 * 0.05);
});
