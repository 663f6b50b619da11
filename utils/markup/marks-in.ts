import { type DrawingStep, isMark } from '../drawing/steps';
import type { Rect } from '../geometry';
import type { MaskStep } from '../mask/steps';
import { markBounds } from './mark-bounds';
import type { Mark } from './marks';

/** A drawing never changes. */
const known = new WeakMap<readonly DrawingStep[], readonly Mark[]>();

/** The steps since the drawing was cleared; a mask that was replaced leaves the marks. */
export const sinceLastClear = (steps: readonly DrawingStep[]): readonly DrawingStep[] =>
  steps.slice(steps.findLastIndex(({ kind }) => kind === 'clear') + 1);

/** Whether a step takes marks away where it lies. */
export const erases = (step: MaskStep): boolean =>
  'mode' in step && step.mode === 'subtract' && !(step.kind === 'runs' && step.replaces);

/**
 * The marks that still count, in order: those since the last time the drawing was cleared. Only one that a
 * rectangle has erased as a whole is sure to be gone. The same list for the same drawing.
 */
export function marksIn(steps: readonly DrawingStep[]): readonly Mark[] {
  const before = known.get(steps);
  if (before) return before;
  let marks: Mark[] = [];
  for (const step of sinceLastClear(steps)) {
    if (isMark(step)) {
      if (markBounds(step)) marks.push(step);
    } else if (step.kind === 'rectangle' && erases(step)) {
      marks = marks.filter((mark) => !holds(step.rect, markBounds(mark)));
    }
  }
  known.set(steps, marks);
  return marks;
}

export const hasMarks = (steps: readonly DrawingStep[]): boolean => marksIn(steps).length > 0;

const holds = (outer: Rect, inner: Rect | undefined): boolean =>
  !inner ||
  (inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height);
