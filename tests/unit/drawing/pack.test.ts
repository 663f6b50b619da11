import { expect, it } from 'vitest';
import { imagePoint } from '../../../utils/base/geometry';
import {
  type DrawingStep,
  emptyDrawing,
  packDrawing,
  stepsSince,
  unpackDrawing,
} from '../../../utils/drawing/steps';

const rect = { x: 1, y: 2, width: 3, height: 4 };
const steps: readonly DrawingStep[] = [
  { kind: 'stroke', mode: 'add', size: 8, hasPressure: true, points: [[1.25, -2, 0.7]] },
  { kind: 'polygon', mode: 'subtract', points: [[3, 4]] },
  { kind: 'ellipse', mode: 'add', rect },
  { kind: 'runs', mode: 'add', rect, grid: rect, lengths: Uint32Array.of(0, 4_000_000_000) },
  {
    ...{ kind: 'runs', mode: 'add', rect, grid: rect, lengths: Uint32Array.of(0, 5, 0, 7) },
    levels: Uint32Array.of(128, 255),
  },
  { kind: 'invert' },
  { kind: 'arrow-mark', colour: 'red', size: 4, from: imagePoint(1, 2), to: imagePoint(3, 4) },
];

it('gives every kind of step back as it was', () => {
  expect(unpackDrawing(packDrawing(steps))).toEqual(steps);
  expect(unpackDrawing(emptyDrawing)).toEqual([]);
});

it('tells drawings apart, and equal ones not', () => {
  expect(packDrawing([...steps])).toBe(packDrawing(steps));
  expect(packDrawing(steps.slice(1))).not.toBe(packDrawing(steps));
  expect(packDrawing([])).toBe(emptyDrawing);
});

it('says which steps came after those of an earlier drawing, wherever that ended', () => {
  for (let first = 0; first <= steps.length; first += 1) {
    const earlier = packDrawing(steps.slice(0, first));
    expect(stepsSince(earlier, packDrawing(steps))).toEqual(steps.slice(first));
  }
  const other = packDrawing([...steps.slice(0, 2), { kind: 'clear' }]);
  expect(stepsSince(other, packDrawing(steps))).toBeUndefined();
  expect(stepsSince(packDrawing(steps), other)).toBeUndefined();
});
