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
  'select',
  'pan',
  'crop',
  'no-copy',
  ...markTools,
] as const;
export type MaskTool = (typeof maskTools)[number];

/** The tools that paint with the brush's circle. */
export const isBrushTool = (tool: MaskTool): boolean =>
  tool === 'brush' || tool === 'eraser' || tool === 'no-copy';

export const isMarkTool = (tool: MaskTool): tool is MarkTool =>
  markTools.some((each) => each === tool);

/** Diameters of the brush, CSS px on the stage. */
const brushSizes = { min: 4, max: 160 } as const;
/** Thicknesses of a mark's line, CSS px on the stage. */
const markSizes = { min: 2, max: 40 } as const;

/** Sizes of what Select takes, from the usual one. */
const selectSizes = { min: -5, max: 5 } as const;

/** CSS px on the stage; while Select is chosen steps from the usual size. */
export interface ToolSize {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** The size that is set while a tool is chosen: of the brush, of the line that marks are drawn with, or of what Select takes. */
function sizeOf(
  tool: MaskTool,
  brush: number,
  select: number,
  { markSize }: MaskOptions,
): ToolSize {
  if (tool === 'select') return { value: select, ...selectSizes };
  return isMarkTool(tool) ? { value: markSize, ...markSizes } : { value: brush, ...brushSizes };
}

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
  /** How much larger (or smaller, where negative) than usual what Select takes is, in steps. */
  readonly selectSize: Signal<number>;
  /** The brush's diameter, or the thickness of the line while a tool for marks is chosen. */
  readonly size: ReadonlySignal<ToolSize>;
  /** Sets `size`, within its limits. */
  setSize(size: number): void;
  /** Whether areas (lasso, rectangle, ellipse, wand, Select) are added or taken away without a key held. */
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
  const selectSize = signal(0);
  const size = computed(() =>
    sizeOf(chosen.value, brushSize.value, selectSize.value, options.current.value),
  );
  return {
    chosen,
    brushSize,
    selectSize,
    size,
    setSize(wanted) {
      const { min, max } = size.peek();
      const next = clamp(Math.round(wanted), min, max) || 0; // no -0
      if (chosen.peek() === 'select') selectSize.value = next;
      else if (isMarkTool(chosen.peek())) options.change({ markSize: next });
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
  select: 'maskSelect',
  pan: 'maskPan',
  crop: 'maskCropBox',
  'no-copy': 'noCopy',
  'mark-pen': 'markPen',
  'mark-arrow': 'markArrow',
  'mark-ellipse': 'markEllipse',
} as const satisfies Readonly<Record<MaskTool, MessageKey>>;

export const toolName = (tool: MaskTool): string => t(toolLabels[tool]);
