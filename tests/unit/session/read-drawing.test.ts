import { expect, it } from 'vitest';
import { hasMaskLeft, readDrawing } from '../../../components/session/edit-plan';
import { imagePoint } from '../../../utils/base/geometry';
import type { DrawingStep } from '../../../utils/drawing/steps';

const image = { width: 1600, height: 1200 };
const arrow: DrawingStep = {
  kind: 'arrow-mark',
  colour: 'red',
  size: 20,
  from: imagePoint(200, 200),
  to: imagePoint(600, 300),
};
const stroke = (mode: 'add' | 'subtract', size: number, x = 900): DrawingStep => ({
  kind: 'stroke',
  mode,
  size,
  hasPressure: false,
  points: [
    [x, 800, 0.5],
    [x + 200, 800, 0.5],
  ],
});

it('leaves a mask out that was painted and erased again, and keeps the marks', () => {
  const steps = [stroke('add', 40), arrow, stroke('subtract', 90)];
  expect(readDrawing(steps, image)).toEqual([arrow, stroke('subtract', 90)]);
  expect(hasMaskLeft(steps, image)).toBe(false);
});

it('keeps a mask of which a rest is there, however small', () => {
  const steps = [stroke('add', 40), stroke('add', 6, 1200), arrow, stroke('subtract', 90)];
  expect(readDrawing(steps, image)).toBe(steps);
  expect(hasMaskLeft(steps, image)).toBe(true);
});

it('reads a mask that was erased as none, without marks, too: nothing has a price then', () => {
  const eraser = stroke('subtract', 90);
  expect(readDrawing([stroke('add', 40), eraser], image)).toEqual([eraser]);
  expect(hasMaskLeft([stroke('add', 40), eraser], image)).toBe(false);
});

it('leaves a drawing without marks as it is while there is a mask', () => {
  const steps = [stroke('add', 40), stroke('subtract', 90, 1400)];
  expect(readDrawing(steps, image)).toBe(steps);
});
