import { expect, test } from 'vitest';
import { hasMarks, marksIn } from '../../../../utils/drawing/marks/draw';
import type { DrawingStep, Mark } from '../../../../utils/drawing/steps';

const dot = (x: number): Mark => ({ kind: 'pen-mark', colour: 'red', size: 4, points: [[x, 10]] });
const erase = (width: number): DrawingStep => ({
  ...{ kind: 'rectangle', mode: 'subtract' },
  rect: { x: 0, y: 0, width, height: 20 },
});

test('marks count until the drawing is cleared', () => {
  expect(marksIn([dot(5), { kind: 'clear' }, dot(15), { kind: 'invert' }])).toEqual([dot(15)]);
  expect(hasMarks([dot(5), { kind: 'clear' }])).toBe(false);
});

test('a mark that was erased as a whole does not count, nor does the mask change it', () => {
  expect(marksIn([dot(5), dot(40), erase(20)])).toEqual([dot(40)]);
  expect(marksIn([erase(100), dot(5)])).toEqual([dot(5)]);
  expect(
    marksIn([
      dot(5),
      { kind: 'rectangle', mode: 'add', rect: { x: 0, y: 0, width: 99, height: 99 } },
    ]),
  ).toEqual([dot(5)]);
});

test('a mark without a place or a size does not count', () => {
  const nowhere: Mark = { kind: 'pen-mark', colour: 'red', size: 4, points: [[Number.NaN, 5]] };
  expect(marksIn([nowhere, { ...dot(5), size: 0 }])).toEqual([]);
});

test('the same drawing gives the same list, so that it can be compared', () => {
  const steps: DrawingStep[] = [dot(5), erase(2)];
  expect(marksIn(steps)).toBe(marksIn(steps));
});
