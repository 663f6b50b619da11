import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { intersect, rectOf, type Size } from '../../../utils/base/geometry';
import { maskBounds, stepBounds } from '../../../utils/drawing/bounds';
import {
  addStep,
  clearDrawing,
  type DrawingHistory,
  redoStep,
  undoStep,
} from '../../../utils/drawing/history';
import { hasMarks, markBounds } from '../../../utils/drawing/marks/draw';
import { asStroke, noCopyStepsOf } from '../../../utils/drawing/no-copy';
import {
  type DrawingStep,
  hasOwnSteps,
  isMark,
  isNoCopy,
  type MaskStep,
  maskStepsOf,
} from '../../../utils/drawing/steps';

/** What is drawn on an image, mask, marks and what must not be copied, with its history. */
export interface Drawing {
  readonly history: ReadonlySignal<DrawingHistory>;
  /** What the mask is made of; the same list until something of it is drawn. */
  readonly maskSteps: ReadonlySignal<readonly MaskStep[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** True where nothing is masked for sure. */
  readonly isEmpty: ReadonlySignal<boolean>;
  /** Whether marks are there that were not cleared or erased as a whole. */
  readonly hasMarks: ReadonlySignal<boolean>;
  /** Whether something is marked that must not be copied, be it erased since. */
  readonly hasNoCopy: ReadonlySignal<boolean>;
  /** True while mask and marks are not to be seen; whatever is added shows them again. */
  readonly isHidden: Signal<boolean>;
  /** Adds a step; one that lies wholly outside the image is left out. */
  add(step: DrawingStep): void;
  /** Takes the last step back; where there is none but those that came along, what came before the drawing. */
  undo(): void;
  /** Brings the last step back; where none was undone, what came after the drawing. */
  redo(): void;
  invert(): void;
  clear(): void;
  selectAll(): void;
  /** Goes back to what was drawn at some time, what could be redone then included, as if nothing had been done since. */
  restore(history: DrawingHistory): void;
  /** Takes over a drawing that was changed elsewhere; nobody is told. */
  accept(history: DrawingHistory): void;
}

/** Where undo and redo go when the drawing's own steps are used up. */
export interface BeyondDrawing {
  /** Takes back what came before the drawing, such as the edit that made the image; undefined where nothing did. */
  readonly undo: (() => void) | undefined;
  /** Whether something that came after the drawing was taken back. */
  readonly canRedo: ReadonlySignal<boolean>;
  redo(): void;
  /** Something else was done since. */
  forgetRedo(): void;
}

/**
 * @param imageSize image px
 * @param onChange called after every change, not for the first state
 * @param beyond what came before and after the drawing; without it nothing did
 */
export function createDrawing(
  initial: DrawingHistory,
  imageSize: Size,
  onChange: (history: DrawingHistory) => void,
  beyond?: BeyondDrawing | undefined,
): Drawing {
  const history = signal<DrawingHistory>({ steps: initial.steps, undone: initial.undone });
  const maskSteps = createMaskSteps(history);
  const isHidden = signal(false);
  const change = (next: DrawingHistory) => {
    if (next === history.peek()) return;
    history.value = next;
    onChange(next);
  };
  const add = (step: DrawingStep) => {
    if (!touchesImage(step, imageSize)) return;
    isHidden.value = false; // what was just painted must not vanish
    beyond?.forgetRedo();
    change(addStep(history.peek(), step));
  };
  return {
    history,
    maskSteps,
    canUndo: computed(() => history.value.steps.length > 0 || beyond?.undo !== undefined),
    canRedo: computed(() => history.value.undone.length > 0 || beyond?.canRedo.value === true),
    isEmpty: computed(() => maskBounds(maskSteps.value, imageSize) === undefined),
    hasMarks: computed(() => hasMarks(history.value.steps)),
    hasNoCopy: computed(() => noCopyStepsOf(history.value.steps).length > 0),
    isHidden,
    add,
    undo() {
      if (beyond?.undo && !hasOwnSteps(history.peek().steps)) beyond.undo();
      else change(undoStep(history.peek()));
    },
    redo() {
      if (history.peek().undone.length > 0) change(redoStep(history.peek()));
      else beyond?.redo();
    },
    invert: () => add({ kind: 'invert' }),
    clear() {
      beyond?.forgetRedo();
      change(clearDrawing(history.peek()));
    },
    selectAll: () => add({ kind: 'rectangle', mode: 'add', rect: rectOf(imageSize) }),
    restore: change,
    accept: (next) => {
      history.value = next;
    },
  };
}

/** A mark drawn or taken back leaves the list as it is: nothing of the mask is made anew. */
function createMaskSteps(history: ReadonlySignal<DrawingHistory>) {
  let known: readonly MaskStep[] = [];
  return computed(() => {
    const steps = maskStepsOf(history.value.steps);
    const isSame = steps.length === known.length && steps.every((step, i) => step === known[i]);
    if (!isSame) known = steps;
    return known;
  });
}

/** Whether a step leaves anything on an image of that size. */
export function touchesImage(step: DrawingStep, imageSize: Size): boolean {
  if (step.kind === 'invert' || step.kind === 'clear') return true;
  const box = isMark(step) ? markBounds(step) : stepBounds(isNoCopy(step) ? asStroke(step) : step);
  return box !== undefined && intersect(box, rectOf(imageSize)) !== undefined;
}
