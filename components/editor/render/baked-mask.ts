import {
  grow,
  intersect,
  mapRect,
  type Rect,
  rectOf,
  roundOut,
  union,
} from '../../../utils/base/geometry';
import { maskBounds, stepBounds } from '../../../utils/drawing/bounds';
import { applySteps, maskedFrom } from '../../../utils/drawing/mask/render-mask';
import type { DrawingStep, MaskStep } from '../../../utils/drawing/steps';
import type { Coverage } from '../../../utils/pixels/raster';
import type { View } from '../core/view';
import { contextOf, type ImagePlacement, onCanvas, toCanvas } from './canvases';

/** The finished steps as they look in one view, on a canvas of their own. */
export interface BakedMask {
  readonly canvas: HTMLCanvasElement;
  /** How far each pixel of the canvas is covered, also those beside the image. */
  readonly coverage: Coverage;
  /** ms that the last drawing of everything took. */
  readonly redrawMs: number;
  /**
   * Brings the canvas to `steps`; only draws what is new where that is at the end. Returns a box around
   * all that has changed, canvas px; undefined where that may be anything.
   */
  update(steps: readonly MaskStep[], placement: ImagePlacement, tint: string): Rect | undefined;
  /** Forgets what is drawn, as after a change of the canvas's size. */
  reset(): void;
}

/** Steps after which a copy is kept, so that undo redraws at most so many. */
const stepsPerCopy = 24;

export function createBakedMask(): BakedMask {
  const canvas = document.createElement('canvas');
  const context = contextOf(canvas);
  let coverage: Coverage = { width: 0, height: 0, data: new Uint8ClampedArray(0) };
  let view: View | undefined;
  let colour = '';
  let drawn: readonly MaskStep[] = [];
  /** The coverage that `copied` make, all in `view`. */
  let copy = coverage.data;
  let copied: readonly MaskStep[] = [];
  let redrawMs = 0;

  const fitToCanvas = () => {
    const { width, height } = canvas;
    if (coverage.width === width && coverage.height === height) return;
    coverage = { width, height, data: new Uint8ClampedArray(width * height) };
    copy = new Uint8ClampedArray(width * height);
    view = undefined;
  };
  const keepCopy = (steps: readonly MaskStep[]) => {
    copy.set(coverage.data);
    copied = steps;
  };
  const render = (steps: readonly MaskStep[], placement: ImagePlacement) =>
    applySteps(coverage, steps, onCanvas(placement));
  const renderAll = (steps: readonly MaskStep[], placement: ImagePlacement) => {
    coverage.data.fill(0);
    const old = steps.slice(0, -stepsPerCopy / 2);
    render(old, placement);
    keepCopy(old);
    render(steps.slice(old.length), placement);
  };
  /** Brings `coverage` to the steps; returns what has changed as `update` does. */
  const follow = (steps: readonly MaskStep[], placement: ImagePlacement): Rect | undefined => {
    const isSameView = view === placement.view;
    view = placement.view;
    if (isSameView && startsWith(steps, drawn)) {
      if (drawn.length - copied.length >= stepsPerCopy) keepCopy(drawn);
      const added = steps.slice(drawn.length);
      render(added, placement);
      return changedBy(added, placement, canvas);
    }
    if (isSameView && startsWith(steps, copied)) {
      coverage.data.set(copy);
      render(steps.slice(copied.length), placement);
    } else renderAll(steps, placement);
    return undefined;
  };
  return {
    canvas,
    get coverage() {
      return coverage;
    },
    get redrawMs() {
      return redrawMs;
    },
    update(steps, placement, tint) {
      const start = performance.now();
      fitToCanvas();
      const changed = follow(steps, placement);
      const part = colour === tint ? changed : undefined;
      if (!part) context.clearRect(0, 0, canvas.width, canvas.height);
      const box = part ?? boundsOnCanvas(steps, placement, canvas);
      if (box) show(context, coverage, box, tint, placement);
      if (!part) redrawMs = performance.now() - start;
      colour = tint;
      drawn = steps;
      return part;
    },
    reset() {
      view = undefined;
    },
  };
}

/**
 * Puts what is covered within `box` (canvas px) onto the canvas, and nothing beside the image.
 * @param tint as #rrggbb
 */
function show(
  context: CanvasRenderingContext2D,
  { width, data }: Coverage,
  box: Rect,
  tint: string,
  placement: ImagePlacement,
): void {
  const pixels = new ImageData(box.width, box.height);
  const colour = Number.parseInt(tint.slice(1), 16);
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  for (let row = 0, to = 0; row < box.height; row++) {
    const from = (box.y + row) * width + box.x;
    for (let i = from; i < from + box.width; i++, to += 4) {
      const value = data[i] ?? 0;
      if (value === 0) continue;
      pixels.data[to] = red;
      pixels.data[to + 1] = green;
      pixels.data[to + 2] = blue;
      pixels.data[to + 3] = value;
    }
  }
  context.putImageData(pixels, box.x, box.y);
  const image = mapRect(rectOf(placement.image), onCanvas(placement));
  if (holds(image, box)) return;
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.globalCompositeOperation = 'destination-in';
  context.fillRect(image.x, image.y, image.width, image.height);
  context.restore();
}

const holds = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** A box on `canvas` (canvas px) around everything masked; undefined where nothing is, or in view. */
export function boundsOnCanvas(
  steps: readonly MaskStep[],
  placement: ImagePlacement,
  canvas: HTMLCanvasElement,
) {
  const bounds = maskBounds(steps, placement.image);
  return bounds && intersect(rectOf(canvas), roundOut(toCanvas(placement, bounds)));
}

/** Canvas px beyond its box that a step may be seen in: smoothed edges, and the rim of a soft one. */
const marginOf = (step: MaskStep, { view, density }: ImagePlacement): number =>
  2 + (step.kind === 'stroke' && isSoft(step) ? (step.size / 8) * view.scale * density : 0);

/** Where steps at the end change a mask, canvas px; undefined where that may be anywhere. */
function changedBy(
  steps: readonly MaskStep[],
  placement: ImagePlacement,
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
 * `bounds` (canvas px). Each lasts until the next.
 */
export function createHardener() {
  const context = contextOf(document.createElement('canvas'));
  return ({ coverage }: BakedMask, bounds: Rect | undefined): HTMLCanvasElement => {
    const { width, height, data } = coverage;
    Object.assign(context.canvas, { width, height }); // clears it as well
    if (!bounds) return context.canvas;
    const pixels = new ImageData(bounds.width, bounds.height);
    for (let row = 0, to = 3; row < bounds.height; row++) {
      const from = (bounds.y + row) * width + bounds.x;
      for (let i = from; i < from + bounds.width; i++, to += 4)
        if ((data[i] ?? 0) >= maskedFrom) pixels.data[to] = 255;
    }
    context.putImageData(pixels, bounds.x, bounds.y);
    return context.canvas;
  };
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
