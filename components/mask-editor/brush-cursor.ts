import { effect } from '@preact/signals';
import type { StagePoint } from '../../utils/geometry';
import type { MaskEditorModel } from './mask-editor-model';

/** The circle that shows where and how wide the brush paints. */
export interface BrushCursor {
  moveTo(at: StagePoint): void;
  hide(): void;
  dispose(): void;
}

/** Shows `element` as the cursor while a brush is in use; only styles are written, once a frame. */
export function createBrushCursor(element: HTMLElement, model: MaskEditorModel): BrushCursor {
  let at: StagePoint | undefined;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const tool = model.tool.peek();
    const isBrush = tool === 'brush' || tool === 'eraser';
    element.hidden = !at || !isBrush;
    if (!at) return;
    const size = model.brushSize.peek();
    element.style.inlineSize = `${size}px`;
    element.style.blockSize = `${size}px`;
    element.style.transform = `translate(${at.x - size / 2}px, ${at.y - size / 2}px)`;
  };
  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(draw);
  };
  const stop = effect(() => {
    void [model.tool.value, model.brushSize.value];
    schedule();
  });
  return {
    moveTo(point) {
      at = point;
      schedule();
    },
    hide() {
      at = undefined;
      schedule();
    },
    dispose() {
      stop();
      cancelAnimationFrame(frame);
    },
  };
}
