import type { ImagePoint, Rect, StagePoint } from '../../utils/geometry';
import { soundPressure } from '../../utils/mask/outline';
import type { BrushStroke, MaskMode, StrokePoint } from '../../utils/mask/steps';
import type { MaskEditorModel } from './mask-editor-model';
import type { Sketch } from './mask-sketch';

/** A place that the pointer passed: on the stage, in the image, and how hard it pressed (0…1). */
export interface PointerSample {
  readonly stage: StagePoint;
  readonly image: ImagePoint;
  readonly pressure: number;
  /** Whether Shift is down, which constrains what marks are drawn as. */
  readonly shift: boolean;
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

/** How a stroke begins. */
export interface StrokeStart {
  readonly mode: MaskMode;
  readonly hasPressure: boolean;
  /** The end of the stroke before, to go on from in a straight line; image px. */
  readonly from?: ImagePoint | undefined;
}

export function paintStroke(
  { model, showSketch }: SketchTarget,
  { mode, hasPressure, from }: StrokeStart,
): Gesture {
  const points: StrokePoint[] = [];
  const { hardness, usePressure, fillClosed } = model.options.value.peek();
  const size = model.brushSize.peek() / model.viewport.view.peek().scale;
  const stroke: BrushStroke = {
    kind: 'stroke',
    mode,
    size: rounded(size) || size,
    hasPressure: hasPressure && usePressure,
    ...(hardness < 100 && { hardness: hardness / 100 }),
    points,
  };
  return {
    move(samples) {
      for (const { image, pressure } of samples) {
        const force = soundPressure(pressure);
        if (points.length === 0 && from) points.push([rounded(from.x), rounded(from.y), force]);
        points.push([rounded(image.x), rounded(image.y), force]);
      }
      showSketch(stroke);
    },
    end() {
      showSketch(undefined);
      if (points.length === 0) return;
      const filled = fillClosed && isClosed(points, size);
      model.add({ ...stroke, points: [...points], ...(filled && { filled }) });
    },
    cancel: () => showSketch(undefined),
  };
}

/** Whether a way ends within a brush's width of its start, having been farther away meanwhile. */
function isClosed(points: readonly StrokePoint[], size: number): boolean {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return false;
  const fromFirst = (to: StrokePoint) => Math.hypot(to[0] - first[0], to[1] - first[1]);
  return fromFirst(last) <= size && points.some((point) => fromFirst(point) > 1.5 * size);
}

/** A rectangle or an ellipse in a box on whole image px, from where the pointer went down to where it is. */
export function drawBox(
  { model, showSketch }: SketchTarget,
  kind: 'rectangle' | 'ellipse',
  mode: MaskMode,
): Gesture {
  let start: ImagePoint | undefined;
  let rect: Rect | undefined;
  return {
    move(samples) {
      start ??= samples[0]?.image;
      const end = samples.at(-1)?.image;
      if (!start || !end) return;
      rect = boxBetween(start, end);
      showSketch({ kind, mode, rect });
    },
    end() {
      showSketch(undefined);
      if (rect && rect.width > 0 && rect.height > 0) model.add({ kind, mode, rect });
    },
    cancel: () => showSketch(undefined),
  };
}

function boxBetween(a: ImagePoint, b: ImagePoint): Rect {
  const x = Math.round(Math.min(a.x, b.x));
  const y = Math.round(Math.min(a.y, b.y));
  return {
    x,
    y,
    width: Math.round(Math.max(a.x, b.x)) - x,
    height: Math.round(Math.max(a.y, b.y)) - y,
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
