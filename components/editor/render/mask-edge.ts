import { intersect, type Rect, rectOf, roundOut, union } from '../../../utils/base/geometry';
import type { MaskStep } from '../../../utils/drawing/steps';
import { type BakedMask, boundsOnCanvas, createHardener, isSoft } from './baked-mask';
import type { ImagePlacement } from './canvases';

/** CSS px. */
const lineWidth = 1.5;
const dashLength = 5;
/** ms between two steps of the moving dashes, each 1 CSS px. */
const stepEvery = 110;

/** A line of dark and light dashes around the mask; one of both shows on any picture. */
export interface MaskEdge {
  /**
   * Draws the line around what is opaque in `mask`, a canvas of the same size.
   * @param bounds a box around it, canvas px; undefined where the mask is empty
   * @param density canvas px of a CSS px
   * @param changed where the mask is not as it was the last time, canvas px; without it anywhere
   */
  draw(mask: HTMLCanvasElement, bounds: Rect | undefined, density: number, changed?: Rect): void;
  /** Keeps the dashes where they are, so that frames are left to what the hand does. */
  rest(isResting: boolean): void;
  dispose(): void;
}

export function createMaskEdge(canvas: HTMLCanvasElement): MaskEdge {
  const context = canvas.getContext('2d');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let box: Rect | undefined;
  let dashes: CanvasPattern | null = null;
  let density = 1;
  let phase = 0;
  let isResting = false;
  const colour = (part = box) => {
    if (!context || !part || !dashes) return;
    dashes.setTransform(new DOMMatrix().translate(phase, 0));
    context.globalCompositeOperation = 'source-atop';
    context.fillStyle = dashes;
    context.fillRect(part.x, part.y, part.width, part.height);
    context.globalCompositeOperation = 'source-over';
  };
  const timer = setInterval(() => {
    if (!box || isResting || still.matches || document.hidden || canvas.hidden) return;
    phase = (phase + density) % (2 * dashLength * density);
    requestAnimationFrame(() => colour());
  }, stepEvery);
  return {
    draw(mask, bounds, newDensity, changed) {
      if (!context) return;
      if (!dashes || newDensity !== density) dashes = createDashes(context, newDensity);
      density = newDensity;
      const width = Math.max(1, Math.round(lineWidth * density));
      const stale = changed ? around(changed, width, canvas) : box;
      if (stale) context.clearRect(stale.x, stale.y, stale.width, stale.height);
      box = bounds && around(bounds, width, canvas);
      const part = changed && box ? stale && intersect(stale, box) : box;
      if (!part) return;
      outline(context, mask, part, width);
      colour(part);
    },
    rest(isNow) {
      isResting = isNow;
    },
    dispose: () => clearInterval(timer),
  };
}

const around = (bounds: Rect, width: number, canvas: HTMLCanvasElement): Rect | undefined =>
  intersect(
    roundOut({
      x: bounds.x - width - 1,
      y: bounds.y - width - 1,
      width: bounds.width + 2 * width + 2,
      height: bounds.height + 2 * width + 2,
    }),
    rectOf(canvas),
  );

/** The mask moved to all sides, less the mask: a line of `width` canvas px outside of it. */
function outline(
  context: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  box: Rect,
  width: number,
): void {
  const { x, y, width: w, height: h } = box;
  const put = (dx: number, dy: number) => context.drawImage(mask, dx, dy);
  const diagonal = width * Math.SQRT1_2;
  context.save();
  context.beginPath();
  context.rect(x, y, w, h);
  context.clip();
  for (const sign of [-1, 1]) {
    put(sign * width, 0);
    put(0, sign * width);
    put(sign * diagonal, diagonal);
    put(sign * diagonal, -diagonal);
  }
  context.globalCompositeOperation = 'destination-out';
  put(0, 0);
  context.restore();
}

/** Diagonal stripes: along an edge of any direction but one they are dashes. */
function createDashes(context: CanvasRenderingContext2D, density: number): CanvasPattern | null {
  const side = 2 * dashLength * Math.max(1, Math.round(density));
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const paint = tile.getContext('2d');
  if (!paint) return null;
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, side, side);
  paint.fillStyle = '#1a1210';
  for (const start of [-side, 0, side]) {
    paint.beginPath();
    paint.moveTo(start, 0);
    paint.lineTo(start + side / 2, 0);
    paint.lineTo(start + 1.5 * side, side);
    paint.lineTo(start + side, side);
    paint.fill();
  }
  return context.createPattern(tile, 'repeat');
}

/** Draws the mask's edge where it counts as masked, and knows where that is still to be done. */
interface EdgeKeeper {
  isStale(): boolean;
  /** The mask has changed in that box, canvas px. */
  add(changed: Rect): void;
  /** @param isWhole draws all of the edge, else what is stale */
  draw(mask: BakedMask, steps: readonly MaskStep[], place: ImagePlacement, isWhole: boolean): void;
  /** Keeps the dashes where they are. */
  rest(isResting: boolean): void;
  dispose(): void;
}

export function createEdgeKeeper(canvas: HTMLCanvasElement): EdgeKeeper {
  const edge = createMaskEdge(canvas);
  const harden = createHardener();
  let stale: Rect | undefined;
  return {
    isStale: () => stale !== undefined,
    add(changed) {
      stale = stale ? union(stale, changed) : changed;
    },
    draw(mask, steps, place, isWhole) {
      const bounds = boundsOnCanvas(steps, place, mask.canvas);
      const hard = steps.some(isSoft) ? harden(mask, bounds) : mask.canvas;
      edge.draw(hard, bounds, place.density, isWhole ? undefined : stale);
      stale = undefined;
    },
    rest: edge.rest,
    dispose: edge.dispose,
  };
}
