import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { growCoverage } from '../../../../utils/drawing/mask/grow';
import { encodeMaskPng, renderCoverage } from '../../../../utils/drawing/mask/render-mask';
import type { BrushStroke, MaskMode, MaskStep, StrokePoint } from '../../../../utils/drawing/steps';
import type { Coverage } from '../../../../utils/pixels/raster';

const box = (x: number, y: number, side: number, mode: MaskMode = 'add'): MaskStep => ({
  kind: 'rectangle',
  mode,
  rect: { x, y, width: side, height: side },
});

const stroke = (points: StrokePoint[], change: Partial<BrushStroke> = {}): BrushStroke => ({
  kind: 'stroke',
  mode: 'add',
  size: 40,
  hasPressure: false,
  points,
  ...change,
});

const all = { x: 0, y: 0, width: 64, height: 48 };

const at = ({ data, width }: Coverage, x: number, y: number) => data[y * width + x];

/** Pixels that are 255 inside `inside` and 0 elsewhere. */
function expectExactly(coverage: Coverage, inside: (x: number, y: number) => boolean): void {
  const wrong = [...coverage.data].filter((value, i) => {
    const [x, y] = [i % coverage.width, Math.floor(i / coverage.width)];
    return value !== (inside(x, y) ? 255 : 0);
  });
  expect(wrong).toEqual([]);
}

const isIn = (x: number, y: number, from: number, to: number) =>
  x >= from && x < to && y >= from && y < to;

