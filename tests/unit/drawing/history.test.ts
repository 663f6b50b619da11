import { expect, test } from 'vitest';
import {
  addStep,
  clearDrawing,
  type DrawingHistory,
  emptyHistory,
  redoStep,
  undoStep,
} from '../../../utils/drawing/history';
import type { MaskStep } from '../../../utils/drawing/steps';

const square = (x: number): MaskStep => ({
  kind: 'rectangle',
  mode: 'add',
  rect: { x, y: 0, width: 1, height: 1 },
});

const withSteps = (count: number): DrawingHistory =>
  Array.from({ length: count }, (_, i) => square(i)).reduce(addStep, emptyHistory);

const times = (
  count: number,
  change: (h: DrawingHistory) => DrawingHistory,
  history: DrawingHistory,
) => Array.from({ length: count }).reduce<DrawingHistory>(change, history);

test('500 steps can all be undone and redone, in order', () => {
  const full = withSteps(500);
  const none = times(500, undoStep, full);
  expect(none.steps).toEqual([]);
  expect(none.undone).toHaveLength(500);
  expect(times(500, redoStep, none)).toEqual(full);
});

test('a new step makes the undone ones unreachable', () => {
  const next = addStep(undoStep(withSteps(3)), square(9));
  expect(next.steps).toEqual([square(0), square(1), square(9)]);
  expect(redoStep(next)).toBe(next);
});

test('clearing is a step that undo takes back', () => {
  const painted = withSteps(2);
  expect(undoStep(clearDrawing(painted)).steps).toEqual(painted.steps);
});

test('clearing an empty or just cleared mask changes nothing', () => {
  expect(clearDrawing(emptyHistory)).toBe(emptyHistory);
  const cleared = clearDrawing(withSteps(1));
  expect(clearDrawing(cleared)).toBe(cleared);
});

test('undo and redo with nothing to do give the same history back', () => {
  expect(undoStep(emptyHistory)).toBe(emptyHistory);
  expect(redoStep(emptyHistory)).toBe(emptyHistory);
});
