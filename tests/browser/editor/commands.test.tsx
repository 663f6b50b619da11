import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CropControl } from '../../../components/editor/core/box-control';
import type { MaskTool } from '../../../components/editor/core/tools';
import { commandIds, commandOf } from '../../../components/editor/input/commands';
import { shortcutText } from '../../../components/ui/shortcut';
import { t } from '../../../utils/base/i18n';
import { button, painted, pointer, type ShownEditor, settled, showEditor } from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;
let outside: HTMLButtonElement;

const crop: CropControl = {
  box: signal({ x: 100, y: 100, width: 800, height: 800 }),
  text: signal('800 × 800'),
  isOwn: signal(true),
  drag: (from) => from,
  keep: () => undefined,
  takeBack: () => undefined,
  reset: () => undefined,
};

const square = (x: number) =>
  ({ kind: 'rectangle', mode: 'add', rect: { x, y: 100, width: 90, height: 90 } }) as const;

/** An editor in which every command has something to do. */
async function open(tool: MaskTool = 'brush'): Promise<void> {
  editor = await showEditor(photo, undefined, undefined, { takesMarks: signal(true) });
  editor.rerender({ crop, otherUrl: 'blob:other' });
  editor.moreTools.value = true;
  editor.model.drawing.add(square(100));
  editor.model.drawing.add(square(300));
  editor.model.drawing.undo();
  editor.model.tools.chosen.value = tool;
  editor.model.viewport.zoom(3);
  await painted();
}

beforeEach(async () => {
  await open();
  outside = document.createElement('button');
  outside.textContent = 'Elsewhere';
  document.body.append(outside);
});

afterEach(() => {
  vi.restoreAllMocks();
  outside.remove();
  editor.close();
});

const withKeys = commandIds.filter((id) => commandOf(id).keys);

/** A shortcut as `userEvent.keyboard` takes it. */
function typed(shortcut: string): string {
  const parts = /^((?:(?:ctrl|shift)\+)*)(.+)$/.exec(shortcut);
  const held = (parts?.[1] ?? '').split('+').filter(Boolean);
  const names = held.map((key) => (key === 'ctrl' ? 'Control' : 'Shift'));
  const key = parts?.[2] ?? '';
  const pressed = '[{'.includes(key) ? key + key : key; // doubled, they are no descriptors
  return [...names.map((name) => `{${name}>}`), pressed, ...names.map((name) => `{/${name}}`)].join(
    '',
  );
}

/** All that a command may change, as text. */
function situation(): string {
  const { drawing, tools, viewport } = editor.model;
  return JSON.stringify({
    history: drawing.history.value,
    isHidden: drawing.isHidden.value,
    tool: tools.chosen.value,
    size: tools.size.value,
    options: tools.options.current.value,
    view: viewport.view.value,
    list: editor.root.querySelector('dialog[open]') !== null,
  });
}

async function changeBy(act: () => Promise<void>): Promise<string> {
  const before = situation();
  await act();
  await settled(() => situation() !== before);
  return situation();
}

const buttonOf = (id: (typeof commandIds)[number]) => {
  const { label } = commandOf(id);
  const title = id === 'fit' ? t('maskZoomFit', '') : t(label);
  return [...editor.root.querySelectorAll('button')].find((each) => each.title.includes(title));
};

async function openList(): Promise<Element> {
  await userEvent.click(button('Keyboard shortcuts'));
  const dialog = page.getByRole('dialog');
  await expect.element(dialog).toBeVisible();
  return dialog.element();
}

describe.each(withKeys)('the command %s', (id) => {
  const { keys = [], silentKey } = commandOf(id);

  test('does something by each of its keys, and the same by its button', async () => {
    const results = new Set<string>();
    const other = id === 'brush' ? 'eraser' : 'brush';
    for (const key of [...keys, ...(silentKey ? [silentKey] : [])]) {
      editor.close();
      await open(other);
      editor.stage.focus();
      results.add(await changeBy(() => userEvent.keyboard(typed(key))));
    }
    editor.close();
    await open(other);
    const shown = buttonOf(id);
    if (shown) results.add(await changeBy(() => userEvent.click(shown)));
    expect([...results]).toHaveLength(1);
  });

  test('is in the list of keys with each of them, and its tooltip says the first', async () => {
    const shown = buttonOf(id);
    const [first = ''] = keys;
    if (shown) expect(shown.title).toMatch(`(${shortcutText(first)})`);
    const list = await openList();
    const row = [...list.querySelectorAll('dl > div')].find(
      (each) => each.querySelector('dt')?.textContent === t(commandOf(id).label),
    );
    const told = [...(row?.querySelectorAll('kbd') ?? [])].map((each) => each.textContent);
    expect(told).toEqual(expect.arrayContaining(keys.map((key) => shortcutText(key))));
  });
});

