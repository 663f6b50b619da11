import { describe, expect, test } from 'vitest';
import { rectOf } from '../../../utils/base/geometry';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import { encodeRuns } from '../../../utils/drawing/mask/runs';
import { paintStep } from '../../../utils/drawing/raster/cover-step';
import type {
  AreaStep,
  BrushStroke,
  MaskMode,
  MaskStep,
  StrokePoint,
} from '../../../utils/drawing/steps';
import { drawMaskByCanvas } from '../../support/mask-by-canvas';

/*
 * What is seen, sent and composited comes from one rasteriser. It is held against what the browser's own canvas draws of the
 * same shapes. A browser's smoothing is off by up to a third of a pixel, so pixels are held against their neighbours, too.
 */

const image = { width: 500, height: 400 };

/** Alpha of each pixel as a canvas draws a mask, 0…255. */
function drawn(steps: readonly MaskStep[]): Uint8ClampedArray {
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  drawMaskByCanvas(context, steps, { scale: 1, x: 0, y: 0 });
  const { data } = context.getImageData(0, 0, width, height);
  return Uint8ClampedArray.from({ length: width * height }, (_, i) => data[4 * i + 3] ?? 0);
}

type Random = (low?: number, high?: number) => number;

function createRandom(seed: number): Random {
  let state = seed * 7919;
  return (low = 0, high = 1) => {
    state = (state * 48271) % 2147483647;
    return low + (high - low) * (state / 2147483647);
  };
}

/** A way with bends, at times tight ones. */
function wayOf(random: Random): StrokePoint[] {
  let [x, y, angle] = [random(0, image.width), random(0, image.height), random(0, 7)];
  const [bend, step] = [random(0, 1.5), random(2, 30)];
  return Array.from({ length: Math.floor(random(1, 60)) }, (): StrokePoint => {
    angle += random(-bend, bend);
    x += step * Math.cos(angle);
    y += step * Math.sin(angle);
    return [x, y, random()];
  });
}

const rectIn = (random: Random) => ({
  x: random(-50, 450),
  y: random(-50, 350),
  width: random(1, 200),
  height: random(1, 200),
});

const strokeOf = (random: Random, mode: MaskMode, change: Partial<BrushStroke>): BrushStroke => ({
  kind: 'stroke',
  mode,
  size: random(1, 90),
  hasPressure: false,
  points: wayOf(random),
  ...change,
});

function runsOf(random: Random, mode: MaskMode): MaskStep {
  const cells = Uint8Array.from({ length: 400 }, () => (random() < 0.4 ? 1 : 0));
  const runs = encodeRuns(cells, { width: 20, height: 20 }, rectIn(random));
  if (!runs) throw new Error('nothing covered');
  return { kind: 'runs', mode, ...runs };
}

const makers: Record<string, (random: Random, mode: MaskMode) => MaskStep> = {
  'a mouse stroke': (random, mode) => strokeOf(random, mode, {}),
  'a pen stroke': (random, mode) => strokeOf(random, mode, { hasPressure: true }),
  'a filled stroke': (random, mode) =>
    strokeOf(random, mode, { filled: true, size: random(1, 30) }),
  'a soft stroke': (random, mode) =>
    strokeOf(random, mode, { hardness: random(), size: random(3, 120) }),
  'a lasso': (random, mode) => ({
    kind: 'polygon',
    mode,
    points: wayOf(random).map(([x, y]) => [x, y] as const),
  }),
  'a rectangle': (random, mode) => ({ kind: 'rectangle', mode, rect: rectIn(random) }),
  'an ellipse': (random, mode) => ({ kind: 'ellipse', mode, rect: rectIn(random) }),
  'a selection': runsOf,
};

interface Difference {
  /** Pixels that the canvas draws as partly covered. */
  readonly edges: number;
  /** Mean of computed minus drawn over these. */
  readonly mean: number;
  /** Pixels that no neighbour's coverage explains, by more than 32 of 255, and the worst of them. */
  readonly strange: number;
  readonly worst: number;
}

