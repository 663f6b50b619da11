import type { MaskOptions } from '../../utils/mask/mask-options';

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
