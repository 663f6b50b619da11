import { effect } from '@preact/signals';
import type { StagePoint } from '../../../utils/base/geometry';
import type { MaskEditorModel } from '../core/model';
import { isBrushTool, isMarkTool } from '../core/tools';

/** The circle that shows where and how wide the brush paints. */
export interface BrushCursor {
  /** @param byKeys shows the place for every tool, as no pointer does */
  moveTo(at: StagePoint, byKeys?: boolean): void;
  hide(): void;
  /**
   * While a pointer draws, the browser's own cursor shows the circle: that costs the page no frame and
   * is never behind the hand, where moving an element takes a sixth of a frame's time (measured). It
   * stays until the pointer moves on, so that the end of a stroke costs no styles either.
   */
  setDrawing(isDrawing: boolean, erases?: boolean): void;
  dispose(): void;
}

/** CSS px: the sign of the place for tools without a width. */
const placeSize = 11;

/**
 * The circle of a tool with a width: diameter (CSS px) and hardness (%).
 * @param erases whether it takes away: what draws marks does so as the brush
 */
function ringOf({ tools }: MaskEditorModel, erases = false) {
  const chosen = tools.chosen.peek();
  const tool = erases && isMarkTool(chosen) ? 'eraser' : chosen;
  const size = isMarkTool(tool) ? tools.size.peek().value : tools.brushSize.peek();
  if (tool === 'mark-pen') return { size, hardness: 100 };
  if (tool === 'no-copy' && !erases) return { size, hardness: 100 };
  return isBrushTool(tool) ? { size, hardness: tools.options.current.peek().hardness } : undefined;
}

/** Shows `element` as the stage's cursor while a brush is in use; only styles are written, once a frame. */
export function createBrushCursor(
  element: HTMLElement,
  stage: HTMLElement,
  model: MaskEditorModel,
): BrushCursor {
  let at: StagePoint | undefined;
  let byKeys = false;
  let isDrawing = false;
  /** Whether the stage's cursor is the circle. */
  let hasCursor = false;
  let frame = 0;
  /** What the element shows beside its place; only a change of it needs styles and layout anew. */
  let look = '';
  const draw = () => {
    frame = 0;
    if (hasCursor && !isDrawing) {
      stage.style.cursor = '';
      hasCursor = false;
    }
    const ring = ringOf(model);
    const isHidden = !at || isDrawing || !(ring || byKeys);
    const { size, hardness } = ring ?? { size: placeSize, hardness: 100 };
    const nextLook = `${isHidden} ${size} ${hardness}`;
    if (nextLook !== look) dress(element, isHidden, size, hardness);
    look = nextLook;
    if (at && !isHidden) {
      element.style.transform = `translate(${at.x - size / 2}px, ${at.y - size / 2}px)`;
    }
  };
  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(draw);
  };
  const stop = effect(() => {
    void [model.tools.size.value, model.tools.chosen.value, model.tools.options.current.value];
    schedule();
  });
  return {
    moveTo(point, isFromKeys = false) {
      at = point;
      byKeys = isFromKeys;
      if (!isDrawing) schedule();
    },
    hide() {
      at = undefined;
      schedule();
    },
    setDrawing(isNow, erases = false) {
      if (isNow === isDrawing) return;
      isDrawing = isNow;
      if (!isNow) return;
      const ring = ringOf(model, erases);
      hasCursor = ring !== undefined;
      stage.style.cursor = ring ? ringCursor(ring.size, ring.hardness) : '';
      schedule();
    },
    dispose() {
      stop();
      cancelAnimationFrame(frame);
    },
  };
}

/** @param hardness 0…100 %; a second circle shows where a soft brush covers by half */
function dress(element: HTMLElement, isHidden: boolean, size: number, hardness: number): void {
  element.hidden = isHidden;
  element.style.inlineSize = `${size}px`;
  element.style.blockSize = `${size}px`;
  element.style.setProperty('--core', `${(size * (100 + hardness)) / 200}px`);
  element.toggleAttribute('data-soft', hardness < 100);
}

/** CSS px; browsers ignore larger cursors. */
const largestCursor = 128;
/** CSS px beyond the circle that its outer line takes. */
const margin = 1;

/**
 * A CSS cursor that looks like the brush's circle. Where browsers do not show it (too large, or partly
 * outside the window) they show the crosshair.
 * @param size diameter, CSS px
 * @param hardness 0…100 %; a second circle shows where a soft brush covers by half
 */
function ringCursor(size: number, hardness: number): string {
  const side = Math.ceil(size) + 2 * margin;
  if (side > largestCursor) return 'crosshair';
  const circle = (radius: number, stroke: string, dashes = '') =>
    `<circle cx="${side / 2}" cy="${side / 2}" r="${Math.max(0.5, radius)}" fill="none" ${stroke} ${dashes}/>`;
  const white = 'stroke="#fff" stroke-width="1.5"';
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">`,
    circle(size / 2 - 0.75, 'stroke="#140a08" stroke-opacity=".8" stroke-width="3.5"'),
    circle(size / 2 - 0.75, white),
    hardness < 100 ? circle((size * (100 + hardness)) / 400, white, 'stroke-dasharray="3"') : '',
    '</svg>',
  ].join('');
  const middle = Math.floor(side / 2);
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") ${middle} ${middle}, crosshair`;
}
