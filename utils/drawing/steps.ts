import type { Mark } from '../markup/marks';
import type { MaskStep } from '../mask/steps';

/** What the user has drawn over a picture, in order: the mask's steps and the marks. */
export type DrawingStep = MaskStep | Mark;

export const isMark = (step: DrawingStep): step is Mark =>
  step.kind === 'pen-mark' || step.kind === 'arrow-mark' || step.kind === 'ellipse-mark';

const isMaskStep = (step: DrawingStep): step is MaskStep => !isMark(step);

/** A drawing never changes, and what is made for its mask hangs on the list. */
const masks = new WeakMap<readonly DrawingStep[], readonly MaskStep[]>();

/** The steps that make the mask; the same list for the same drawing. */
export function maskStepsOf(steps: readonly DrawingStep[]): readonly MaskStep[] {
  const known = masks.get(steps);
  if (known) return known;
  const mask = steps.every(isMaskStep) ? steps : steps.filter(isMaskStep);
  masks.set(steps, mask);
  return mask;
}
