import { drawStep, drawStrokePart } from '../../utils/mask/draw-step';
import type { BrushStroke, MaskMode, MaskStep } from '../../utils/mask/steps';
import { drawInImage, type Placement } from './placement';

/** A step that is still being drawn; a stroke's points grow in place. */
export type Sketch = Extract<MaskStep, { readonly mode: MaskMode }>;

/** Points of the live stroke that are drawn anew each frame; the outline of older ones is settled. */
const liveTail = 14;
/** Points before the newest ones that are drawn again, so that the parts join smoothly. */
const overlap = 8;

/**
 * Draws a sketch over what the canvas shows. A stroke of which `drawnPoints` are there already is
 * painted on at its end, without clearing anything, so a frame costs the same however long it is.
 * Returns how many points are drawn now.
 */
export function drawSketch(
  context: CanvasRenderingContext2D,
  sketch: Sketch,
  drawnPoints: number,
  placement: Placement,
): number {
  drawInImage(context, placement, () => {
    if (sketch.kind !== 'stroke') {
      drawStep(context, sketch);
      return;
    }
    const erases = sketch.mode === 'subtract';
    context.globalCompositeOperation = erases ? 'destination-out' : 'source-over';
    drawStrokePart(context, tailOf(sketch, drawnPoints));
  });
  return sketch.kind === 'stroke' ? sketch.points.length : 0;
}

function tailOf(stroke: BrushStroke, drawnPoints: number): BrushStroke {
  const start = Math.max(0, Math.min(drawnPoints - overlap, stroke.points.length - liveTail));
  return drawnPoints === 0 ? stroke : { ...stroke, points: stroke.points.slice(start) };
}
