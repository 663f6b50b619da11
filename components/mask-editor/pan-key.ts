import { isTyping } from './shortcuts';

/** The Space bar, held over the stage to pan by dragging. */
export interface PanKey {
  isDown(): boolean;
  dispose(): void;
}

/**
 * Space belongs to whatever button has the focus, unless the pointer is at work on the stage: then
 * it is held for panning and must not press that button.
 */
export function listenToPanKey(stage: HTMLElement): PanKey {
  const abort = new AbortController();
  const options = { signal: abort.signal };
  let isPointerAtWork = false;
  let isDown = false;
  const set = (down: boolean) => {
    isDown = down;
    stage.toggleAttribute('data-pan-key', down);
  };
  stage.addEventListener(
    'pointermove',
    () => {
      isPointerAtWork = true;
    },
    options,
  );
  stage.addEventListener(
    'pointerleave',
    () => {
      isPointerAtWork = false;
    },
    options,
  );
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Tab') isPointerAtWork = false;
    if (event.code !== 'Space') return;
    if (isDown && event.type === 'keyup') set(false); // wherever the pointer is by now
    if (isTyping(event.target) || !isPointerAtWork) return;
    if (event.target !== stage) event.preventDefault();
    set(event.type === 'keydown');
  };
  // Before the stage's own keys, which leave Space alone while it pans.
  const early = { ...options, capture: true };
  document.addEventListener('keydown', onKey, early);
  document.addEventListener('keyup', onKey, early);
  window.addEventListener('blur', () => set(false), options);
  return { isDown: () => isDown, dispose: () => abort.abort() };
}
