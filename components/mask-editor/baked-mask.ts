import { intersect, rectOf, roundOut } from '../../utils/geometry';
import { maskBounds } from '../../utils/mask/bounds';
import { drawStep, sinceCleared } from '../../utils/mask/draw-step';
import type { MaskStep } from '../../utils/mask/steps';
import { contextOf, drawInImage, type Placement, toCanvas } from './placement';

/** The colour of the mask; how much of the picture shines through is the style sheet's matter. */
export const tintColour = '#ff5c46';

/** The finished steps as they look in one view, on a canvas of their own. */
export interface BakedMask {
  readonly canvas: HTMLCanvasElement;
  /** ms that the last drawing of everything took. */
  readonly redrawMs: number;
  /** Brings the canvas to `steps`; only draws what is new where that is one step at the end. */
  update(steps: readonly MaskStep[], placement: Placement): void;
  /** Forgets what is drawn, as after a change of the canvas's size. */
  reset(): void;
}

export function createBakedMask(): BakedMask {
  const canvas = document.createElement('canvas');
  const context = contextOf(canvas);
  let drawn: { steps: readonly MaskStep[]; placement: Placement } | undefined;
  let redrawMs = 0;
  const redraw = (steps: readonly MaskStep[], placement: Placement) => {
    const start = performance.now();
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = tintColour;
    drawInImage(context, placement, () => {
      for (const step of sinceCleared(steps)) drawStep(context, step);
    });
    redrawMs = performance.now() - start;
  };
  return {
    canvas,
    get redrawMs() {
      return redrawMs;
    },
    update(steps, placement) {
      const isSameView = drawn?.placement.view === placement.view;
      const added = drawn && isSameView ? addedStep(drawn.steps, steps) : undefined;
      if (added) drawInImage(context, placement, () => drawStep(context, added));
      else redraw(steps, placement);
      drawn = { steps, placement };
    },
    reset() {
      drawn = undefined;
    },
  };
}

/** A box on `canvas` (canvas px) around everything masked; undefined where nothing is, or in view. */
export function boundsOnCanvas(
  steps: readonly MaskStep[],
  placement: Placement,
  canvas: HTMLCanvasElement,
) {
  const bounds = maskBounds(steps, placement.image);
  return bounds && intersect(rectOf(canvas), roundOut(toCanvas(placement, bounds)));
}

/** The only step that `after` has and `before` has not, where the rest is the same. */
function addedStep(before: readonly MaskStep[], after: readonly MaskStep[]): MaskStep | undefined {
  const isLonger = after.length === before.length + 1;
  return isLonger && after.at(-2) === before.at(-1) ? after.at(-1) : undefined;
}
