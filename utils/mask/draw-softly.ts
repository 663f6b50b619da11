import { clamp, grow, intersect, type Rect, rectOf, roundOut } from '../geometry';
import { stepBounds } from './bounds';
import type { Context2D } from './context-2d';
import type { BrushStroke } from './steps';

/** A Gaussian's edge falls from 98 % to 2 % over four standard deviations. */
const deviationsOfRim = 4;
/** Standard deviations after which nothing of a Gaussian is left in 8 bits. */
const reach = 3;

/** A stroke's hardness, 0…1; 1 where it has none or one that is no number. */
export const hardnessOf = ({ hardness = 1 }: BrushStroke): number =>
  Number.isFinite(hardness) ? clamp(hardness, 0, 1) : 1;

/** A stroke as wide as what at least half coverage of a soft one takes in. */
export const coreOf = (stroke: BrushStroke): BrushStroke => ({
  ...stroke,
  size: (stroke.size * (1 + hardnessOf(stroke))) / 2,
});

/**
 * Draws a stroke with a soft rim: its core, blurred. Drawn as a whole on a canvas of its own first, as
 * blurred parts drawn over each other would add up. Keeps the context's composite operation.
 */
export function drawSoftly(
  context: Context2D,
  stroke: BrushStroke,
  drawCore: (context: Context2D, stroke: BrushStroke) => void,
): void {
  const transform = context.getTransform();
  const { a: scaleX, d: scaleY, e, f } = transform;
  const rim = (stroke.size / 2) * (1 - hardnessOf(stroke));
  const deviation = (rim / deviationsOfRim) * Math.max(scaleX, scaleY); // filters count in canvas px
  const margin = Math.ceil(reach * deviation) + 1;
  const bounds = stepBounds(stroke);
  const box = bounds && placed(bounds, { x: scaleX, y: scaleY }, { x: e, y: f });
  const area = box && intersect(roundOut(grow(box, margin)), grow(rectOf(context.canvas), margin));
  const layer = area && new OffscreenCanvas(area.width, area.height).getContext('2d');
  if (!layer) return;
  layer.setTransform(scaleX, 0, 0, scaleY, e - area.x, f - area.y);
  layer.fillStyle = context.fillStyle;
  drawCore(layer, stroke);
  context.save();
  context.resetTransform();
  context.filter = `blur(${deviation}px)`;
  context.drawImage(layer.canvas, area.x, area.y);
  context.restore();
}

const placed = (
  { x, y, width, height }: Rect,
  scale: { readonly x: number; readonly y: number },
  offset: { readonly x: number; readonly y: number },
): Rect => ({
  x: x * scale.x + offset.x,
  y: y * scale.y + offset.y,
  width: width * scale.x,
  height: height * scale.y,
});
