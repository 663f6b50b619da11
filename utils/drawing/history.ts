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

/**
 * `steps`, with those of `known` in the place of equal ones at the start. What is made for a step (its
 * shape, its picture) hangs on the object, and a history that was read anew has new ones.
 */
export function keepKnownSteps(
  steps: readonly DrawingStep[],
  known: readonly DrawingStep[],
): readonly DrawingStep[] {
  const different = steps.findIndex((step, i) => {
    const other = known[i];
    return !other || !isSameStep(step, other);
  });
  const shared = different < 0 ? steps.length : different;
  return [...known.slice(0, shared), ...steps.slice(shared)];
}

/** Whether two steps look the same; strokes are told apart by their points. */
function isSameStep(a: DrawingStep, b: DrawingStep): boolean {
  if (a.kind !== b.kind) return false;
  const { points: pointsOfA = [], lengths: lengthsOfA, levels: levelsOfA, ...restOfA } = parts(a);
  const { points: pointsOfB = [], lengths: lengthsOfB, levels: levelsOfB, ...restOfB } = parts(b);
  return (
    JSON.stringify(restOfA) === JSON.stringify(restOfB) &&
    pointsOfA.length === pointsOfB.length &&
    pointsOfA.every((point, i) => point.every((value, k) => Object.is(value, pointsOfB[i]?.[k]))) &&
    areSame(lengthsOfA, lengthsOfB) &&
    areSame(levelsOfA, levelsOfB)
  );
}

const areSame = (one: Uint32Array = none, other: Uint32Array = none): boolean =>
  one.length === other.length && one.every((value, i) => value === other[i]);

const none = new Uint32Array();

interface Parts {
  readonly points?: readonly (readonly number[])[];
  readonly lengths?: Uint32Array;
  readonly levels?: Uint32Array;
}

const parts = (step: DrawingStep): Parts & object => step;
