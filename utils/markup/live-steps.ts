import { type DrawingStep, isMark } from '../drawing/steps';
import type { MaskStep } from '../mask/steps';

/** A step of the mask that covers an area. */
export type AreaStep = Extract<MaskStep, { readonly mode: unknown }>;

/** The steps since the drawing was cleared; a mask that was replaced leaves the marks. */
export const sinceLastClear = (steps: readonly DrawingStep[]): readonly DrawingStep[] =>
  steps.slice(steps.findLastIndex(({ kind }) => kind === 'clear') + 1);

/** Whether a step takes marks away where it lies. */
export const erases = (step: MaskStep): step is AreaStep =>
  'mode' in step && step.mode === 'subtract' && !(step.kind === 'runs' && step.replaces);

/** The marks of a drawing and what has erased parts of them, without the mask. */
export const withoutMask = (steps: readonly DrawingStep[]): readonly DrawingStep[] =>
  sinceLastClear(steps).filter((step) => isMark(step) || erases(step));
