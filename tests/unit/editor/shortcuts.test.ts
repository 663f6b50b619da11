import { expect, test } from 'vitest';
import { commandIds, commandOf } from '../../../components/editor/input/commands';
import { type KeyPress, shortcutOf } from '../../../components/editor/input/shortcuts';

type Modifier = 'ctrl' | 'meta' | 'shift' | 'alt' | 'altgr';

/** A key press as browsers report it; Windows adds Ctrl and Alt to AltGr. */
const press = (key: string, code: string, ...held: readonly Modifier[]): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
  getModifierState: (name) => name === 'AltGraph' && held.includes('altgr'),
});

test.each([
  ['US', press('z', 'KeyZ', 'ctrl'), 'ctrl+z'],
  ['US, Caps Lock', press('Z', 'KeyZ', 'ctrl'), 'ctrl+z'],
  ['US, redo', press('Z', 'KeyZ', 'ctrl', 'shift'), 'ctrl+shift+z'],
  ['US, brackets', press('[', 'BracketLeft'), '['],
  ['US, braces', press('{', 'BracketLeft', 'shift'), '{'],
  ['US, help', press('?', 'Slash', 'shift'), '?'],
  ['US, browser zoom', press('+', 'Equal', 'ctrl', 'shift'), 'ctrl++'],
  ['US, a tab of the browser', press('1', 'Digit1', 'alt'), 'alt+1'],
  ['German, undo', press('z', 'KeyY', 'ctrl'), 'ctrl+z'],
  ['German, redo', press('y', 'KeyZ', 'ctrl'), 'ctrl+y'],
  ['German, AltGr on Windows', press('[', 'Digit8', 'ctrl', 'alt', 'altgr'), '['],
  ['German, AltGr on Linux', press(']', 'Digit9', 'altgr'), ']'],
  ['German, AltGr brace', press('{', 'Digit7', 'ctrl', 'alt', 'altgr'), '{'],
  ['German, help', press('?', 'Minus', 'shift'), '?'],
  ['German, plus', press('+', 'BracketRight'), '+'],
  ['German, a letter beside the bracket', press('ü', 'BracketLeft'), 'ü'],
  ['French, undo', press('z', 'KeyW', 'ctrl'), 'ctrl+z'],
  ['French, select all', press('a', 'KeyQ', 'ctrl'), 'ctrl+a'],
  ['French, A', press('a', 'KeyQ'), 'a'],
  ['French, M', press('m', 'Semicolon'), 'm'],
  ['French, comma where M is elsewhere', press(',', 'KeyM'), ','],
  ['French, zero', press('0', 'Digit0', 'shift'), '0'],
  ['Korean, undo', press('ㅋ', 'KeyZ', 'ctrl'), 'ctrl+z'],
  ['Korean, B', press('ㅠ', 'KeyB'), 'b'],
  ['Korean, by an input method', press('Process', 'KeyB'), 'b'],
  ['Russian, undo', press('я', 'KeyZ', 'ctrl'), 'ctrl+z'],
  ['Dvorak, undo', press('z', 'Slash', 'ctrl'), 'ctrl+z'],
  ['Dvorak, B', press('b', 'KeyN'), 'b'],
  ['Dvorak, apostrophe where Q is elsewhere', press("'", 'KeyQ'), "'"],
  ['Dvorak, bracket', press('[', 'Minus'), '['],
])('%s: the key is what its layout says', (_, pressed, shortcut) => {
  expect(shortcutOf(pressed, false)).toBe(shortcut);
});

test.each([
  ['undo by Command', press('z', 'KeyZ', 'meta'), 'ctrl+z'],
  ['redo by Command', press('Z', 'KeyZ', 'meta', 'shift'), 'ctrl+shift+z'],
  ['Control, which is another key there', press('z', 'KeyZ', 'ctrl'), 'meta+z'],
  ['a German bracket by Option', press('[', 'Digit5', 'alt'), '['],
  ['a letter', press('b', 'KeyB'), 'b'],
])('on an Apple keyboard: %s', (_, pressed, shortcut) => {
  expect(shortcutOf(pressed, true)).toBe(shortcut);
});

test('the Windows key is not Ctrl', () => {
  expect(shortcutOf(press('z', 'KeyZ', 'meta'), false)).toBe('meta+z');
});

test('no key gives two commands', () => {
  const keys = commandIds.flatMap((id) => {
    const { keys = [], silentKey = [] } = commandOf(id);
    return [...keys, ...[silentKey].flat()];
  });
  expect(keys.length).toBeGreaterThan(25);
  expect(keys).toEqual([...new Set(keys)]);
});
