import { hasOwnSteps, type MaskStep } from '../../../utils/drawing/steps';
import type { MaskEditorModel } from '../core/model';
import type { View } from '../core/view';
import type { ShownMask } from './baked-mask';
import { addsStroke, createBakedMask } from './baked-mask';
import {
  contextOf,
  fitToStage,
  type ImagePlacement,
  type MaskCanvases,
  moveBetween,
  transformCanvases,
} from './canvases';
import { createMarksLayer } from './marks-layer';
import { createEdgeKeeper } from './mask-edge';
import { createNoCopyLayer } from './no-copy-layer';
import { drawPreview, type MaskPreview } from './preview';
import { createSketchPainter, isOfMask, type Sketch } from './sketch';

/** Keeps the canvases over the image up to date, at most once a frame. They have the stage's pixels. */
export interface MaskPainter {
  /** Something changed: mask, view or stage. */
  invalidate(): void;
  /** Shows the step being drawn, with the points it has now; undefined when it ended. */
  showSketch(sketch: Sketch | undefined): void;
  /** The mask's colour, opaque. */
  setTint(colour: string): void;
  showPreview(preview: MaskPreview | undefined): void;
  dispose(): void;
}

/** A redraw of everything slower than this (ms) waits until the view rests; till then CSS moves it. */
const slowRedraw = 12;
const restAfter = 120;

