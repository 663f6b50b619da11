import { clamp, type ImagePoint, imagePoint, stagePoint } from '../../../utils/base/geometry';
import { t } from '../../../utils/base/i18n';
import type { SelectTool } from '../areas/select-tool';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool, toolName } from '../core/tools';
import type { View } from '../core/view';
import type { BrushCursor } from '../render/cursor';
import type { Gesture } from './gesture';
import type { ToolGestures } from './gestures';

interface KeyboardBrushDeps {
  readonly model: MaskEditorModel;
  readonly tools: ToolGestures;
  readonly stage: HTMLElement;
  readonly cursor: BrushCursor;
  readonly select: SelectTool;
  /** Says a text to screen readers. */
  announce(text: string): void;
}

const directions: Readonly<Record<string, readonly [number, number] | undefined>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** CSS px that Shift + arrow moves; arrows alone move by a third of the brush. */
const fineStep = 1;

/**
 * The tools by keys, on the focused stage: arrows move, Enter is a click, Space presses and lets go,
 * Escape lets go. With Select arrows go from thing to thing. A lasso gets a corner by each Space and is closed by Enter.
 */
export function listenToKeyboardBrush(deps: KeyboardBrushDeps): () => void {
  const { stage, model, tools, cursor, select, announce } = deps;
  const { viewport } = model;
  let at: ImagePoint | undefined;
  let stroke: Gesture | undefined;

  const place = (): ImagePoint => {
    at ??= imagePoint(viewport.image.width / 2, viewport.image.height / 2);
    return at;
  };
  const sampleHere = () => {
    const image = place();
    const stageAt = toStage(viewport.view.peek(), image);
    cursor.moveTo(stageAt, true);
    return [{ stage: stageAt, image, pressure: 0.5, shift: false }];
  };
  const erases = () => model.tools.chosen.peek() === 'eraser';
  const begin = (): Gesture | undefined => {
    const gesture = tools.begin({ takes: false, shift: false, hasPressure: false });
    gesture?.move(sampleHere());
    return gesture;
  };
  const where = (): [number, number] => [Math.round(place().x), Math.round(place().y)];

  function move([x, y]: readonly [number, number], step: number): void {
    const { scale } = viewport.view.peek();
    const { width, height } = viewport.image;
    const from = place();
    goTo(
      imagePoint(
        clamp(from.x + (x * step) / scale, 0, width),
        clamp(from.y + (y * step) / scale, 0, height),
      ),
    );
  }

  /** From what is shown to what is beside it. */
  async function walk([x, y]: readonly [number, number]): Promise<void> {
    const next = await select.walk(place(), { x, y }, model.tools.areaMode.peek());
    if (next && model.tools.chosen.peek() === 'select') goTo(next);
  }

  function goTo(next: ImagePoint): void {
    at = next;
    scrollTo(toStage(viewport.view.peek(), at));
    const here = sampleHere();
    stroke?.move(here);
    if (!stroke) tools.lasso.hover(at);
    if (!stroke) select.hover(at, model.tools.areaMode.peek());
    announce(t('maskAnnounceAt', ...where()));
  }

  /** Keeps the brush on the stage. */
  function scrollTo({ x, y }: { x: number; y: number }): void {
    const { width, height } = viewport.stage.peek();
    viewport.pan(clamp(x, 0, width) - x, clamp(y, 0, height) - y);
  }

  function liftBrush(): boolean {
    if (!stroke) return false;
    const before = model.drawing.history.peek();
    stroke.end();
    stroke = undefined;
    model.activity.painting.value = false;
    const tool = model.tools.chosen.peek();
    if (tool === 'no-copy') announce(t('markAnnounceEnded', toolName(tool), ...where()));
    else if (!isMarkTool(tool)) announce(t('maskAnnounceStrokeEnded', ...where()));
    else if (model.drawing.history.peek() === before) announce(t('markAnnounceNothing'));
    else announce(t('markAnnounceEnded', toolName(tool), ...where()));
    return true;
  }

  function click(): void {
    begin()?.end();
    const tool = model.tools.chosen.peek();
    if (tool === 'mark-pen') announce(t('maskAnnounceDot', ...where()));
    if (tool === 'lasso') announce(t('maskAnnounceCorner', ...where()));
    if (tool === 'no-copy') announce(t('noCopyAnnounceDot', ...where()));
    if (tool === 'brush' || tool === 'eraser')
      announce(t(erases() ? 'maskAnnounceErased' : 'maskAnnounceDot', ...where()));
  }

  function toggleStroke(): void {
    if (liftBrush()) return;
    const tool = model.tools.chosen.peek();
    if (tool === 'lasso' || tool === 'wand' || tool === 'select') click();
    else stroke = begin();
    model.activity.painting.value = stroke !== undefined;
    if (!stroke) return;
    if (isMarkTool(tool) || tool === 'no-copy')
      announce(t('markAnnounceStarted', toolName(tool), ...where()));
    else announce(t('maskAnnounceStrokeStarted', ...where()));
  }

  function onKey(event: KeyboardEvent): void {
    if (event.target !== stage) return; // a handle's own keys
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const canPaint = !stage.hasAttribute('data-pan-key');
    if (direction && model.tools.chosen.peek() === 'select' && !event.shiftKey)
      void walk(direction);
    else if (direction)
      move(direction, event.shiftKey ? fineStep : model.tools.brushSize.peek() / 3);
    else if (event.key === 'Enter' && canPaint && !stroke) click();
    else if (event.code === 'Space' && canPaint && !event.repeat) toggleStroke();
    else if (event.key === 'Escape' && liftBrush()) cursor.hide();
    else if (event.code !== 'Space') return;
    event.preventDefault();
  }

  stage.addEventListener('keydown', onKey);
  stage.addEventListener('blur', liftBrush);
  stage.addEventListener('pointerdown', liftBrush);
  return () => {
    liftBrush();
    stage.removeEventListener('keydown', onKey);
    stage.removeEventListener('blur', liftBrush);
    stage.removeEventListener('pointerdown', liftBrush);
  };
}

const toStage = (view: View, { x, y }: ImagePoint) =>
  stagePoint(x * view.scale + view.x, y * view.scale + view.y);
