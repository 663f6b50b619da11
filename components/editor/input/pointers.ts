import type { SelectTool } from '../areas/select-tool';
import type { MaskEditorModel } from '../core/model';
import { toImage } from '../core/view';
import type { StagePosition } from '../core/viewport';
import type { BrushCursor } from '../render/cursor';
import type { Gesture, PointerSample } from './gesture';
import { panImage, type ToolGestures } from './gestures';
import { createDoubleTap, createPinch } from './pinch';

interface PointerInputDeps {
  readonly model: MaskEditorModel;
  readonly stage: HTMLElement;
  readonly tools: ToolGestures;
  readonly position: StagePosition;
  readonly cursor: BrushCursor;
  readonly select: SelectTool;
  /** Whether the key for panning (Space) is down. */
  isPanKeyDown(): boolean;
}

interface ActiveGesture extends Gesture {
  readonly pointerId: number;
  readonly startedAt: number;
}

/** `MouseEvent.button` and a bit of `buttons` (W3C Pointer Events). */
const middleButton = 1;
const rightButton = 2;
const eraserButton = 5;
const eraserBit = 32;

/** A finger that comes this soon (ms) after another wants to pinch: the stroke so far is taken back. */
const pinchWithin = 300;

/** Listens to the stage's pointers until the returned function is called, which ends a running gesture. */
export function listenToPointers(deps: PointerInputDeps): () => void {
  const { stage, model, tools, position, cursor } = deps;
  const abort = new AbortController();
  const pinch = createPinch(model.viewport);
  const doubleTap = createDoubleTap(model);
  let gesture: ActiveGesture | undefined;
  let penSeen = false;

  /** The gesture is over; what is returned can be kept or taken back. */
  function release(): ActiveGesture | undefined {
    const released = gesture;
    gesture = undefined;
    cursor.setDrawing(false);
    model.activity.painting.value = false;
    return released;
  }

  const end = () => release()?.end();

  function sample(event: PointerEvent): PointerSample {
    const { pressure, shiftKey: shift } = event;
    const stageAt = position.of(event);
    const image = toImage(model.viewport.view.peek(), stageAt);
    return { stage: stageAt, image, pressure, shift };
  }

  function choose(event: PointerEvent): Gesture | undefined {
    const { button, pointerType } = event;
    const pans =
      button === middleButton ||
      model.tools.chosen.peek() === 'pan' ||
      model.tools.chosen.peek() === 'crop' || // beside its box
      deps.isPanKeyDown() ||
      (pointerType === 'touch' && penSeen); // the hand that rests beside a pen does not paint
    if (pans) return panImage(model, position.of(event));
    cursor.setDrawing(true, takesAway(event));
    const begun = tools.begin({
      takes: takesAway(event),
      shift: event.shiftKey,
      hasPressure: pointerType === 'pen' && event.pressure > 0,
    });
    model.activity.painting.value = begun !== undefined;
    return begun;
  }

  function onDown(event: PointerEvent): void {
    position.refresh();
    if (event.pointerType === 'pen') penSeen = true;
    if (event.pointerType === 'touch' && pinch.down(event.pointerId, position.of(event))) {
      const running = release();
      if (running && event.timeStamp - running.startedAt < pinchWithin) running.cancel();
      else running?.end();
      doubleTap.spoil();
      return;
    }
    if (event.defaultPrevented) return; // a handle on the stage has it
    if (event.pointerType === 'touch') doubleTap.down(position.of(event), event.timeStamp);
    if (gesture?.pointerId === event.pointerId) end(); // its pointerup got lost
    if (gesture) return;
    const chosen = choose(event);
    if (!chosen) return;
    event.preventDefault(); // no text selection, no autoscroll by the middle button
    stage.setAttribute('data-painting', '');
    stage.focus({ preventScroll: true });
    capture(stage, event.pointerId);
    gesture = { ...chosen, pointerId: event.pointerId, startedAt: event.timeStamp };
    gesture.move([sample(event)]);
  }

  function onMove(event: PointerEvent): void {
    const at = position.of(event);
    if (pinch.move(event.pointerId, at)) return;
    if (event.pointerType !== 'touch') cursor.moveTo(at);
    if (!gesture) tools.lasso.hover(sample(event).image);
    if (!gesture && event.pointerType !== 'touch')
      deps.select.hover(sample(event).image, selectModeOf(model, takesAway(event), event.shiftKey));
    if (gesture?.pointerId !== event.pointerId) return;
    if (event.buttons === 0) {
      end();
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [];
    gesture.move((events.length > 0 ? events : [event]).map(sample));
  }

  function isDoubleTap(event: PointerEvent): boolean {
    const running = gesture;
    if (running?.pointerId !== event.pointerId) return false;
    gesture = undefined; // a dot of it must not count among the marks of the first tap
    if (!doubleTap.up(position.of(event), event.timeStamp)) {
      gesture = running;
      return false;
    }
    cursor.setDrawing(false);
    running.cancel();
    model.activity.painting.value = false;
    return true;
  }

  function onGone(event: PointerEvent): void {
    pinch.up(event.pointerId);
    if (event.type === 'pointerup' && event.pointerType === 'touch' && isDoubleTap(event)) return;
    if (gesture?.pointerId === event.pointerId) end();
  }

  const options = { signal: abort.signal };
  stage.addEventListener('pointerdown', onDown, options);
  stage.addEventListener('pointermove', onMove, options);
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    stage.addEventListener(type, onGone, options);
  }
  stage.addEventListener('pointerenter', () => position.refresh(), options);
  const onLeave = () => {
    cursor.hide();
    deps.select.leave();
  };
  stage.addEventListener('pointerleave', onLeave, options);
  stage.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  // With a brush two quick clicks are two dots.
  const onDoubleClick = () => {
    if (model.tools.chosen.peek() === 'pan') model.viewport.fit();
    tools.lasso.close();
  };
  stage.addEventListener('dblclick', onDoubleClick, options);
  for (const type of ['keydown', 'blur'] as const) {
    stage.addEventListener(type, () => stage.removeAttribute('data-painting'), options);
  }
  const leave = () => {
    pinch.reset();
    end();
  };
  window.addEventListener('blur', leave, options);
  document.addEventListener('visibilitychange', leave, options);
  return () => {
    leave();
    abort.abort();
  };
}

/** Whether areas are added or taken away, with what is held. */
export const selectModeOf = ({ tools }: MaskEditorModel, takes: boolean, shift: boolean) =>
  takes ? 'subtract' : shift ? 'add' : tools.areaMode.peek();

/** The right button, a pen's eraser end and Alt take away whatever the tool is. */
const takesAway = ({ button, buttons, altKey }: PointerEvent): boolean =>
  altKey || button === rightButton || button === eraserButton || (buttons & eraserBit) > 0;

function capture(stage: HTMLElement, pointerId: number): void {
  try {
    stage.setPointerCapture(pointerId);
  } catch {
    // The pointer is gone already; its moves reach the stage without capture, if any come.
  }
}
