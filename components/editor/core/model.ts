import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Size } from '../../../utils/base/geometry';
import type { DrawingHistory } from '../../../utils/drawing/history';
import { type BeyondDrawing, createDrawing, type Drawing } from './drawing';
import { createTools, type MaskOptionsSource, type MaskTool, type Tools } from './tools';
import { createViewport, type Place, type Viewport } from './viewport';

export interface MaskEditorModelDeps {
  readonly initial: DrawingHistory;
  /** Image px. */
  readonly imageSize: Size;
  /** Diameter in CSS px on the stage; the owner keeps it between images. */
  readonly brushSize: Signal<number>;
  /** Give one to remember the options between images. */
  readonly options?: MaskOptionsSource | undefined;
  /** Whether the model that will be asked sees marks; without it none does. */
  readonly takesMarks?: ReadonlySignal<boolean> | undefined;
  readonly tool?: MaskTool | undefined;
  /** The place of the image to show first; without it all of the image. */
  readonly place?: Place | undefined;
  /** What came before and after the drawing; without it nothing did. */
  readonly beyond?: BeyondDrawing | undefined;
  /** Called after every change of the drawing, not for the first state. */
  onChange(history: DrawingHistory): void;
}

/** What a hand, by whatever device, is doing now. */
export interface Activity {
  /** True from the beginning of a stroke or area to its end. */
  readonly painting: Signal<boolean>;
  /** True while a lasso's outline waits for more corners. */
  readonly outlining: Signal<boolean>;
}

/** The state of a mask editor. Knows nothing of elements; two editors may show the same one. */
export interface MaskEditorModel {
  readonly drawing: Drawing;
  readonly tools: Tools;
  readonly activity: Activity;
  readonly viewport: Viewport;
}

export function createMaskEditorModel(deps: MaskEditorModelDeps): MaskEditorModel {
  const { width, height } = deps.imageSize;
  const imageSize = { width, height };
  return {
    drawing: createDrawing(deps.initial, imageSize, deps.onChange, deps.beyond),
    tools: createTools(deps),
    activity: { painting: signal(false), outlining: signal(false) },
    viewport: createViewport(imageSize, deps.place),
  };
}
