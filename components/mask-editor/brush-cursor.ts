import { effect } from '@preact/signals';
import type { StagePoint } from '../../utils/geometry';
import type { MaskEditorModel } from './mask-editor-model';

/** The circle that shows where and how wide the brush paints. */
export interface BrushCursor {
  /** @param byKeys shows the place for every tool, as no pointer does */
  moveTo(at: StagePoint, byKeys?: boolean): void;
  hide(): void;
  dispose(): void;
}

/** CSS px: the mark of the place for tools without a width. */
const markSize = 11;

/** Shows `element` as the cursor while a brush is in use; only styles are written, once a frame. */
export function createBrushCursor(element: HTMLElement, model: MaskEditorModel): BrushCursor {
  let at: StagePoint | undefined;
  let byKeys = false;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const tool = model.tool.peek();
    const isBrush = tool === 'brush' || tool === 'eraser';
    element.hidden = !at || !(isBrush || byKeys);
    if (!at) return;
    const size = isBrush ? model.brushSize.peek() : markSize;
    const { hardness } = model.options.value.peek();
    const core = isBrush && hardness < 100 ? (size * (100 + hardness)) / 200 : 0;
    element.style.setProperty('--core', `${core}px`);
    element.toggleAttribute('data-soft', core > 0);
    element.style.inlineSize = `${size}px`;
    element.style.blockSize = `${size}px`;
    element.style.transform = `translate(${at.x - size / 2}px, ${at.y - size / 2}px)`;
  };
  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(draw);
  };
  const stop = effect(() => {
    void [model.tool.value, model.brushSize.value, model.options.value.value];
    schedule();
  });
  return {
    moveTo(point, isFromKeys = false) {
      at = point;
      byKeys = isFromKeys;
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
