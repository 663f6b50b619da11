import type { Size } from '../../../utils/base/geometry';
import {
  drawMark,
  drawMarks,
  haloColour,
  haloWidth,
  hasMarks,
} from '../../../utils/drawing/marks/draw';
import { type DrawingStep, isMark, markColours, type PenMark } from '../../../utils/drawing/steps';
import type { View } from '../core/view';
import { startsWith } from './baked-mask';
import { contextOf, drawInImage, type ImagePlacement, replaceBy } from './canvases';
import { createSketchPainter, isOfMask, type Sketch } from './sketch';

/** The marks of a drawing on a canvas of their own, which has no pixels while there are none. */
interface MarksLayer {
  /** ms that the last drawing of everything took. */
  readonly redrawMs: number;
  /** Shows the drawing's marks, and makes room for what is being drawn. */
  update(drawing: MarksDrawing, placement: ImagePlacement, size: Size): void;
  /** Draws what is being drawn on top, a growing line at its end only. Nothing that concerns no marks. */
  draw(sketch: Sketch, placement: ImagePlacement): void;
}

interface MarksDrawing {
  readonly steps: readonly DrawingStep[];
  readonly sketch: Sketch | undefined;
}

/** @param canvas the visible one; its owner hides it while there is nothing to see */
export function createMarksLayer(canvas: HTMLCanvasElement): MarksLayer {
  const context = contextOf(canvas);
  /** The finished marks, from which each picture of an arrow that is being drawn starts. */
  const baked = contextOf(document.createElement('canvas'));
  const eraser = createSketchPainter(context, () => '#000');
  let view: View | undefined;
  let drawn: readonly DrawingStep[] = [];
  /** What is on the canvas of what is being drawn. */
  let shown: Sketch | undefined;
  let pen: LivePenMark | undefined;
  let redrawMs = 0;

  function resize({ width, height }: Size): void {
    if (canvas.width === width && canvas.height === height) return;
    for (const each of [canvas, baked.canvas]) Object.assign(each, { width, height });
    view = undefined;
  }

  function bake(steps: readonly DrawingStep[], placement: ImagePlacement): void {
    const added = startsWith(steps, drawn) ? steps.slice(drawn.length) : undefined;
    const goesOn = view === placement.view && added?.every(({ kind }) => kind !== 'clear');
    const start = performance.now();
    if (!goesOn) baked.clearRect(0, 0, canvas.width, canvas.height);
    drawInImage(baked, placement, () => drawMarks(baked, (goesOn && added) || steps));
    if (!goesOn) redrawMs = performance.now() - start;
    view = placement.view;
    drawn = steps;
  }

  return {
    get redrawMs() {
      return redrawMs;
    },
    update({ steps, sketch }, placement, size) {
      shown = undefined;
      if (!hasMarks(steps) && !(sketch && isMark(sketch))) {
        redrawMs = 0;
        return resize({ width: 0, height: 0 });
      }
      resize(size);
      if (view !== placement.view || drawn !== steps) bake(steps, placement);
      replaceBy(context, baked.canvas);
    },
    draw(sketch, placement) {
      if (canvas.width === 0) return;
      const isBare = shown !== sketch;
      shown = sketch;
      if (!isMark(sketch)) {
        if (isOfMask(sketch) && sketch.mode === 'subtract') eraser.draw(sketch, placement, isBare);
        return;
      }
      if (sketch.kind === 'pen-mark' && (isBare || !pen)) pen = followPenMark(sketch);
      const mark = sketch.kind === 'pen-mark' ? pen : undefined;
      drawInImage(context, placement, () =>
        mark ? mark.draw(context) : drawMark(context, sketch),
      );
    },
  };
}

type Point = readonly [x: number, y: number];

/** Length of the line that stands for a dot, in thicknesses: canvases draw nothing for one of none. */
const dotLength = 0.01;

/** Draws a pen mark while its points grow in place. */
interface LivePenMark {
  /**
   * Draws what was added since the last call, under the context's transform; each costs the same however
   * long the line is. The halo goes behind what is there, else its round start would cut the line before.
   */
  draw(context: CanvasRenderingContext2D): void;
}

/** Follows the smooth line of the finished mark, up to the middle between its last two points. */
function followPenMark(mark: PenMark): LivePenMark {
  let seen = 0;
  return {
    draw(context) {
      const path = new Path2D();
      for (; seen < mark.points.length; seen++) trace(path, mark, seen);
      context.save();
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.globalCompositeOperation = 'destination-over';
      context.strokeStyle = haloColour(mark);
      context.lineWidth = mark.size + 2 * haloWidth(mark);
      context.stroke(path);
      context.globalCompositeOperation = 'source-over';
      context.strokeStyle = markColours[mark.colour];
      context.lineWidth = mark.size;
      context.stroke(path);
      context.restore();
    },
  };
}

/** Adds the part of the line that is known with the point of that index. */
function trace(path: Path2D, { points, size }: PenMark, index: number): void {
  const [before, last, next] = [points[index - 2], points[index - 1], points[index]];
  if (!next) return;
  if (!last) {
    path.moveTo(...next);
    path.lineTo(next[0] + dotLength * size, next[1]);
    return;
  }
  path.moveTo(...(before ? middle(before, last) : last));
  path.quadraticCurveTo(...last, ...middle(last, next));
}

const middle = (a: Point, b: Point): [number, number] => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
