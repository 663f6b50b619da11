import type { IconNode } from 'lucide';
import {
  Brush,
  Circle,
  CircleDashed,
  Crop,
  Eraser,
  Hand,
  Highlighter,
  Lasso,
  MoveUpRight,
  SquareDashed,
  WandSparkles,
} from 'lucide';
import { t } from '../../../utils/base/i18n';
import type { MaskOptions } from '../../../utils/drawing/options';

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
export const sizeOf = (tool: MaskTool, brush: number, { markSize }: MaskOptions): ToolSize =>
  isMarkTool(tool) ? { value: markSize, ...markSizes } : { value: brush, ...brushSizes };

interface Tool {
  readonly icon: IconNode;
  readonly label: string;
  readonly shortcut: string;
}

export const tools = (): Readonly<Record<MaskTool, Tool>> => ({
  brush: { icon: Brush, label: t('maskBrush'), shortcut: 'B' },
  eraser: { icon: Eraser, label: t('maskEraser'), shortcut: 'E' },
  lasso: { icon: Lasso, label: t('maskLasso'), shortcut: 'L' },
  rectangle: { icon: SquareDashed, label: t('maskRectangle'), shortcut: 'R' },
  ellipse: { icon: CircleDashed, label: t('maskEllipse'), shortcut: 'O' },
  wand: { icon: WandSparkles, label: t('maskWand'), shortcut: 'W' },
  pan: { icon: Hand, label: t('maskPan'), shortcut: 'H' },
  crop: { icon: Crop, label: t('maskCropBox'), shortcut: 'C' },
  'mark-pen': { icon: Highlighter, label: t('markPen'), shortcut: 'P' },
  'mark-arrow': { icon: MoveUpRight, label: t('markArrow'), shortcut: 'A' },
  'mark-ellipse': { icon: Circle, label: t('markEllipse'), shortcut: 'Q' },
});

/** What a tool is called on the screen. */
export const toolName = (tool: MaskTool): string => tools()[tool].label;
