import type { MaskEditorModel } from './mask-editor-model';
import type { MarkTool } from './mask-tools';

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

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(textInputs) !== null;
