import { describe, expect, it } from 'vitest';
import { featherWeights } from '../../../utils/blend/composite';
import { measureRegistration } from '../../../utils/blend/register';
import { randomNumbers } from '../codecs/random';
import { disc } from './rasters';
import { type Redrawing, render, type Scene } from './scene';

const size = { width: 640, height: 400 };
const crop = { x: 0, y: 0, ...size };
const weights = featherWeights(disc(size.width, size.height, 320, 200, 60), 12);

/** Waves of nearly one length: every wrong place looks somewhat like the right one. */
const waves: Scene = (x, y) => {
  const tone =
    128 +
    34 * Math.sin(x / 7.3 + 3 * Math.sin(y / 31)) * Math.sin(y / 5.9 + 2 * Math.sin(x / 47)) +
    40 * Math.sin((x + 2 * y) / 83);
  return [tone, 0.8 * tone + 0.02 * x, 0.6 * tone + 20];
};

/** Reds and greens of one luma: nothing to go by in black and white. */
const hues: Scene = (x, y) => {
  const red =
    118 + 60 * Math.sin(x / 13 + 2 * Math.sin(y / 23)) * Math.sin(y / 11 + 2 * Math.sin(x / 37));
  return [red, (110 - 0.299 * red) / 0.587, 0];
};

/** Every px has a tone of its own, as in grass: a place half a px off looks like none. */
const grass: Scene = (x, y) => {
  const at = (column: number, row: number) => {
    const sine = Math.sin(column * 127.1 + row * 311.7) * 43_758.5453;
    return 255 * (sine - Math.floor(sine));
  };
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - left, y - top];
  const above = at(left, top) * (1 - u) + at(left + 1, top) * u;
  const below = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
  const tone = above * (1 - v) + below * v;
  return [0.5 * tone, tone, 0.3 * tone];
};

const measured = (scene: Scene, how: Redrawing) =>
  measureRegistration(
    render(scene, size.width, size.height),
    crop,
    render(scene, size.width, size.height, { tint: 5, ...how }),
    weights,
  );

/** How far off the measure is at the mask's edge, px. */
const errorOf = (
  { dx, dy, scale }: { dx: number; dy: number; scale: number },
  how: Redrawing,
): number =>
  Math.hypot(dx - (how.dx ?? 0), dy - (how.dy ?? 0)) + Math.abs(scale - (how.scale ?? 1)) * 72;

describe('where an answer lies', () => {
  it.each<Redrawing>([
    { dx: 2.4, dy: -3 },
    { dx: 12, dy: 9 },
    { scale: 0.95, dx: 3, dy: 2 },
    { scale: 1.05 },
  ])('is measured where it is near: %o', (how) => {
    const found = measured(waves, how);
    expect(found.fits).toBe(true);
    expect(errorOf(found, how)).toBeLessThan(0.5);
  });

  it.each<Redrawing>([{ dx: 1 }, { dy: -1 }, { dx: 1, dy: 1 }, { dx: -1, dy: 1 }])(
    'is measured where all detail is as fine as a px: %o',
    (how) => {
      const found = measured(grass, how);
      expect(found.fits).toBe(true);
      expect(errorOf(found, how)).toBeLessThan(0.1);
    },
  );

  it.each([0.8, 0.9, 1.08, 1.12, 1.15, 1.2, 1.25, 1.3])(
    'is no place to take anything from where the picture was reframed: %s times as large',
    (scale) => {
      expect(measured(waves, { scale }).fits).toBe(false);
    },
  );

  it.each<[Redrawing]>([[{ dx: 3, dy: -2 }], [{ scale: 1.04, dx: 1.5 }]])(
    'is measured by colour where brightness is the same everywhere: %o',
    (how) => {
      const found = measured(hues, how);
      expect(found.confidence).toBeGreaterThan(0.9);
      expect(errorOf(found, how)).toBeLessThan(0.5);
    },
  );
});

/** Hard edges between flat parts, most of which fit at many places and sizes. */
const quarters =
  (width: number, height: number): Scene =>
  (x, y) => {
    const isLeft = x < width / 2;
    if (y < height / 2) return isLeft ? [200, 60, 50] : [60, 160, 70];
    return isLeft ? [50, 80, 190] : [220, 200, 80];
  };