describe('the coverage of steps', () => {
  test('is zero everywhere without any', () => {
    expectExactly(renderCoverage([], all), () => false);
  });

  test('is full inside a rectangle and zero outside, to the pixel', () => {
    expectExactly(renderCoverage([box(10, 10, 20)], all), (x, y) => isIn(x, y, 10, 30));
  });

  test('lacks what was erased and has what was painted again', () => {
    const steps = [box(10, 10, 20), box(15, 15, 10, 'subtract'), box(18, 18, 2)];
    expectExactly(
      renderCoverage(steps, all),
      (x, y) => isIn(x, y, 18, 20) || (isIn(x, y, 10, 30) && !isIn(x, y, 15, 25)),
    );
  });

  test('is the opposite after an inversion, and painting goes on from there', () => {
    const steps: MaskStep[] = [box(10, 10, 20), { kind: 'invert' }, box(0, 0, 5, 'subtract')];
    expectExactly(renderCoverage(steps, all), (x, y) => !isIn(x, y, 10, 30) && !isIn(x, y, 0, 5));
  });

  test('keeps half covered pixels half covered when inverted', () => {
    const half: MaskStep = {
      kind: 'rectangle',
      mode: 'add',
      rect: { x: 0, y: 0, width: 10.5, height: 48 },
    };
    const inverted = renderCoverage([half, { kind: 'invert' }], all);
    expect(at(inverted, 10, 20)).toBe(127);
    expect([at(inverted, 9, 20), at(inverted, 11, 20)]).toEqual([0, 255]);
  });

  test('starts anew after clearing, an inversion before it forgotten', () => {
    const steps: MaskStep[] = [
      box(10, 10, 20),
      { kind: 'invert' },
      { kind: 'clear' },
      box(0, 0, 5),
    ];
    expectExactly(renderCoverage(steps, all), (x, y) => isIn(x, y, 0, 5));
  });

  test('of a region is the part of the whole that lies there', () => {
    const steps = [
      stroke([
        [20, 20, 0.5],
        [40, 30, 0.5],
      ]),
      box(30, 5, 8, 'subtract'),
    ];
    const whole = renderCoverage(steps, all);
    const part = renderCoverage(steps, { x: 12, y: 9, width: 30, height: 25 });
    for (let y = 0; y < 25; y++) {
      for (let x = 0; x < 30; x++) {
        const difference = (at(part, x, y) ?? 0) - (at(whole, x + 12, y + 9) ?? 0);
        expect(Math.abs(difference)).toBeLessThanOrEqual(1);
      }
    }
  });

  test('can be asked for at another size', () => {
    const half = renderCoverage([box(10, 10, 20)], all, { width: 32, height: 24 });
    expectExactly(half, (x, y) => isIn(x, y, 5, 15));
  });

  test('is right all along a line across a wide image', () => {
    const wide = { x: 0, y: 0, width: 4500, height: 30 };
    const line = stroke(
      [
        [100, 15, 0.5],
        [4400, 15, 0.5],
      ],
      { size: 20 },
    );
    const row = renderCoverage([line], wide).data.subarray(15 * 4500, 16 * 4500);
    expect(row.subarray(100, 4400).every((value) => value === 255)).toBe(true);
    expect(row[80]).toBe(0);
  });

  test('is nothing but a selection that replaces it, inside of which one can erase', () => {
    const runs = {
      rect: { x: 8, y: 8, width: 16, height: 8 },
      grid: { width: 4, height: 2 },
      lengths: Uint32Array.of(0, 8),
    };
    const steps: MaskStep[] = [
      box(0, 0, 40),
      { kind: 'invert' },
      { kind: 'runs', mode: 'add', replaces: true, ...runs },
      box(10, 10, 2, 'subtract'),
    ];
    expectExactly(
      renderCoverage(steps, all),
      (x, y) => x >= 8 && x < 24 && y >= 8 && y < 16 && !isIn(x, y, 10, 12),
    );
  });

  test('adds up where steps cover a pixel in part, and lacks their share where they erase', () => {
    const part = (mode: MaskMode): MaskStep => ({
      kind: 'rectangle',
      mode,
      rect: { x: 0, y: 0, width: 0.5, height: 1 },
    });
    const value = (...steps: MaskStep[]) => renderCoverage(steps, all).data[0];
    expect(value(part('add'))).toBe(128);
    expect(value(part('add'), part('add'))).toBe(192);
    expect(value(part('add'), part('add'), part('subtract'))).toBe(96);
    const invert: MaskStep = { kind: 'invert' };
    // On what is inverted the same holds, whichever way it is computed.
    expect(value(invert, part('subtract'))).toBe(127);
    expect(value(invert, part('subtract'), part('add'), invert)).toBe(64);
  });

  test('has the area of an ellipse and of a lasso', () => {
    const sum = (step: MaskStep) =>
      renderCoverage([step], all).data.reduce((total, value) => total + value, 0) / 255;
    const rect = { x: 3.3, y: 4.6, width: 50.2, height: 38.9 };
    const ellipse = (Math.PI * rect.width * rect.height) / 4;
    expect(Math.abs(sum({ kind: 'ellipse', mode: 'add', rect }) - ellipse)).toBeLessThan(3);
    const points = [
      [5, 5],
      [60, 8],
      [Number.NaN, 3],
      [50, 40],
      [10, 44],
    ] as const;
    expect(Math.abs(sum({ kind: 'polygon', mode: 'add', points }) - 1685)).toBeLessThan(1);
  });

  test('of an image of one pixel is one pixel', () => {
    const one = { x: 0, y: 0, width: 1, height: 1 };
    expect([...renderCoverage([stroke([[0.5, 0.5, 0.5]])], one).data]).toEqual([255]);
  });

  test('has no holes where a scribble turns in less than the brush', () => {
    const points: StrokePoint[] = Array.from({ length: 150 }, (_, i) => [
      300 + 2 * i + 60 * Math.cos(i * 0.9),
      300 + 60 * Math.sin(i * 1.17),
      0.5,
    ]);
    for (const hasPressure of [false, true]) {
      const size = 80;
      const region = { x: 0, y: 0, width: 900, height: 600 };
      const coverage = renderCoverage([stroke(points, { size, hasPressure })], region);
      const sure = 0.3 * size;
      const holes = points.flatMap(([x, y]) =>
        [0, 1, 2, 3, 4, 5, 6, 7].filter((k) => {
          const angle = (k * Math.PI) / 4;
          const [dx, dy] = [sure * Math.cos(angle), sure * Math.sin(angle)];
          return at(coverage, Math.floor(x + dx), Math.floor(y + dy)) !== 255;
        }),
      );
      expect(holes).toEqual([]);
    }
  });
});

