import type { DrawingStep } from './steps';

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
  const { points: pointsOfA = [], lengths: lengthsOfA = none, ...restOfA } = parts(a);
  const { points: pointsOfB = [], lengths: lengthsOfB = none, ...restOfB } = parts(b);
  return (
    JSON.stringify(restOfA) === JSON.stringify(restOfB) &&
    pointsOfA.length === pointsOfB.length &&
    lengthsOfA.length === lengthsOfB.length &&
    pointsOfA.every((point, i) => point.every((value, k) => Object.is(value, pointsOfB[i]?.[k]))) &&
    lengthsOfA.every((length, i) => length === lengthsOfB[i])
  );
}

const none = new Uint32Array();

interface Parts {
  readonly points?: readonly (readonly number[])[];
  readonly lengths?: Uint32Array;
}

const parts = (step: DrawingStep): Parts & object => step;
