import type { DrawingStep } from './steps';

/** The steps of a drawing and those that were undone, the next one to redo last. No limit on either. */
export interface DrawingHistory {
  readonly steps: readonly DrawingStep[];
  readonly undone: readonly DrawingStep[];
}

export const emptyHistory: DrawingHistory = { steps: [], undone: [] };

/** The history after a new step; what was undone before it cannot be redone any more. */
export const addStep = ({ steps }: DrawingHistory, step: DrawingStep): DrawingHistory => ({
  steps: [...steps, step],
  undone: [],
});

/** The history without its last step, or the same one where there is none. */
export function undoStep(history: DrawingHistory): DrawingHistory {
  const last = history.steps.at(-1);
  if (!last) return history;
  return { steps: history.steps.slice(0, -1), undone: [...history.undone, last] };
}

/** The history with the step back that was undone last, or the same one where there is none. */
export function redoStep(history: DrawingHistory): DrawingHistory {
  const next = history.undone.at(-1);
  if (!next) return history;
  return { steps: [...history.steps, next], undone: history.undone.slice(0, -1) };
}

/** The history with everything cleared; the same one where nothing was drawn since the last time. */
export function clearDrawing(history: DrawingHistory): DrawingHistory {
  const last = history.steps.at(-1);
  return !last || last.kind === 'clear' ? history : addStep(history, { kind: 'clear' });
}
