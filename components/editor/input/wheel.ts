import type { MaskEditorModel } from '../core/model';
import type { StagePosition } from '../core/viewport';

/** CSS px of a line, for wheels that count lines. */
const lineHeight = 16;
/** A notch of a wheel (about 100 px) zooms by a third, a touchpad's small steps smoothly. */
const zoomPerPixel = 0.01;
const largestZoomStep = 30;
/** How much a notch with Alt changes the brush, with Shift in coarse steps. */
const fine = 1.1;
const coarse = 1.5;

/**
 * Wheel and touchpad: with Ctrl (which is what a pinch reports) zoom at the pointer, with Alt the
 * tool's size, which is what it changes for Select without a key, too; else pan. What does not move the image is left to the page.
 */
export function listenToWheel(
  stage: HTMLElement,
  model: MaskEditorModel,
  position: StagePosition,
): () => void {
  const onWheel = (event: WheelEvent) => {
    position.refresh(); // no pointer needs to have entered since the page last moved the stage
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : lineHeight;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const step = Math.max(-largestZoomStep, Math.min(largestZoomStep, dy));
      model.viewport.zoom(Math.exp(-step * zoomPerPixel), position.of(event));
    } else if (event.altKey || model.tools.chosen.peek() === 'select') {
      event.preventDefault();
      const turn = Math.sign(dy || dx); // with Shift some systems report the wheel as sideways
      const factor = event.shiftKey ? coarse : fine;
      const size = model.tools.size.peek().value;
      model.tools.setSize(turn > 0 ? size / factor - 1 : size * factor - turn);
    } else if (model.viewport.pan(-dx, -dy)) {
      event.preventDefault();
    }
  };
  stage.addEventListener('wheel', onWheel, { passive: false });
  return () => stage.removeEventListener('wheel', onWheel);
}
