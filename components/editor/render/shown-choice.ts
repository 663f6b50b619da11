import { effect } from '@preact/signals';
import { rectOf } from '../../../utils/base/geometry';
import type { SelectTool } from '../areas/select-tool';
import type { MaskEditorModel } from '../core/model';
import { contextOf, fitToStage, toCanvas } from './canvases';
import { createMaskEdge } from './mask-edge';
import { tintColours } from './tint';

/**
 * Shows what a click would take, as a tint and a line of dark and light dashes around it; what it would take away in white.
 * @param canvases of the stage's pixels: for the tint, which the style sheet lets the picture shine through, and for the line
 */
export function showChoice(
  canvases: { readonly fill: HTMLCanvasElement; readonly edge: HTMLCanvasElement },
  model: MaskEditorModel,
  select: SelectTool,
): () => void {
  const fill = contextOf(canvases.fill);
  const edge = createMaskEdge(canvases.edge);
  let isBare = true;
  const stop = effect(() => {
    const shown = select.shown.value;
    const view = model.viewport.view.value;
    const stage = model.viewport.stage.value;
    const { tint } = model.tools.options.current.value;
    canvases.fill.toggleAttribute('data-shown', shown !== undefined);
    if (!shown && isBare) return;
    fitToStage([canvases.fill, canvases.edge], stage);
    const { width, height } = canvases.fill;
    fill.clearRect(0, 0, width, height);
    isBare = shown === undefined;
    if (width === 0 || height === 0) return;
    if (!shown) return edge.draw(canvases.fill, undefined, devicePixelRatio);
    const place = { image: model.viewport.image, view, density: devicePixelRatio };
    const box = toCanvas(place, shown.rect);
    fill.drawImage(shown.bitmap, box.x, box.y, box.width, box.height);
    fill.globalCompositeOperation = 'source-in';
    fill.fillStyle = shown.mode === 'add' ? tintColours[tint] : '#ffffff';
    fill.fillRect(0, 0, width, height);
    fill.globalCompositeOperation = 'source-over';
    edge.draw(canvases.fill, rectOf(canvases.fill), devicePixelRatio);
  });
  return () => {
    stop();
    edge.dispose();
  };
}
