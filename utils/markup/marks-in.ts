import { type DrawingStep, isMark } from '../drawing/steps';
import { isErased } from './is-erased';
import { type AreaStep, erases, sinceLastClear } from './live-steps';
import type { Mark } from './marks';

/** A drawing never changes. */
const known = new WeakMap<readonly DrawingStep[], readonly Mark[]>();

/**
 * The marks that still count, in order: those since the last time the drawing was cleared of which something
 * is left. The same list for the same drawing. Needs an OffscreenCanvas where one is erased in part.
 */
export function marksIn(steps: readonly DrawingStep[]): readonly Mark[] {
  const before = known.get(steps);
  if (before) return before;
  const marks: Mark[] = [];
  const erasers: AreaStep[] = [];
  // From the end, so that each mark meets what came after it.
  for (const step of sinceLastClear(steps).toReversed()) {
    if (!isMark(step)) {
      if (erases(step)) erasers.unshift(step);
    } else if (!isErased(step, [...erasers])) marks.unshift(step);
  }
  known.set(steps, marks);
  return marks;
}

export const hasMarks = (steps: readonly DrawingStep[]): boolean => marksIn(steps).length > 0;
