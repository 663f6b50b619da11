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

const showKeys: Action = ({ keysOpen }) => {
  keysOpen.value = true;
};

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
  'shift+{': biggerBy(0.67, 8),
  'shift+}': biggerBy(1.5, 8),
  '0': ({ viewport }) => viewport.fit(),
  '1': ({ viewport }) => viewport.actualSize(),
  '+': ({ viewport }) => viewport.zoom(1.5),
  'shift++': ({ viewport }) => viewport.zoom(1.5),
  '=': ({ viewport }) => viewport.zoom(1.5),
  '-': ({ viewport }) => viewport.zoom(1 / 1.5),
  '?': showKeys,
  'shift+?': showKeys,
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

/** A key with its modifiers, such as 'ctrl+shift+z'; Command counts as Ctrl. */
function shortcutOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): string {
  const parts = [ctrlKey || metaKey ? 'ctrl' : '', altKey ? 'alt' : '', shiftKey ? 'shift' : ''];
  // On Korean and other keyboards the letter's key reports another character.
  const isLetter = code.startsWith('Key');
  return [...parts, isLetter ? code.slice(3).toLowerCase() : key.toLowerCase()]
    .filter(Boolean)
    .join('+');
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