describe('a soft stroke', () => {
  const region = { x: 0, y: 0, width: 400, height: 200 };
  const way: StrokePoint[] = [
    [100, 100, 0.5],
    [300, 100, 0.5],
  ];

  test.each([12, 60, 150])(
    '%s px wide falls off as a Gaussian does, from its core outwards',
    (size) => {
      const hardness = 0.25;
      const soft = stroke(way, { size, hardness, hasPressure: true });
      const { data } = renderCoverage([{ ...soft, points: [[200, 100, 1]] }], region);
      const core = (size * (1 + hardness)) / 4;
      const deviation = (size * (1 - hardness)) / 8;
      for (let x = 0; x < size * 0.7; x++) {
        // Around a disc, not along a line: exact only where the rim is narrow beside the disc.
        const expected = 255 * fallOff((x + 0.5 - core) / deviation);
        const value = data[100 * 400 + 200 + x] ?? 0;
        expect(Math.abs(value - expected)).toBeLessThan(30);
      }
    },
  );

  test("has at its middle height exactly a Gaussian's edge", () => {
    const rect = { size: 80, hardness: 0.4, hasPressure: true } as const;
    const points = way.map(([x, y]): StrokePoint => [x, y, 1]);
    const { data } = renderCoverage([stroke(points, rect)], region);
    const [core, deviation] = [28, 6];
    for (let y = 100; y < 160; y++) {
      const expected = 255 * fallOff((y + 0.5 - 100 - core) / deviation);
      expect(Math.abs((data[y * 400 + 200] ?? 0) - expected)).toBeLessThan(4);
    }
  });

  test('is the same in a part of the picture, at its size and a smaller one', () => {
    const soft = stroke(way, { size: 90, hardness: 0 });
    const whole = renderCoverage([soft], region);
    const part = renderCoverage([soft], { x: 150, y: 60, width: 100, height: 80 });
    const small = renderCoverage([soft], region, { width: 200, height: 100 });
    for (let y = 0; y < 80; y++) {
      for (let x = 0; x < 100; x++) {
        const value = at(whole, x + 150, y + 60) ?? 0;
        expect(Math.abs((at(part, x, y) ?? 0) - value)).toBeLessThanOrEqual(3);
        expect(Math.abs((at(small, (x + 150) >> 1, (y + 60) >> 1) ?? 0) - value)).toBeLessThan(12);
      }
    }
  });
});

/** The share that is left at so many deviations beyond a blurred edge. */
function fallOff(deviations: number): number {
  let sum = 0;
  for (let t = deviations; t < 8; t += 0.01) sum += Math.exp((-t * t) / 2) * 0.01;
  return sum / Math.sqrt(2 * Math.PI);
}

describe('whatever was painted', () => {
  const line = stroke([
    [5, 5, 0.5],
    [60_000, 6, 0.5],
  ]);

  test.each([
    ['65,000 px wide and 10 high', { width: 65_000, height: 10 }],
    ['10 px wide and 65,000 high', { width: 10, height: 65_000 }],
    ['of one pixel', { width: 1, height: 1 }],
  ])('an image %s has a mask', (_, size) => {
    for (const hardness of [1, 0.5]) {
      const { data } = renderCoverage([{ ...line, hardness }], { x: 0, y: 0, ...size });
      expect(data).toHaveLength(size.width * size.height);
      expect(data[0]).toBeGreaterThan(200);
    }
  });

  test('strokes wholly outside and places that are no numbers cover nothing', () => {
    const nowhere: StrokePoint[] = [
      [Number.NaN, 3, 0.5],
      [Number.POSITIVE_INFINITY, 3, 0.5],
    ];
    const far: StrokePoint[] = [
      [-1e300, -1e300, 0.5],
      [-5000, -5000, Number.NaN],
    ];
    const steps = [nowhere, far, far.slice(0, 1)].flatMap((points) => [
      stroke(points),
      stroke(points, { hardness: 0.2 }),
      stroke(points, { filled: true, size: 0 }),
    ]);
    expectExactly(renderCoverage(steps, all), () => false);
  });

  test('10,000 points in one stroke and 2,000 strokes take seconds at most', () => {
    let seed = 1;
    const random = (to: number) => {
      seed = (seed * 48271) % 2147483647;
      return to * (seed / 2147483647);
    };
    const wild = (count: number): StrokePoint[] =>
      Array.from({ length: count }, () => [random(400), random(300), random(1)]);
    const region = { x: 0, y: 0, width: 400, height: 300 };
    const long = renderCoverage([stroke(wild(10_000), { hasPressure: true })], region);
    expect(long.data.filter((value) => value === 255).length).toBeGreaterThan(100_000);
    const many = Array.from({ length: 2000 }, (_, i) =>
      stroke(wild(4), { mode: i % 3 ? 'add' : 'subtract', size: 10 }),
    );
    expect(renderCoverage(many, region).data.some((value) => value === 255)).toBe(true);
  });
});

test('a painted mask becomes a PNG with exactly the two codes, grown by some pixels', async () => {
  const steps = [
    stroke(
      [
        [20, 20, 0.5],
        [40, 30, 0.5],
      ],
      { size: 16 },
    ),
  ];
  const grown = growCoverage(renderCoverage(steps, all), 3);
  const bytes = new Uint8Array(await (await encodeMaskPng(grown)).arrayBuffer());
  const { data } = decode(bytes, { checkCrc: true });
  expect([...data]).toEqual(
    [...grown.data].flatMap((value) => (value >= 128 ? [255, 255, 255, 0] : [0, 0, 0, 255])),
  );
  expect(grown.data.filter((value) => value >= 128).length).toBeGreaterThan(300);
});
