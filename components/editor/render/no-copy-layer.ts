import type { Size } from '../../../utils/base/geometry';
import { asStroke, noCopyStepsOf } from '../../../utils/drawing/no-copy';
import { paintStep } from '../../../utils/drawing/raster/cover-step';
import { type AreaStep, type DrawingStep, isNoCopy } from '../../../utils/drawing/steps';
import type { View } from '../core/view';
import { contextOf, drawInImage, type ImagePlacement, onCanvas } from './canvases';
import { createSketchPainter, isOfMask, type Sketch } from './sketch';

/** What must not be copied, striped, on a canvas of its own, which has no pixels while there is none. */
interface NoCopyLayer {
  /** ms that the last drawing of everything took. */
  readonly redrawMs: number;
  /** Shows what is drawn, and makes room for what is being drawn. */
  update(drawing: NoCopyDrawing, placement: ImagePlacement, size: Size): void;
  /** Draws what is being drawn on top, at its end only. Nothing that concerns the stripes not. */
  draw(sketch: Sketch, placement: ImagePlacement): void;
}

interface NoCopyDrawing {
  readonly steps: readonly DrawingStep[];
  readonly sketch: Sketch | undefined;
}

/** CSS px from stripe to stripe, along the rows. */
const stripeEvery = 12;
/** None of the colours that a mask can be shown in; the light line beside it is seen on any picture. */
const [stripeColour, lineColour] = ['#8b3dff', '#ffffff'];

/** @param canvas the visible one; its owner hides it while there is nothing to see */
export function createNoCopyLayer(canvas: HTMLCanvasElement): NoCopyLayer {
  const context = contextOf(canvas);
  let stripes: CanvasPattern | string = stripeColour;
  let density = 0;
  const painter = createSketchPainter(context, () => stripes);
  // What is clear between the stripes would take nothing away.
  const eraser = createSketchPainter(context, () => stripeColour);
  let view: View | undefined;
  let drawn: readonly AreaStep[] = [];
  /** What of something that is being drawn is on the canvas. */
  let shown: Sketch | undefined;
  let redrawMs = 0;

  function resize({ width, height }: Size): void {
    if (canvas.width === width && canvas.height === height) return;
    Object.assign(canvas, { width, height });
    view = undefined;
  }

  /** The stripes lie on the image, and are as wide at any scale. */
  function place(placement: ImagePlacement, isInImage: boolean): void {
    if (density !== placement.density) stripes = stripesFor(context, placement.density);
    density = placement.density;
    const { scaleX, scaleY, x, y } = onCanvas(placement);
    if (typeof stripes !== 'string')
      stripes.setTransform(
        isInImage ? new DOMMatrix().scale(1 / scaleX, 1 / scaleY) : new DOMMatrix().translate(x, y),
      );
  }

  function bake(steps: readonly AreaStep[], placement: ImagePlacement): void {
    const start = performance.now();
    context.clearRect(0, 0, canvas.width, canvas.height);
    drawInImage(context, placement, () => {
      context.fillStyle = stripeColour;
      for (const step of steps) {
        const isTaken = step.mode === 'subtract';
        context.globalCompositeOperation = isTaken ? 'destination-out' : 'source-over';
        paintStep(context, step);
      }
    });
    place(placement, false);
    context.save();
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = stripes;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.restore();
    redrawMs = performance.now() - start;
    view = placement.view;
    drawn = steps;
  }

  return {
    get redrawMs() {
      return redrawMs;
    },
    update({ steps, sketch }, placement, size) {
      const areas = noCopyStepsOf(steps);
      if (areas.length === 0 && !(sketch && isNoCopy(sketch))) {
        redrawMs = 0;
        drawn = areas;
        return resize({ width: 0, height: 0 });
      }
      resize(size);
      // What was being drawn is on it as well.
      if (view !== placement.view || !isSame(drawn, areas) || shown) bake(areas, placement);
      shown = undefined;
    },
    draw(sketch, placement) {
      if (canvas.width === 0) return;
      const isBare = shown !== sketch;
      if (isNoCopy(sketch)) {
        place(placement, true);
        painter.draw(asStroke(sketch), placement, isBare);
      } else if (isOfMask(sketch) && sketch.mode === 'subtract')
        eraser.draw(sketch, placement, isBare);
      else return;
      shown = sketch;
    },
  };
}

const isSame = (a: readonly AreaStep[], b: readonly AreaStep[]): boolean =>
  a.length === b.length && a.every((step, i) => step === b[i]);

/** Slanted stripes, clear between them so that the picture can be seen; one colour where the browser has no patterns. */
function stripesFor(context: CanvasRenderingContext2D, density: number): CanvasPattern | string {
  const side = Math.max(4, Math.round(stripeEvery * density));
  const tile = document.createElement('canvas');
  Object.assign(tile, { width: side, height: side });
  const paint = contextOf(tile);
  const stripe = (colour: string, from: number, to: number) => {
    paint.fillStyle = colour;
    for (const start of [-side, 0]) {
      paint.beginPath();
      paint.moveTo(start + from * side + side, 0);
      paint.lineTo(start + to * side + side, 0);
      paint.lineTo(start + to * side, side);
      paint.lineTo(start + from * side, side);
      paint.fill();
    }
  };
  stripe(lineColour, 0, 0.7);
  stripe(stripeColour, 0.17, 0.53);
  return context.createPattern(tile, 'repeat') ?? stripeColour;
}