test('only the sizes have no button of their own', () => {
  const missing = withKeys.filter((id) => buttonOf(id) === undefined);
  expect(missing).toEqual(['smaller', 'larger', 'much-smaller', 'much-larger']);
});

test('the list and the toolbar leave out what there is no use for', async () => {
  editor.close();
  editor = await showEditor(photo);
  editor.moreTools.value = true;
  await painted();
  for (const name of ['Marker', 'Crop box', 'Mask what differs']) {
    expect(button(name).query(), name).toBeNull();
  }
  editor.stage.focus();
  await userEvent.keyboard('pc');
  expect(editor.model.tools.chosen.value).toBe('brush');
  await userEvent.click(button('Keyboard shortcuts'));
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('Magic wand')).toBeVisible();
  expect(dialog.getByText('Marker').query()).toBeNull();
});

describe('single characters', () => {
  const over = () => pointer('mouseMoved', editor.at(800, 600), {}, false);
  const away = async () => {
    const { left, bottom } = outside.getBoundingClientRect();
    await pointer('mouseMoved', [left + 2, bottom - 2], {}, false);
  };

  test('do nothing with the focus and the pointer elsewhere; those with Ctrl do', async () => {
    await away();
    outside.focus();
    const before = situation();
    await userEvent.keyboard('eb0m]]1?');
    await painted();
    expect(situation()).toBe(before);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(editor.model.drawing.canUndo.value).toBe(false);
  });

  test('act with the pointer over the stage, wherever the focus is', async () => {
    outside.focus();
    await over();
    await userEvent.keyboard('e');
    expect(editor.model.tools.chosen.value).toBe('eraser');
    await away();
    await userEvent.keyboard('b');
    expect(editor.model.tools.chosen.value).toBe('eraser');
  });

  test('act with the focus on any button of the editor', async () => {
    await away();
    (button('Eraser').element() as HTMLElement).focus();
    await userEvent.keyboard('b');
    expect(editor.model.tools.chosen.value).toBe('brush');
  });

  test('are switched off by a tick beside the list, which is stored, and tooltips and list say so', async () => {
    await openList();
    const dialog = page.getByRole('dialog');
    await userEvent.click(dialog.getByRole('checkbox', { name: /^Single keys/ }));
    expect(editor.model.tools.options.current.value.characterKeys).toBe(false);
    const keys = () =>
      [...dialog.element().querySelectorAll('kbd')].map((each) => each.textContent);
    await settled(() => !keys().includes('B'));
    expect(keys()).toContain('Ctrl+Z');
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await settled(() => editor.root.querySelector('dialog[open]') === null);
    expect(button('Brush').element().getAttribute('title')).toBe('Brush');
    expect(button('Brush').element().getAttribute('aria-keyshortcuts')).toBeNull();
    expect(button('Undo').element().getAttribute('title')).toBe('Undo (Ctrl+Z)');
    editor.stage.focus();
    const before = situation();
    await userEvent.keyboard('eb0m]]1?');
    await painted();
    expect(situation()).toBe(before);
    await userEvent.keyboard('{ArrowRight}{Enter}'); // the focused stage's own keys stay
    expect(editor.model.drawing.history.value.steps).toHaveLength(2);
  });
});

test('on a Mac Command has the place of Ctrl: in tooltips, in the list, and when pressed', async () => {
  vi.spyOn(Navigator.prototype, 'platform', 'get').mockReturnValue('MacIntel');
  editor.close();
  await open();
  const undo = button('Undo').element();
  expect(undo.getAttribute('title')).toBe('Undo (⌘Z)');
  expect(undo.getAttribute('aria-keyshortcuts')).toBe('Meta+Z');
  editor.stage.focus();
  const count = () => editor.model.drawing.history.value.steps.length;
  const before = count();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(count()).toBe(before);
  await userEvent.keyboard('{Meta>}z{/Meta}');
  expect(count()).toBe(before - 1);
  const keys = [...(await openList()).querySelectorAll('kbd')].map((each) => each.textContent);
  expect(keys).toEqual(expect.arrayContaining(['⌘Z', '⇧⌘Z', '⌘ + wheel', '⌥ + wheel']));
  expect(keys.join()).not.toContain('Ctrl');
});
