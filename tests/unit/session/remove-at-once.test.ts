import { expect, it } from 'vitest';
import { isNewStroke } from '../../../components/session/remove-at-once';
import {
  addStep,
  clearDrawing,
  type DrawingHistory,
  emptyHistory,
  redoStep,
  undoStep,
} from '../../../utils/drawing/history';
import type { DrawingStep } from '../../../utils/drawing/steps';

const stroke: DrawingStep = {
  ...{ kind: 'stroke', mode: 'add', size: 9, hasPressure: false },
  points: [[3, 4, 0.5]],
};
const rect = { x: 1, y: 2, width: 3, height: 4 };
const painted = addStep(emptyHistory, stroke);
const isNew = (before: DrawingHistory, step: DrawingStep) =>
  isNewStroke(before, addStep(before, step));

it('a stroke or an area that was painted is one, also after others', () => {
  expect(isNew(emptyHistory, stroke)).toBe(true);
  expect(isNew(painted, { kind: 'rectangle', mode: 'add', rect })).toBe(true);
});

it('what comes back by redo, goes by undo, or is cleared is none', () => {
  const undone = undoStep(painted);
  expect(isNewStroke(undone, redoStep(undone))).toBe(false);
  expect(isNewStroke(painted, undone)).toBe(false);
  expect(isNewStroke(painted, clearDrawing(painted))).toBe(false);
  expect(isNew(undone, { ...stroke })).toBe(true);
});

it('neither is the eraser, a mark, an inversion or what was computed', () => {
  const others: readonly DrawingStep[] = [
    { ...stroke, mode: 'subtract' },
    { kind: 'invert' },
    {
      ...{ kind: 'runs', mode: 'add', rect, grid: rect },
      lengths: Uint32Array.of(0, 12),
    },
  ];
  for (const step of others) expect(isNew(painted, step), step.kind).toBe(false);
});
