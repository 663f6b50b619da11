import type { ImagePoint, StagePoint } from '../../utils/geometry';
import { soundPressure } from '../../utils/mask/outline';
import type { BrushStroke, MaskMode, StrokePoint } from '../../utils/mask/steps';
import type { MaskEditorModel } from './mask-editor-model';
import type { Sketch } from './mask-sketch';

/** A place that the pointer passed: on the stage, in the image, and how hard it pressed (0…1). */
export interface PointerSample {
  readonly stage: StagePoint;
  readonly image: ImagePoint;
  readonly pressure: number;
}

/** What a pointer does between down and up. */
export interface Gesture {
  move(samples: readonly PointerSample[]): void;
  /** Keeps what was done so far. */
  end(): void;
  /** Takes it back. */
  cancel(): void;
}

export interface SketchTarget {
  readonly model: MaskEditorModel;
  showSketch(sketch: Sketch | undefined): void;
}

/** Image px to two decimals: a hundredth of a pixel is finer than any pointer. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

export function paintStroke(
  { model, showSketch }: SketchTarget,
  mode: MaskMode,
  hasPressure: boolean,
): Gesture {
  const points: StrokePoint[] = [];
  const size = model.brushSize.peek() / model.viewport.view.peek().scale;
  const stroke: BrushStroke = {
    kind: 'stroke',
    mode,
    size: rounded(size) || size,
    hasPressure,
    points,
  };
  return {
    move(samples) {
      for (const { image, pressure } of samples) {
        points.push([rounded(image.x), rounded(image.y), soundPressure(pressure)]);
      }
      showSketch(stroke);
    },
    end() {
      showSketch(undefined);
      if (points.length > 0) model.add({ ...stroke, points: [...points] });
    },
    cancel: () => showSketch(undefined),
  };
}

export function drawLasso({ model, showSketch }: SketchTarget, mode: MaskMode): Gesture {
  let points: (readonly [number, number])[] = [];
  return {
    move(samples) {
      points = [
        ...points,
        ...samples.map(({ image: { x, y } }) => [rounded(x), rounded(y)] as const),
      ];
      showSketch({ kind: 'polygon', mode, points });
    },
    end() {
      showSketch(undefined);
      if (points.length > 2) model.add({ kind: 'polygon', mode, points });
    },
    cancel: () => showSketch(undefined),
  };
}

/** A box on whole image px, from where the pointer went down to where it is. */
export function drawRectangle({ model, showSketch }: SketchTarget, mode: MaskMode): Gesture {
  let start: ImagePoint | undefined;
  let step: Sketch | undefined;
  return {
    move(samples) {
      start ??= samples[0]?.image;
      const end = samples.at(-1)?.image;
      if (!start || !end) return;
      const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)].map(Math.round);
      const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)].map(Math.round);
      const [x = 0, y = 0] = [left, top];
      const rect = { x, y, width: (right ?? x) - x, height: (bottom ?? y) - y };
      step = { kind: 'rectangle', mode, rect };
      showSketch(step);
    },
    end() {
      showSketch(undefined);
      if (step?.kind === 'rectangle' && step.rect.width > 0 && step.rect.height > 0) {
        model.add(step);
      }
    },
    cancel: () => showSketch(undefined),
  };
}

export function panImage({ viewport }: MaskEditorModel, from: StagePoint): Gesture {
  let last = from;
  return {
    move(samples) {
      const at = samples.at(-1)?.stage;
      if (!at) return;
      viewport.pan(at.x - last.x, at.y - last.y);
      last = at;
    },
    end: () => undefined,
    cancel: () => undefined,
  };
}
