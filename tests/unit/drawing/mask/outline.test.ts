import { expect, test } from 'vitest';
import {
  centreLines,
  outlineOf,
  type PathSink,
  traceOutline,
} from '../../../../utils/drawing/mask/outline';
import type { BrushStroke, StrokePoint } from '../../../../utils/drawing/steps';

const stroke = (points: StrokePoint[], change: Partial<BrushStroke> = {}): BrushStroke => ({
  kind: 'stroke',
  mode: 'add',
  size: 20,
  hasPressure: false,
  points,
  ...change,
});

const line = (length: number, pressure = 0.5): StrokePoint[] =>
  Array.from({ length }, (_, i) => [100 + 4 * i, 100 + 30 * Math.sin(i / 9), pressure]);

function extent(outline: readonly (readonly [number, number])[]) {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

const isFinitePoint = ([x, y]: readonly [number, number]) =>
  Number.isFinite(x) && Number.isFinite(y);

test('one tap is a full circle of the brush', () => {
  const { left, right, top, bottom } = extent(outlineOf(stroke([[50, 60, 0.5]])));
  expect([left, right, top, bottom]).toEqual([40, 60, 50, 70].map((n) => expect.closeTo(n, 5)));
});

test('a tap that repeats the same place is a circle too', () => {
  const points: StrokePoint[] = [
    [50, 60, 0.5],
    [50, 60, 0.5],
    [50, 60, 0.5],
  ];
  expect(outlineOf(stroke(points))).toEqual(outlineOf(stroke([[50, 60, 0.5]])));
});

test('a light tap of a pen is a smaller dot than a firm one', () => {
  const width = (pressure: number) => {
    const { left, right } = extent(outlineOf(stroke([[0, 0, pressure]], { hasPressure: true })));
    return right - left;
  };
  expect(width(1)).toBeCloseTo(20);
  expect(width(0.1)).toBeLessThan(10);
  expect(width(0.1)).toBeGreaterThan(5);
});

test("a pen's stroke stays within half a brush of its points", () => {
  const points = line(80, 1);
  const { left, right, top, bottom } = extent(outlineOf(stroke(points, { hasPressure: true })));
  const way = extent(points.map(([x, y]) => [x, y] as const));
  expect(left).toBeGreaterThanOrEqual(way.left - 10.01);
  expect(right).toBeLessThanOrEqual(way.right + 10.01);
  expect(top).toBeGreaterThanOrEqual(way.top - 10.01);
  expect(bottom).toBeLessThanOrEqual(way.bottom + 10.01);
});

test('a straight stroke of a pen ends in round caps half a brush past its ends', () => {
  const points: StrokePoint[] = Array.from({ length: 40 }, (_, i) => [5 * i, 0, 1]);
  const { left, right } = extent(outlineOf(stroke(points, { hasPressure: true })));
  expect(left).toBeGreaterThan(-10.01);
  expect(left).toBeLessThan(-8);
  expect(right).toBeGreaterThan(195 + 8);
});

test('without pressure a stroke is one line as wide as the brush', () => {
  const points: StrokePoint[] = Array.from({ length: 40 }, (_, i) => [5 * i, 0, 0.5]);
  expect(centreLines(stroke(points))).toEqual([{ width: 20, points }]);
});

test('coordinates that are no numbers are left out and pressures that are none count as half', () => {
  const points = line(30);
  const broken: StrokePoint[] = points.flatMap((point, i): StrokePoint[] => [
    [point[0], point[1], i % 2 ? Number.NaN : 0.5],
    [Number.NaN, 5, 0.5],
    [7, Number.POSITIVE_INFINITY, 0.5],
  ]);
  const outline = outlineOf(stroke(broken, { hasPressure: true }));
  expect(outline).toEqual(outlineOf(stroke(points, { hasPressure: true })));
});

test.each([0, -3, Number.NaN])('a brush of size %s leaves no outline', (size) => {
  expect(outlineOf(stroke(line(10), { size }))).toEqual([]);
  expect(centreLines(stroke(line(10), { size }))).toEqual([]);
});

test('no points give no outline', () => {
  expect(outlineOf(stroke([]))).toEqual([]);
});

test('a wild stroke of 10,000 points gives finite corners', () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const points: StrokePoint[] = Array.from({ length: 10_000 }, () => [
    4000 * random(),
    3000 * random(),
    random(),
  ]);
  const outline = outlineOf(stroke(points, { hasPressure: true }));
  expect(outline.length).toBeGreaterThan(10_000);
  expect(outline.every(isFinitePoint)).toBe(true);
  const [line] = centreLines(stroke(points));
  expect(line?.points.length).toBeGreaterThanOrEqual(10_000);
  expect(line?.points.every(([x, y]) => isFinitePoint([x, y]))).toBe(true);
});

test('the shape does not depend on the scale it is drawn at', () => {
  const small = outlineOf(stroke(line(50), { hasPressure: true }));
  const scaled = line(50).map(([x, y, p]): StrokePoint => [x * 16, y * 16, p]);
  const large = outlineOf(stroke(scaled, { size: 320, hasPressure: true }));
  expect(small.length).toBeGreaterThan(50);
  expect(large.length).toBe(small.length);
  for (const [i, [x, y]] of large.entries()) {
    expect(x / 16).toBeCloseTo(small[i]?.[0] ?? Number.NaN, 6);
    expect(y / 16).toBeCloseTo(small[i]?.[1] ?? Number.NaN, 6);
  }
});

test('a pen stroke has lines along its way that are wider where it was pressed', () => {
  const points: StrokePoint[] = [
    [0, 0, 0.1],
    [10, 0, 0.1],
    [20, 0, 0.9],
    [30, 0, 0.9],
  ];
  const lines = centreLines(stroke(points, { hasPressure: true }));
  expect(lines.map(({ points: { length } }) => length)).toEqual([3, 2]);
  expect(lines[1]?.width).toBeGreaterThan(2 * (lines[0]?.width ?? Number.NaN));
  expect(lines[1]?.width).toBeLessThanOrEqual(20);
});

test('a traced outline is one closed curve', () => {
  const calls: string[] = [];
  const path: PathSink = {
    moveTo: () => calls.push('move'),
    quadraticCurveTo: () => calls.push('curve'),
    closePath: () => calls.push('close'),
  };
  traceOutline(path, [
    [0, 0],
    [10, 0],
    [10, 10],
  ]);
  expect(calls).toEqual(['move', 'curve', 'curve', 'curve', 'close']);
});