const drawing: Scene = (x, y) => {
  const isInk =
    Math.abs(Math.hypot(x - 120, y - 150) - 70) < 1.5 || Math.abs(y - 60 - 0.3 * x) < 1.2;
  return isInk ? [20, 20, 20] : [255, 255, 255];
};

const checks: Scene = (x, y) => {
  const tone = (Math.floor(x / 16) + Math.floor(y / 16)) % 2 === 0 ? 60 : 200;
  return [tone, tone, tone];
};

const horizon: Scene = (_, y) => (y < 130 ? [90, 140, 210] : [70, 110, 60]);

/** Every px a value of its own: fine grain all over, of which little is left at a coarse scale. */
const grain = ((): Scene => {
  const [width, height] = [1024, 512];
  const random = randomNumbers(5);
  const values = Uint8Array.from({ length: width * height }, () => Math.floor(256 * random()));
  const at = (x: number, y: number): number =>
    values[(y & (height - 1)) * width + (x & (width - 1))] ?? 0;
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [x - left, y - top];
    const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
    const tone = upper * (1 - v) + (at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u) * v;
    return [tone, tone, tone];
  };
})();

interface Picture {
  readonly scene: Scene;
  readonly width: number;
  readonly height: number;
}

const measuredIn = ({ scene, width, height }: Picture, how: Redrawing) =>
  measureRegistration(
    render(scene, width, height),
    { x: 0, y: 0, width, height },
    render(scene, width, height, how),
    featherWeights(disc(width, height, width / 2, height / 2, 0.2 * Math.min(width, height)), 12),
  );

const strips: readonly (readonly [string, Picture])[] = [
  ['a strip of grain', { scene: grain, width: 900, height: 300 }],
  ['an upright strip of grain', { scene: grain, width: 200, height: 600 }],
  ['an upright strip of a photo', { scene: waves, width: 200, height: 600 }],
  ['a small picture', { scene: waves, width: 160, height: 120 }],
];

const sparse: readonly (readonly [string, Picture])[] = [
  ['four quarters', { scene: quarters(360, 240), width: 360, height: 240 }],
  ['four larger quarters', { scene: quarters(480, 320), width: 480, height: 320 }],
  ['a line drawing', { scene: drawing, width: 360, height: 300 }],
  ['a chessboard', { scene: checks, width: 480, height: 360 }],
  ['a horizon and nothing else', { scene: horizon, width: 360, height: 240 }],
];

const honest: readonly Redrawing[] = [
  { dx: 2, dy: 1, tint: 7 },
  { dx: -3, dy: 2, scale: 1.02, tint: -12, noise: 6 },
  { scale: 0.975, dx: 1, tint: 5 },
];

const eachOf = (pictures: typeof strips, hows: readonly Redrawing[]) =>
  pictures.flatMap(([name, picture]) => hows.map((how) => [name, how, picture] as const));

describe('whether an answer is refused as reframed', () => {
  it.each(eachOf([...strips, ...sparse], honest))(
    'is not for an honest redraw of %s: %o',
    (_, how, picture) => {
      expect(measuredIn(picture, how).fits).toBe(true);
    },
  );

  it.each(eachOf(strips, honest))('and it is found where it lies, in %s: %o', (_, how, picture) => {
    expect(errorOf(measuredIn(picture, how), how)).toBeLessThan(1);
  });

  it('is not in 4,000 x 300 px of grain, but for what was reframed', () => {
    const picture = { scene: grain, width: 4000, height: 300 };
    expect(measuredIn(picture, { dx: 2, dy: 1, tint: 7 }).fits).toBe(true);
    expect(measuredIn(picture, { scale: 1.25 }).fits).toBe(false);
  });

  it.each(eachOf(strips, [{ scale: 1.25 }, { scale: 0.8 }, { scale: 1.25, dx: 3, tint: 6 }]))(
    'is for one that was reframed, in %s: %o',
    (_, how, picture) => {
      expect(measuredIn(picture, how).fits).toBe(false);
    },
  );
});