/** Compares all pixels but those at the border. */
function compare(steps: readonly MaskStep[]): Difference {
  const { width, height } = image;
  const computed = renderCoverage(steps, rectOf(image)).data;
  const seen = drawn(steps);
  let [edges, sum, strange, worst] = [0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const value = computed[i] ?? 0;
      const shown = seen[i] ?? 0;
      if (shown > 0 && shown < 255) edges++;
      sum += value - shown;
      if (Math.abs(value - shown) <= 32) continue;
      const around = [-1, 0, 1].flatMap((row) => [
        ...seen.subarray(i + row * width - 1, i + row * width + 2),
      ]);
      const beyond = Math.max(Math.min(...around) - value, value - Math.max(...around));
      if (beyond > 32) strange++;
      worst = Math.max(worst, beyond);
    }
  }
  return { edges, mean: sum / Math.max(1, edges), strange, worst };
}

/** The sums over several masks. */
function compareAll(masks: readonly (readonly MaskStep[])[]): Difference {
  const all = masks.map(compare);
  const edges = all.reduce((sum, each) => sum + each.edges, 0);
  return {
    edges,
    mean: all.reduce((sum, each) => sum + each.mean * each.edges, 0) / edges,
    strange: all.reduce((sum, each) => sum + each.strange, 0),
    worst: Math.max(...all.map(({ worst }) => worst)),
  };
}

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

describe('the computed mask is the one that a canvas draws', () => {
  test.each(Object.entries(makers))('for %s', (_, make) => {
    const { edges, mean, strange, worst } = compareAll(
      seeds.map((seed) => [make(createRandom(seed), 'add')]),
    );
    expect(edges).toBeGreaterThan(2000);
    expect(Math.abs(mean)).toBeLessThan(12);
    expect(strange / edges).toBeLessThan(0.001);
    expect(worst).toBeLessThan(96);
  });

  test('for all of them, added, taken away and inverted', () => {
    const masks = seeds.map((seed) => {
      const random = createRandom(1000 + seed);
      return Object.values(makers).flatMap((make): MaskStep[] => [
        make(random, 'add'),
        ...(random() < 0.3 ? [{ kind: 'invert' } as const] : []),
        make(random, random() < 0.6 ? 'subtract' : 'add'),
      ]);
    });
    const { edges, mean, strange, worst } = compareAll(masks);
    expect(edges).toBeGreaterThan(20_000);
    expect(Math.abs(mean)).toBeLessThan(6);
    expect(strange / edges).toBeLessThan(0.001);
    expect(worst).toBeLessThan(96);
  });
});

test.each<[string, AreaStep]>([
  [
    'a rectangle',
    { kind: 'rectangle', mode: 'add', rect: { x: 10, y: 10, width: 20, height: 20 } },
  ],
  [
    'one half outside',
    { kind: 'rectangle', mode: 'add', rect: { x: -10, y: 5, width: 30, height: 90 } },
  ],
  [
    'a soft stroke',
    strokeOf(createRandom(3), 'add', {
      hardness: 0.2,
      size: 30,
      points: [
        [20, 20, 0.5],
        [40, 30, 0.5],
      ],
    }),
  ],
])('%s is painted where the transform puts it, in its colour', (_, step) => {
  const [painted, drawn] = [0, 1].map(() => new OffscreenCanvas(100, 100).getContext('2d'));
  if (!painted || !drawn) throw new Error('no canvas');
  painted.setTransform(2, 0, 0, 2, 5, 7);
  painted.fillStyle = drawn.fillStyle = '#ff8000';
  paintStep(painted, step);
  drawMaskByCanvas(drawn, [step], { scale: 2, x: 5, y: 7 });
  const [actual, expected] = [painted, drawn].map((each) => each.getImageData(0, 0, 100, 100).data);
  const differences = Array.from(expected ?? [], (value, i) =>
    Math.abs(value - (actual?.[i] ?? 0)),
  );
  const alphas = differences.filter((_, i) => i % 4 === 3);
  expect(expected?.some((value) => value > 0)).toBe(true);
  expect(alphas.filter((difference) => difference > 12)).toEqual([]);
  const [red, green, blue, alpha] = actual?.subarray(4 * 4644, 4 * 4645) ?? [];
  expect([red, green, blue]).toEqual([255, 128, 0]);
  expect(alpha).toBeGreaterThan(250);
});
