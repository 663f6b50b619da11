import { effect } from '@preact/signals';
import type { ImagePoint } from '../../utils/geometry';
import type { MaskMode } from '../../utils/mask/steps';
import {
  drawBox,
  type Gesture,
  type PointerSample,
  paintStroke,
  type SketchTarget,
} from './gestures';
import { createLasso, type Lasso } from './lasso';
import { drawMarkWith } from './mark-gestures';
import { isMarkTool } from './mask-tools';

/** How a gesture is begun, by whatever device. */
export interface GestureStart {
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
    if (model.tool.value !== 'lasso') lasso.leave();
  });

  return {
    lasso,
    begin({ takes, shift, hasPressure }) {
      const tool = model.tool.peek();
      const areaMode = takes ? 'subtract' : shift ? 'add' : model.areaMode.peek();
      if (tool === 'pan' || tool === 'crop') return undefined;
      if (tool === 'lasso') return lasso.begin(areaMode);
      if (tool === 'rectangle' || tool === 'ellipse') return drawBox(deps, tool, areaMode);
      if (tool === 'wand') return pick((at) => deps.selectSimilar(at, areaMode));
      if (isMarkTool(tool) && !takes) return drawMarkWith(tool, deps);
      const mode = takes || tool === 'eraser' ? 'subtract' : 'add';
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
