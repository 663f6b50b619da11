import { effect } from '@preact/signals';
import type { ImagePoint, Rect, StagePoint } from '../../../utils/base/geometry';
import { soundPressure } from '../../../utils/drawing/mask/outline';
import type {
  BrushStroke,
  MaskMode,
  NoCopyStroke,
  StrokePoint,
} from '../../../utils/drawing/steps';
import type { Hint } from '../../../utils/select/choose';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool } from '../core/tools';
import type { Gesture, PointerSample, SketchTarget } from './gesture';
import { createLasso, type Lasso } from './lasso';
import { drawMarkWith } from './mark-gestures';
import { giveHint } from './select-gesture';

/** Image px to two decimals: a hundredth of a pixel is finer than any pointer. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** How a stroke begins. */
interface StrokeStart {
  /** What it does to the mask, or that it marks what must not be copied. */
  readonly mode: MaskMode | 'no-copy';
  readonly hasPressure: boolean;
  /** The end of the stroke before, to go on from in a straight line; image px. */
  readonly from?: ImagePoint | undefined;
}

function paintStroke(
  { model, showSketch }: SketchTarget,
  { mode, hasPressure, from }: StrokeStart,
): Gesture {
  const points: StrokePoint[] = [];
  const { hardness, usePressure, fillClosed } = model.tools.options.current.peek();
  const size = model.tools.brushSize.peek() / model.viewport.view.peek().scale;
  const shape = { size: rounded(size) || size, hasPressure: hasPressure && usePressure, points };
  const softness = hardness < 100 && { hardness: hardness / 100 };
  const stroke: BrushStroke | NoCopyStroke =
    mode === 'no-copy' ? { kind: mode, ...shape } : { kind: 'stroke', mode, ...shape, ...softness };
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
      const filled = stroke.kind === 'stroke' && fillClosed && isClosed(points, size);
      model.drawing.add({ ...stroke, points: [...points], ...(filled && { filled }) });
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
function drawBox(
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
      if (rect && rect.width > 0 && rect.height > 0) model.drawing.add({ kind, mode, rect });
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

/** How a gesture is begun, by whatever device. */
interface GestureStart {
  /** Something that always takes away: the right button, a pen's eraser end, Alt. */
  readonly takes: boolean;
  /** Something that always adds, and goes on from the stroke before: Shift. */
  readonly shift: boolean;
  readonly hasPressure: boolean;
}

/** What the chosen tool does between down and up; the same for pointers and for keys. */
export interface ToolGestures {
  /** Undefined where the tool draws nothing. */
  begin(start: GestureStart): Gesture | undefined;
  readonly lasso: Lasso;
  dispose(): void;
}

interface ToolGesturesDeps extends SketchTarget {
  /** Selects what looks like the place. */
  selectSimilar(at: ImagePoint, mode: MaskMode): void;
  /** A stroke on a thing has begun that will take it. */
  foreseeThing(hint: Hint): void;
  /** Takes the thing that is shown by a click, a stroke or a loop. */
  takeThing(hint: Hint): void;
}

export function createToolGestures(deps: ToolGesturesDeps): ToolGestures {
  const { model } = deps;
  const lasso = createLasso(deps);
  let lastPainted: ImagePoint | undefined;

  /** Remembers where the stroke ends, for a straight line from there. */
  function remembering(stroke: Gesture): Gesture {
    let at: ImagePoint | undefined;
    return {
      ...stroke,
      move(samples) {
        at = samples.at(-1)?.image ?? at;
        stroke.move(samples);
      },
      end() {
        lastPainted = at;
        stroke.end();
      },
    };
  }

  const stopWatching = effect(() => {
    if (model.tools.chosen.value !== 'lasso') lasso.leave();
  });

  return {
    lasso,
    begin({ takes, shift, hasPressure }) {
      const tool = model.tools.chosen.peek();
      const areaMode = takes ? 'subtract' : shift ? 'add' : model.tools.areaMode.peek();
      if (tool === 'pan' || tool === 'crop') return undefined;
      if (tool === 'lasso') return lasso.begin(areaMode);
      if (tool === 'rectangle' || tool === 'ellipse') return drawBox(deps, tool, areaMode);
      if (tool === 'wand') return pick((at) => deps.selectSimilar(at, areaMode));
      if (tool === 'select') return giveHint(deps, areaMode, deps.foreseeThing, deps.takeThing);
      if (isMarkTool(tool) && !takes) return drawMarkWith(tool, deps);
      const adds = tool === 'no-copy' ? tool : 'add';
      const mode = takes || tool === 'eraser' ? 'subtract' : adds;
      const from = shift ? lastPainted : undefined;
      return remembering(paintStroke(deps, { mode, hasPressure, from }));
    },
    dispose() {
      stopWatching();
      lasso.close(); // what was begun is not lost when the stage goes
    },
  };
}

/** Calls back with the place where the pointer went down, once it is let go. */
function pick(onPick: (at: ImagePoint) => void): Gesture {
  let first: PointerSample | undefined;
  return {
    move: (samples) => {
      first ??= samples[0];
    },
    end: () => first && onPick(first.image),
    cancel: () => undefined,
  };
}
