import { grow, intersect, type Rect, rectOf, roundOut, union } from '../../../utils/base/geometry';
import { maskBounds, stepBounds } from '../../../utils/drawing/bounds';
import { drawStep, sinceCleared } from '../../../utils/drawing/mask/draw-step';
import { maskedFrom } from '../../../utils/drawing/mask/threshold';
import type { DrawingStep, MaskStep } from '../../../utils/drawing/steps';
import type { View } from '../core/view';
import { contextOf, drawInImage, type Placement, replaceBy, toCanvas } from './canvases';

/** The finished steps as they look in one view, on a canvas of their own. */
interface BakedMask {
  readonly canvas: HTMLCanvasElement;
  /** ms that the last drawing of everything took. */
  readonly redrawMs: number;
  /**
   * Brings the canvas to `steps`; only draws what is new where that is at the end. Returns a box around
   * all that has changed, canvas px; undefined where that may be anything.
   */
  update(steps: readonly MaskStep[], placement: Placement, tint: string): Rect | undefined;
  /** Forgets what is drawn, as after a change of the canvas's size. */
  reset(): void;
}

/** Steps after which a copy is kept, so that undo redraws at most so many. */
const stepsPerCopy = 24;

export function createBakedMask(): BakedMask {
  const canvas = document.createElement('canvas');
  const context = contextOf(canvas);
  const copy = document.createElement('canvas');
  const copyContext = contextOf(copy);
  let view: View | undefined;
  let colour = '';
  let drawn: readonly MaskStep[] = [];
  /** The steps that `copy` shows, all in `view`. */
  let copied: readonly MaskStep[] = [];
  let redrawMs = 0;

  const keepCopy = (steps: readonly MaskStep[]) => {
    if (copy.width !== canvas.width || copy.height !== canvas.height) {
      Object.assign(copy, { width: canvas.width, height: canvas.height });
    }
    replaceBy(copyContext, canvas);
    copied = steps;
  };
  const draw = (steps: readonly MaskStep[], placement: Placement) => {
    context.fillStyle = colour;
    drawInImage(context, placement, () => {
      for (const step of steps) drawStep(context, step);
    });
  };
  const redraw = (steps: readonly MaskStep[], placement: Placement) => {
    const start = performance.now();
    context.clearRect(0, 0, canvas.width, canvas.height);
    const old = steps.slice(0, -stepsPerCopy / 2);
    draw(sinceCleared(old), placement);
    keepCopy(old);
    draw(steps.slice(old.length), placement);
    redrawMs = performance.now() - start;
  };
  return {
    canvas,
    get redrawMs() {
      return redrawMs;
    },
    update(steps, placement, tint) {
      const isSameView = view === placement.view && colour === tint;
      let changed: Rect | undefined;
      colour = tint;
      if (isSameView && startsWith(steps, drawn)) {
        if (drawn.length - copied.length >= stepsPerCopy) keepCopy(drawn);
        const added = steps.slice(drawn.length);
        draw(added, placement);
        changed = changedBy(added, placement, canvas);
      } else if (isSameView && startsWith(steps, copied)) {
        replaceBy(context, copy);
        draw(steps.slice(copied.length), placement);
      } else {
        redraw(steps, placement);
      }
      view = placement.view;
      drawn = steps;
      return changed;
    },
    reset() {
      view = undefined;
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

/** Canvas px beyond its box that a step may be seen in: smoothed edges, and the rim of a soft one. */
const marginOf = (step: MaskStep, { view, density }: Placement): number =>
  2 + (step.kind === 'stroke' && isSoft(step) ? (step.size / 8) * view.scale * density : 0);

/** Where steps at the end change a mask, canvas px; undefined where that may be anywhere. */
function changedBy(
  steps: readonly MaskStep[],
  placement: Placement,
  canvas: HTMLCanvasElement,
): Rect | undefined {
  let changed: Rect | undefined;
  for (const step of steps) {
    const isWhole = step.kind === 'invert' || step.kind === 'clear';
    const bounds =
      isWhole || (step.kind === 'runs' && step.replaces) ? undefined : stepBounds(step);
    if (!bounds) return undefined;
    const box = grow(toCanvas(placement, bounds), marginOf(step, placement));
    changed = changed ? union(changed, box) : box;
  }
  return changed && intersect(rectOf(canvas), roundOut(changed));
}

/** Histories only grow and shrink at their end, so the last common step tells. */
export const startsWith = (steps: readonly DrawingStep[], start: readonly DrawingStep[]): boolean =>
  steps.length >= start.length && steps[start.length - 1] === start.at(-1);

export const isSoft = (step: MaskStep): boolean =>
  step.kind === 'stroke' && step.hardness !== undefined && step.hardness < 1;

/**
 * Makes copies of a mask with every pixel either opaque or clear, as half coverage decides, within
 * `bounds` (canvas px). Each lasts until the next. Reads pixels, so it is for masks that need it.
 */
export function createHardener() {
  let context: CanvasRenderingContext2D | undefined;
  return (mask: HTMLCanvasElement, bounds: Rect | undefined): HTMLCanvasElement => {
    context ??= contextOf(document.createElement('canvas'));
    harden(context, mask, bounds);
    return context.canvas;
  };
}

function harden(
  context: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  bounds: Rect | undefined,
): void {
  Object.assign(context.canvas, { width: mask.width, height: mask.height }); // clears it as well
  const source = mask.getContext('2d');
  if (!bounds || !source) return;
  const { x, y, width, height } = bounds;
  const pixels = source.getImageData(x, y, width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < words.length; i++) {
    words[i] = (pixels.data[4 * i + 3] ?? 0) >= maskedFrom ? 0xff000000 : 0;
  }
  context.putImageData(pixels, x, y);
}

/** What the canvases show. */
export interface ShownMask {
  readonly steps: readonly MaskStep[];
  readonly view: View;
}

/** Whether nothing is new but a stroke, all of which can be seen while it is drawn. */
export function addsStroke(shown: ShownMask | undefined, { steps, view }: ShownMask): boolean {
  const last = steps.at(-1);
  return (
    last?.kind === 'stroke' &&
    !last.filled &&
    shown?.view === view &&
    shown.steps.length === steps.length - 1 &&
    startsWith(steps, shown.steps)
  );
}
