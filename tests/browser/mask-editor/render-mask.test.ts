import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../utils/image/raster';
import { growCoverage } from '../../../utils/mask/grow-mask';
import { encodeMaskPng } from '../../../utils/mask/mask-png';
import { drawMask, renderCoverage } from '../../../utils/mask/render-mask';
import type { BrushStroke, MaskMode, MaskStep, StrokePoint } from '../../../utils/mask/steps';

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
    expect(at(inverted, 10, 20)).toBeGreaterThan(125);
    expect(at(inverted, 10, 20)).toBeLessThan(130);
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
        // Edges are smoothed by an approximation that depends a little on where the path lies.
        const difference = (at(part, x, y) ?? 0) - (at(whole, x + 12, y + 9) ?? 0);
        expect(Math.abs(difference)).toBeLessThanOrEqual(8);
      }
    }
  });

  test('can be asked for at another size', () => {
    const half = renderCoverage([box(10, 10, 20)], all, { width: 32, height: 24 });
    expectExactly(half, (x, y) => isIn(x, y, 5, 15));
  });

  test('is right across the seams of what is drawn at once', () => {
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

test('a mask is drawn where the transform puts it', () => {
  const context = new OffscreenCanvas(100, 100).getContext('2d');
  if (!context) throw new Error('no canvas');
  drawMask(context, [box(10, 10, 20)], { toTarget: { scale: 2, x: 5, y: 7 } });
  const alpha = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3];
  expect([alpha(25, 27), alpha(64, 66), alpha(24, 27), alpha(65, 66)]).toEqual([255, 255, 0, 0]);
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
