import type { MaskEditorModel } from '../core/model';
import type { MarkTool } from '../core/tools';

/** What a key does; keys as `shortcutOf` writes them. */
type Action = (model: MaskEditorModel) => void;

const biggerBy =
  (factor: number, least: number): Action =>
  (model) => {
    const size = model.toolSize.peek().value;
    model.setToolSize(size + Math.sign(factor - 1) * Math.max(least, size * Math.abs(factor - 1)));
  };

const choose =
  (tool: 'brush' | 'eraser' | 'pan'): Action =>
  (model) =>
    model.chooseTool(tool);

/** The chosen tool must be on the screen. */
const chooseHidden =
  (tool: 'lasso' | 'rectangle' | 'ellipse' | 'wand' | 'pan' | 'crop'): Action =>
  (model) => {
    model.chooseTool(tool);
    model.moreTools.value = true;
  };

const chooseMark =
  (tool: MarkTool): Action =>
  (model) => {
    if (!model.takesMarks.peek()) return;
    model.chooseTool(tool);
    model.moreTools.value = true;
  };

const redo: Action = (model) => model.redo();

const actions: Readonly<Record<string, Action | undefined>> = {
  b: choose('brush'),
  e: choose('eraser'),
  l: chooseHidden('lasso'),
  r: chooseHidden('rectangle'),
  o: chooseHidden('ellipse'),
  w: chooseHidden('wand'),
  h: chooseHidden('pan'),
  c: chooseHidden('crop'),
  p: chooseMark('mark-pen'),
  a: chooseMark('mark-arrow'),
  q: chooseMark('mark-ellipse'),
  m: ({ maskHidden }) => {
    maskHidden.value = !maskHidden.peek();
  },
  '[': biggerBy(0.9, 2),
  ']': biggerBy(1.1, 2),
  '{': biggerBy(0.67, 8),
  '}': biggerBy(1.5, 8),
  '0': ({ viewport }) => viewport.fit(),
  '1': ({ viewport }) => viewport.actualSize(),
  '+': ({ viewport }) => viewport.zoom(1.5),
  '=': ({ viewport }) => viewport.zoom(1.5),
  '-': ({ viewport }) => viewport.zoom(1 / 1.5),
  '?': ({ keysOpen }) => {
    keysOpen.value = true;
  },
  'ctrl+a': (model) => model.selectAll(),
  'ctrl+z': (model) => model.undo(),
  'ctrl+shift+z': redo,
  'ctrl+y': redo,
  'ctrl+i': (model) => model.invert(),
};

/** Runs the editor's keys wherever the focus is, except in text fields. */
export function listenToShortcuts(stage: HTMLElement, model: MaskEditorModel): () => void {
  const onKey = (event: KeyboardEvent) => {
    const action = actions[shortcutOf(event)];
    if (!action || event.defaultPrevented || isTyping(event.target)) return;
    if (!stage.checkVisibility() || model.keysOpen.peek()) return;
    event.preventDefault();
    action(model);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** What of a key press tells which shortcut it is. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'getModifierState'
>;

/**
 * A key with its modifiers, such as 'ctrl+shift+z'; Command counts as Ctrl. Letters are those that the
 * keyboard's layout has there. Of other characters only the character counts, however it is typed: a
 * bracket needs AltGr on a German keyboard (Option on a Mac), a digit Shift on a French one.
 */
export function shortcutOf(press: KeyPress): string {
  const character = characterOf(press);
  const isLetter = /^[a-z]$/.test(character);
  const isTypedByAlt = press.getModifierState('AltGraph') || /^[[\]{}]$/.test(character);
  // Windows reports AltGr as Ctrl and Alt.
  const isCtrl = (press.ctrlKey && !press.getModifierState('AltGraph')) || press.metaKey;
  const isShift = press.shiftKey && (isLetter || character.length > 1);
  const modifiers = [
    isCtrl ? 'ctrl' : '',
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
