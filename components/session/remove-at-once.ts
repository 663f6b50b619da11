import type { DrawingHistory } from '../../utils/drawing/history';
import type { DrawingStep } from '../../utils/drawing/steps';

/** What a hand paints in one go; not what is computed, taken from a file, or made of the whole mask. */
const isPainted = (step: DrawingStep): boolean =>
  'mode' in step && step.mode === 'add' && step.kind !== 'runs';

/** Whether the change from one history to the next is a stroke that was just finished, and not one that came back by redo. */
export function isNewStroke(before: DrawingHistory, after: DrawingHistory): boolean {
  const last = after.steps.at(-1);
  if (!last || after.steps.length !== before.steps.length + 1) return false;
  return isPainted(last) && !before.undone.includes(last);
}