export function createMaskPainter(canvases: MaskCanvases, model: MaskEditorModel): MaskPainter {
  const { viewport } = model;
  const tint = contextOf(canvases.tint);
  const previewContext = contextOf(canvases.preview);
  const edge = createEdgeKeeper(canvases.edge);
  const baked = createBakedMask();
  const marks = createMarksLayer(canvases.marks);
  const noCopy = createNoCopyLayer(canvases.noCopy);
  let shown: ShownMask | undefined;
  let seenView: View | undefined;
  let viewChangedAt = 0;
  let sketch: Sketch | undefined;
  let isSketchBare = true;
  let isLayerStale = false;
  /** A stroke has ended, and all of it is on the canvas. */
  let isStrokeLeft = false;
  /** The newest strokes show as they were drawn; their exact shapes wait to be baked. */
  let isBehind = false;
  const settling = whenIdle(settle);
  let preview: MaskPreview | undefined;
  let isPreviewShown = false;
  let tintColour = '';
  const maskSketch = createSketchPainter(tint, () => tintColour);
  let frame = 0;

  const placement = (): ImagePlacement => ({
    image: viewport.image,
    view: viewport.view.peek(),
    density: devicePixelRatio,
  });

  function fitCanvases(): void {
    const { preview, tint, edge } = canvases;
    if (!fitToStage([baked.canvas, preview, tint, edge], viewport.stage.peek())) return;
    baked.reset();
    shown = undefined;
  }

  /** Whether a dear redraw should wait because the view is still on the move. */
  const isMoving = (view: View) =>
    shown !== undefined &&
    shown.view !== view &&
    baked.redrawMs + marks.redrawMs + noCopy.redrawMs > slowRedraw &&
    performance.now() - viewChangedAt < restAfter;

  function bake(steps: readonly MaskStep[], place: ImagePlacement): void {
    const changed = baked.update(steps, place, tintColour);
    // The edge of a part can wait for a frame without a stroke in it; that of another view cannot.
    if (changed && shown) edge.add(changed);
    else edge.draw(baked, steps, place, true);
    transformCanvases(canvases, '');
    shown = { steps, view: place.view };
    isLayerStale = true;
    isBehind = false;
  }

  /** The exact shape of a stroke costs more than a frame should: it is made when the hand rests. */
  function settle(): void {
    if (!isBehind || sketch) return;
    const place = placement();
    const steps = model.drawing.maskSteps.peek();
    if (shown?.view === place.view && shown.steps === steps) bake(steps, place);
    schedule();
  }

  function paintLayers(place: ImagePlacement): void {
    tint.globalCompositeOperation = 'copy';
    tint.drawImage(baked.canvas, 0, 0);
    tint.globalCompositeOperation = 'source-over';
    tint.fillStyle = tintColour;
    if (preview || isPreviewShown) drawPreview(previewContext, preview, baked.canvas, place);
    isPreviewShown = preview !== undefined;
    const drawing = { steps: model.drawing.history.peek().steps, sketch };
    marks.update(drawing, place, baked.canvas);
    noCopy.update(isResultBare() ? { ...drawing, steps: [] } : drawing, place, baked.canvas);
    isSketchBare = true;
    isLayerStale = false;
  }

  /** A new result is seen without the stripes that came along, until something is drawn on it or stripes are to be. */
  const isResultBare = (): boolean =>
    !sketch &&
    model.tools.chosen.peek() !== 'no-copy' &&
    !hasOwnSteps(model.drawing.history.peek().steps);

  /** What is being drawn, or as much of it as is not on the canvases yet. */
  function paintSketch(place: ImagePlacement): void {
    if (!sketch) return;
    if (isOfMask(sketch)) maskSketch.draw(sketch, place, isSketchBare);
    marks.draw(sketch, place);
    noCopy.draw(sketch, place);
    isSketchBare = false;
  }

  function paint(): void {
    frame = 0;
    fitCanvases();
    if (baked.canvas.width === 0 || baked.canvas.height === 0) return;
    const place = placement();
    if (shown && isMoving(place.view)) {
      transformCanvases(canvases, moveBetween(shown.view, place.view));
      schedule();
      return;
    }
    const steps = model.drawing.maskSteps.peek();
    if (isStrokeLeft) leaveStroke(steps, place.view);
    const isCurrent = shown?.view === place.view && shown.steps === steps;
    if (!isCurrent || (isLayerStale && isBehind)) bake(steps, place);
    const isEdgeDue = isCurrent && !isLayerStale;
    if (isLayerStale) paintLayers(place);
    paintSketch(place);
    if (isBehind) settling.ask();
    if (!edge.isStale() || sketch) return;
    if (isEdgeDue) edge.draw(baked, steps, place, false);
    else schedule();
  }

  function leaveStroke(steps: readonly MaskStep[], view: View): void {
    isStrokeLeft = false;
    const next: ShownMask = { steps, view };
    isLayerStale = hasOtherLayers() || !addsStroke(shown, next);
    if (isLayerStale) return;
    shown = next;
    isBehind = true;
  }

  /** Whether there is more to see than the mask. */
  const hasOtherLayers = (): boolean => canvases.marks.width > 0 || canvases.noCopy.width > 0;

  const isShownCurrent = (): boolean =>
    !frame &&
    !isLayerStale &&
    shown?.view === viewport.view.peek() &&
    shown.steps === model.drawing.maskSteps.peek();

  function schedule(): void {
    if (!frame) frame = requestAnimationFrame(paint);
  }

  return {
    invalidate() {
      const view = viewport.view.peek();
      if (view !== seenView) viewChangedAt = performance.now();
      seenView = view;
      isLayerStale = true;
      schedule();
    },
    showSketch(next) {
      // Only a growing stroke can be painted on; everything else starts from what is baked.
      const goesOn = next !== undefined && next === sketch;
      const isFirst = next?.kind === 'stroke' && !sketch && !hasOtherLayers();
      if (!next && sketch?.kind === 'stroke' && isShownCurrent()) isStrokeLeft = true;
      else if (!goesOn && !isFirst) isLayerStale = true;
      sketch = next;
      edge.rest(next !== undefined);
      // Browsers bring a pointer's moves once a frame: asking for another callback is of no use.
      if (goesOn && isShownCurrent()) paintSketch(placement());
      else schedule();
    },
    setTint(colour) {
      if (colour === tintColour) return;
      tintColour = colour;
      shown = undefined;
      schedule();
    },
    showPreview(next) {
      preview = next;
      isLayerStale = true;
      schedule();
    },
    dispose() {
      cancelAnimationFrame(frame);
      settling.cancel();
      edge.dispose();
    },
  };
}

/** Work that waits until the page has nothing better to do; asked for twice it is done once. */
interface IdleWork {
  ask(): void;
  cancel(): void;
}

/** ms after which it is done in any case. */
const atLatest = 500;

function whenIdle(work: () => void): IdleWork {
  let request: number | undefined;
  return {
    ask() {
      request ??= requestIdleCallback(
        () => {
          request = undefined;
          work();
        },
        { timeout: atLatest },
      );
    },
    cancel() {
      if (request !== undefined) cancelIdleCallback(request);
      request = undefined;
    },
  };
}
