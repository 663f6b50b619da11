import { expect, test } from 'vitest';
import {
  addStep,
  clearMask,
  emptyHistory,
  type MaskHistory,
  redoStep,
  undoStep,
} from '../../../utils/mask/history';
import type { MaskStep } from '../../../utils/mask/steps';

const square = (x: number): MaskStep => ({
  kind: 'rectangle',
  mode: 'add',
  rect: { x, y: 0, width: 1, height: 1 },
});

const withSteps = (count: number): MaskHistory =>
  Array.from({ length: count }, (_, i) => square(i)).reduce(addStep, emptyHistory);

const times = (count: number, change: (h: MaskHistory) => MaskHistory, history: MaskHistory) =>
  Array.from({ length: count }).reduce<MaskHistory>(change, history);

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
  expect(undoStep(clearMask(painted)).steps).toEqual(painted.steps);
});

test('clearing an empty or just cleared mask changes nothing', () => {
  expect(clearMask(emptyHistory)).toBe(emptyHistory);
  const cleared = clearMask(withSteps(1));
  expect(clearMask(cleared)).toBe(cleared);
});

test('undo and redo with nothing to do give the same history back', () => {
  expect(undoStep(emptyHistory)).toBe(emptyHistory);
  expect(redoStep(emptyHistory)).toBe(emptyHistory);
});
