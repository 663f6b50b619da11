import {
  followStroke,
  type LinePiece,
  type LiveStroke,
} from '../../../utils/drawing/mask/live-stroke';
import { coreOf, paintStep } from '../../../utils/drawing/raster/cover-step';
import type { AreaStep, BrushStroke, Mark, NoCopyStroke } from '../../../utils/drawing/steps';
import { drawInImage, type ImagePlacement, placeImage } from './canvases';

/** Whatever is still being drawn; the points of strokes and pen marks grow in place. */
export type Sketch = AreaStep | Mark | NoCopyStroke;

/** What is drawn as part of the mask. */
export const isOfMask = (sketch: Sketch): sketch is AreaStep => 'mode' in sketch;

/** Canvas px by which a line may be wider or narrower than the stroke is there. */
const widthTolerance = 0.5;

/** Draws what is being drawn over a canvas that shows the mask. */
interface SketchPainter {
  /**
   * A growing stroke is painted on at its end, without clearing anything, so a frame costs the same
   * however long it is. Of a soft one it is the part that counts as masked, with a hard edge: parts
   * drawn over each other would add up in a soft one.
   * @param isBare whether nothing of the sketch is on the canvas yet
   */
  draw(sketch: AreaStep, placement: ImagePlacement, isBare: boolean): void;
}

export function createSketchPainter(
  context: CanvasRenderingContext2D,
  tint: () => string | CanvasPattern,
): SketchPainter {
  let live: LiveStroke | undefined;
  let drawn: BrushStroke | undefined;

  function drawStroke(stroke: BrushStroke, placement: ImagePlacement, isBare: boolean): void {
    if (!live || isBare || drawn !== stroke) {
      live = followStroke(coreOf(stroke), widthTolerance / placement.view.scale);
      drawn = stroke;
    }
    const pieces = live.next();
    const draw = () => {
      context.globalCompositeOperation = operationOf(stroke);
      context.strokeStyle = tint();
      context.lineCap = 'round';
      context.lineJoin = 'round';
      for (const piece of pieces) strokePiece(context, piece);
    };
    // A clip costs more than the lines do.
    if (pieces.every((piece) => liesWithin(piece, placement))) placeImage(context, placement, draw);
    else drawInImage(context, placement, draw);
  }

  return {
    draw(sketch, placement, isBare) {
      if (sketch.kind === 'stroke') drawStroke(sketch, placement, isBare);
      else
        drawInImage(context, placement, () => {
          context.globalCompositeOperation = operationOf(sketch);
          context.fillStyle = tint();
          paintStep(context, sketch);
        });
    },
  };
}

const operationOf = ({ mode }: AreaStep) =>
  mode === 'subtract' ? 'destination-out' : 'source-over';

function strokePiece(context: CanvasRenderingContext2D, { width, points }: LinePiece): void {
  context.lineWidth = width;
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

const liesWithin = ({ width, points }: LinePiece, { image }: ImagePlacement): boolean =>
  points.every(
    ([x, y]) =>
      x >= width / 2 &&
      y >= width / 2 &&
      x <= image.width - width / 2 &&
      y <= image.height - width / 2,
  );
