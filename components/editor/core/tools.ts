import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { clamp } from '../../../utils/base/geometry';
import { type MessageKey, t } from '../../../utils/base/i18n';
import { defaultMaskOptions, type MaskOptions } from '../../../utils/drawing/options';
import type { MaskMode } from '../../../utils/drawing/steps';

/** The tools that draw marks: hints for the model, no part of the mask. */
export const markTools = ['mark-pen', 'mark-arrow', 'mark-ellipse'] as const;
export type MarkTool = (typeof markTools)[number];

export const maskTools = [
  'brush',
  'eraser',
  'lasso',
  'rectangle',
  'ellipse',
  'wand',
  'pan',
  'crop',
  ...markTools,
] as const;
export type MaskTool = (typeof maskTools)[number];

export const isMarkTool = (tool: MaskTool): tool is MarkTool =>
  markTools.some((each) => each === tool);

/** Diameters of the brush, CSS px on the stage. */
const brushSizes = { min: 4, max: 160 } as const;
/** Thicknesses of a mark's line, CSS px on the stage. */
const markSizes = { min: 2, max: 40 } as const;

/** CSS px on the stage. */
export interface ToolSize {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** The size that is set while a tool is chosen: of the brush, or of the line that marks are drawn with. */
const sizeOf = (tool: MaskTool, brush: number, { markSize }: MaskOptions): ToolSize =>
  isMarkTool(tool) ? { value: markSize, ...markSizes } : { value: brush, ...brushSizes };

/** The user's choices; `change` stores them. A stored setting has this shape. */
export interface MaskOptionsSource {
  readonly current: ReadonlySignal<MaskOptions>;
  change(change: Partial<MaskOptions>): unknown;
}

/** Which tool is in the hand, and how it is set. */
export interface Tools {
  readonly chosen: Signal<MaskTool>;
  /** Diameter, CSS px on the stage. */
  readonly brushSize: Signal<number>;
  /** The brush's diameter, or the thickness of the line while a tool for marks is chosen. */
  readonly size: ReadonlySignal<ToolSize>;
  /** Sets `size`, within its limits. */
  setSize(size: number): void;
  /** Whether areas (lasso, rectangle, ellipse, wand) are added or taken away without a key held. */
  readonly areaMode: Signal<MaskMode>;
  readonly options: MaskOptionsSource;
  /** Whether the model that will be asked sees marks. */
  readonly takesMarks: ReadonlySignal<boolean>;
}

interface ToolsDeps {
  readonly tool?: MaskTool | undefined;
  readonly brushSize: Signal<number>;
  readonly options?: MaskOptionsSource | undefined;
  readonly takesMarks?: ReadonlySignal<boolean> | undefined;
}

/** Without `tool` the brush is chosen; without `takesMarks` there are none; without `options` nothing is stored. */
export function createTools(deps: ToolsDeps): Tools {
  const { brushSize, options = localOptions(), takesMarks = signal(false) } = deps;
  const chosen = signal(deps.tool ?? 'brush');
  const size = computed(() => sizeOf(chosen.value, brushSize.value, options.current.value));
  return {
    chosen,
    brushSize,
    size,
    setSize(wanted) {
      const { min, max } = size.peek();
      const next = clamp(Math.round(wanted), min, max);
      if (isMarkTool(chosen.peek())) options.change({ markSize: next });
      else brushSize.value = next;
    },
    areaMode: signal<MaskMode>('add'),
    options,
    takesMarks,
  };
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

/** What the tools are called on the screen. */
export const toolLabels = {
  brush: 'maskBrush',
  eraser: 'maskEraser',
  lasso: 'maskLasso',
  rectangle: 'maskRectangle',
  ellipse: 'maskEllipse',
  wand: 'maskWand',
  pan: 'maskPan',
  crop: 'maskCropBox',
  'mark-pen': 'markPen',
  'mark-arrow': 'markArrow',
  'mark-ellipse': 'markEllipse',
} as const satisfies Readonly<Record<MaskTool, MessageKey>>;

export const toolName = (tool: MaskTool): string => t(toolLabels[tool]);
