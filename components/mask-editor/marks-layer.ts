import { type DrawingStep, isMark } from '../../utils/drawing/steps';
import type { Size } from '../../utils/geometry';
import { drawMark, drawMarks } from '../../utils/markup/draw-marks';
import { hasMarks } from '../../utils/markup/marks-in';
import { startsWith } from './baked-mask';
import { followPenMark, type LivePenMark } from './live-pen-mark';
import { createSketchPainter, type Sketch } from './mask-sketch';
import { contextOf, drawInImage, type Placement, replaceBy } from './placement';
import type { View } from './view';

/** The marks of a drawing on a canvas of their own, which has no pixels while there are none. */
export interface MarksLayer {
  /** ms that the last drawing of everything took. */
  readonly redrawMs: number;
  /** Shows the drawing's marks, and makes room for what is being drawn. */
  update(drawing: MarksDrawing, placement: Placement, size: Size): void;
  /** Draws what is being drawn on top, a growing line at its end only. Nothing that concerns no marks. */
  draw(sketch: Sketch, placement: Placement): void;
}

export interface MarksDrawing {
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

  function bake(steps: readonly DrawingStep[], placement: Placement): void {
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
        if (sketch.mode === 'subtract') eraser.draw(sketch, placement, isBare);
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
