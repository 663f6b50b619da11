import { grow, intersect, mapRect, rectOf, roundOut } from '../geometry';
import { stepBounds } from './bounds';
import type { Context2D } from './context-2d';
import { deviationOf, reach } from './soft-stroke';
import type { BrushStroke } from './steps';

/**
 * Draws a stroke with a soft rim: its core, blurred. Drawn as a whole on a canvas of its own first, as
 * blurred parts drawn over each other would add up. Keeps the context's composite operation.
 */
export function drawSoftly(
  context: Context2D,
  stroke: BrushStroke,
  drawCore: (context: Context2D, stroke: BrushStroke) => void,
): void {
  const { a: scaleX, d: scaleY, e, f } = context.getTransform();
  const deviation = deviationOf(stroke) * Math.max(scaleX, scaleY); // filters count in canvas px
  const margin = Math.ceil(reach * deviation) + 1;
  const bounds = stepBounds(stroke);
  const box = bounds && mapRect(bounds, { scaleX, scaleY, x: e, y: f });
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
