import { hasCommandKey, isCharacter } from '../../ui/shortcut';
import { type CommandId, type CommandTarget, canRun, commandIds, commandOf } from './commands';

/** Which command each key gives. */
const commandsByKey: ReadonlyMap<string, CommandId> = new Map(
  commandIds.flatMap((id) => {
    const { keys = [], silentKey } = commandOf(id);
    return [...keys, ...(silentKey ? [silentKey] : [])].map((key) => [key, id] as const);
  }),
);

/**
 * Runs the editor's keys wherever the focus is, except in text fields. Single characters are for the editor
 * only, where the focus or the pointer is, and can be switched off: what is said to speech input, or typed
 * by chance, must not change a mask (WCAG 2.1.4).
 * @param root the editor's element
 * @param target asked for at each key
 */
export function listenToShortcuts(root: HTMLElement, target: () => CommandTarget): () => void {
  const onKey = (event: KeyboardEvent) => {
    const shortcut = shortcutOf(event);
    const id = commandsByKey.get(shortcut);
    if (!id || event.defaultPrevented || isTyping(event.target)) return;
    const { model, screen } = target();
    if (!root.checkVisibility() || screen.keys.peek()) return;
    const mayBeCharacter = model.tools.options.current.peek().characterKeys && isAttended(root);
    if (isCharacter(shortcut) && !mayBeCharacter) return;
    event.preventDefault();
    const command = commandOf(id);
    if (canRun(command, target())) command.run(target());
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** Whether the focus is in the editor or the pointer on its stage. */
const isAttended = (root: HTMLElement): boolean =>
  root.contains(document.activeElement) || root.querySelector('.mask-stage:hover') !== null;

/** What of a key press tells which shortcut it is. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'getModifierState'
>;

/**
 * A key with its modifiers, such as 'ctrl+shift+z'; on an Apple keyboard Command is what Ctrl is elsewhere,
 * and the other one of the two is 'meta'. Letters are those that the keyboard's layout has there. Of other
 * characters only the character counts, however it is typed: a bracket needs AltGr on a German keyboard
 * (Option on a Mac), a digit Shift on a French one.
 */
export function shortcutOf(press: KeyPress, isApple = hasCommandKey()): string {
  const character = characterOf(press);
  const isLetter = /^[a-z]$/.test(character);
  const isTypedByAlt = press.getModifierState('AltGraph') || /^[[\]{}]$/.test(character);
  // Windows reports AltGr as Ctrl and Alt.
  const isControl = press.ctrlKey && !press.getModifierState('AltGraph');
  const isShift = press.shiftKey && (isLetter || character.length > 1);
  const modifiers = [
    (isApple ? press.metaKey : isControl) ? 'ctrl' : '',
    (isApple ? isControl : press.metaKey) ? 'meta' : '',
    press.altKey && !isTypedByAlt ? 'alt' : '',
    isShift ? 'shift' : '',
  ];
  return [...modifiers, character].filter(Boolean).join('+');
}

/** The key's own character; where that is a letter of another script (or an input method has it), the place's Latin one. */
function characterOf({ key, code }: KeyPress): string {
  const isForeign = /^(\p{L}|Process|Unidentified|Dead)$/u.test(key) && !/^[a-z]$/i.test(key);
  return isForeign && code.startsWith('Key') ? code.slice(3).toLowerCase() : key.toLowerCase();
}

const textInputs = 'textarea, select, input:not([type=range]), [contenteditable]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(textInputs) !== null;

/** The Space bar, held over the stage to pan by dragging. */
interface PanKey {
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
