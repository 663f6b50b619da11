import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { clamp, rectOf, type Size } from '../../../utils/base/geometry';
import { maskBounds, touchesImage } from '../../../utils/drawing/bounds';
import {
  addStep,
  clearDrawing,
  type DrawingHistory,
  redoStep,
  undoStep,
} from '../../../utils/drawing/history';
import { hasMarks } from '../../../utils/drawing/marks/live';
import { defaultMaskOptions, type MaskOptions } from '../../../utils/drawing/options';
import {
  type DrawingStep,
  type MaskMode,
  type MaskStep,
  maskStepsOf,
} from '../../../utils/drawing/steps';
import { isMarkTool, type MaskTool, sizeOf, type ToolSize } from './tools';
import { createViewport, type Place, type Viewport } from './viewport';

/** The user's choices; `change` stores them. A stored setting has this shape. */
interface MaskOptionsSource {
  readonly current: ReadonlySignal<MaskOptions>;
  change(change: Partial<MaskOptions>): unknown;
}

export interface MaskEditorModelDeps {
  readonly initial: DrawingHistory;
  /** Image px. */
  readonly imageSize: Size;
  /** Diameter in CSS px on the stage; the owner keeps it between images. */
  readonly brushSize: Signal<number>;
  /** Whether the tools behind "More tools" are shown; give one to remember it between images. */
  readonly moreTools?: Signal<boolean> | undefined;
  /** Give one to remember the options between images. */
  readonly options?: MaskOptionsSource | undefined;
  /** Whether the model that will be asked sees marks; without it none does. */
  readonly takesMarks?: ReadonlySignal<boolean> | undefined;
  readonly tool?: MaskTool | undefined;
  /** The place of the image to show first; without it all of the image. */
  readonly place?: Place | undefined;
  /** Called after every change of the mask, not for the first state. */
  onChange(state: DrawingHistory): void;
}

/** The state of a mask editor. Knows nothing of elements; two editors may show the same one. */
export interface MaskEditorModel {
  readonly state: ReadonlySignal<DrawingHistory>;
  /** What the mask is made of; the same list until something is drawn. */
  readonly maskSteps: ReadonlySignal<readonly MaskStep[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** True where nothing is masked for sure. */
  readonly isEmpty: ReadonlySignal<boolean>;
  /** Whether marks are there that were not cleared or erased as a whole. */
  readonly hasMarks: ReadonlySignal<boolean>;
  readonly takesMarks: ReadonlySignal<boolean>;
  readonly tool: Signal<MaskTool>;
  readonly brushSize: Signal<number>;
  /** The brush's diameter, or the thickness of the line while a tool for marks is chosen. */
  readonly toolSize: ReadonlySignal<ToolSize>;
  readonly moreTools: Signal<boolean>;
  readonly options: MaskOptionsSource;
  /** Whether areas (lasso, rectangle, ellipse, wand) are added or taken away without a key held. */
  readonly areaMode: Signal<MaskMode>;
  /** True while the mask is not to be seen. */
  readonly maskHidden: Signal<boolean>;
  /** Whether the list of keys is shown. */
  readonly keysOpen: Signal<boolean>;
  /** True from the beginning of a stroke or area to its end. */
  readonly painting: Signal<boolean>;
  /** True while a lasso's outline waits for more corners. */
  readonly outlining: Signal<boolean>;
  /** How often the crop box was asked for: its tool may be chosen while the box is out of sight. */
  readonly cropCalls: ReadonlySignal<number>;
  readonly viewport: Viewport;
  chooseTool(tool: MaskTool): void;
  /** Adds a step; one that lies wholly outside the image is left out. */
  add(step: DrawingStep): void;
  undo(): void;
  redo(): void;
  invert(): void;
  clear(): void;
  selectAll(): void;
  /** Takes over a mask that was changed elsewhere; `onChange` is not called. */
  accept(state: DrawingHistory): void;
  /** Sets `toolSize`, within its limits. */
  setToolSize(size: number): void;
}

export function createMaskEditorModel(deps: MaskEditorModelDeps): MaskEditorModel {
  const { initial, imageSize, brushSize, moreTools = signal(false) } = deps;
  const state = signal<DrawingHistory>({ steps: initial.steps, undone: initial.undone });
  const maskSteps = createMaskSteps(state);
  const tool = signal<MaskTool>(deps.tool ?? 'brush');
  const options = deps.options ?? localOptions();
  const toolSize = computed(() => sizeOf(tool.value, brushSize.value, options.current.value));
  const change = (next: DrawingHistory) => {
    if (next === state.peek()) return;
    state.value = next;
    deps.onChange(next);
  };
  const cropCalls = signal(0);
  return {
    state,
    maskSteps,
    canUndo: computed(() => state.value.steps.length > 0),
    canRedo: computed(() => state.value.undone.length > 0),
    isEmpty: computed(() => maskBounds(maskSteps.value, imageSize) === undefined),
    hasMarks: computed(() => hasMarks(state.value.steps)),
    takesMarks: deps.takesMarks ?? signal(false),
    tool,
    brushSize,
    toolSize,
    moreTools,
    options,
    areaMode: signal<MaskMode>('add'),
    maskHidden: signal(false),
    keysOpen: signal(false),
    painting: signal(false),
    outlining: signal(false),
    cropCalls,
    viewport: createViewport({ width: imageSize.width, height: imageSize.height }, deps.place),
    chooseTool(chosen) {
      tool.value = chosen;
      if (chosen === 'crop') cropCalls.value++;
    },
    add: (step) => {
      if (touchesImage(step, imageSize)) change(addStep(state.peek(), step));
    },
    undo: () => change(undoStep(state.peek())),
    redo: () => change(redoStep(state.peek())),
    invert: () => change(addStep(state.peek(), { kind: 'invert' })),
    clear: () => change(clearDrawing(state.peek())),
    selectAll: () =>
      change(addStep(state.peek(), { kind: 'rectangle', mode: 'add', rect: rectOf(imageSize) })),
    accept: (next) => {
      state.value = next;
    },
    setToolSize(size) {
      const { min, max } = toolSize.peek();
      const next = clamp(Math.round(size), min, max);
      if (isMarkTool(tool.peek())) options.change({ markSize: next });
      else brushSize.value = next;
    },
  };
}

/** A mark drawn or taken back leaves the list as it is: nothing of the mask is made anew. */
function createMaskSteps(state: ReadonlySignal<DrawingHistory>) {
  let known: readonly MaskStep[] = [];
  return computed(() => {
    const steps = maskStepsOf(state.value.steps);
    const isSame = steps.length === known.length && steps.every((step, i) => step === known[i]);
    if (!isSame) known = steps;
    return known;
  });
}

function localOptions(): MaskOptionsSource {
  const current = signal<MaskOptions>(defaultMaskOptions);
  return {
    current,
    change: (change) => {
      current.value = { ...current.value, ...change };
    },
  };
}
