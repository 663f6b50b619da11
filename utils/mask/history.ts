import type { MaskStep } from './steps';

/** The steps of a mask and those that were undone, the next one to redo last. No limit on either. */
export interface MaskHistory {
  readonly steps: readonly MaskStep[];
  readonly undone: readonly MaskStep[];
}

export const emptyHistory: MaskHistory = { steps: [], undone: [] };

/** The history after a new step; what was undone before it cannot be redone any more. */
export const addStep = ({ steps }: MaskHistory, step: MaskStep): MaskHistory => ({
  steps: [...steps, step],
  undone: [],
});

/** The history without its last step, or the same one where there is none. */
export function undoStep(history: MaskHistory): MaskHistory {
  const last = history.steps.at(-1);
  if (!last) return history;
  return { steps: history.steps.slice(0, -1), undone: [...history.undone, last] };
}

/** The history with the step back that was undone last, or the same one where there is none. */
export function redoStep(history: MaskHistory): MaskHistory {
  const next = history.undone.at(-1);
  if (!next) return history;
  return { steps: [...history.steps, next], undone: history.undone.slice(0, -1) };
}

/** The history with an emptied mask; the same one where nothing was painted since the last time. */
export function clearMask(history: MaskHistory): MaskHistory {
  const last = history.steps.at(-1);
  return !last || last.kind === 'clear' ? history : addStep(history, { kind: 'clear' });
}
