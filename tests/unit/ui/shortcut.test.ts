import { expect, test } from 'vitest';
import {
  ariaShortcut,
  heldKeyName,
  isCharacter,
  shortcutText,
} from '../../../components/ui/shortcut';

test.each([
  ['b', 'B', 'B', 'B', 'B'],
  ['?', '?', '?', '?', '?'],
  ['+', '+', '+', 'Plus', 'Plus'],
  ['-', '−', '−', '-', '-'],
  ['ctrl+z', 'Ctrl+Z', '⌘Z', 'Control+Z', 'Meta+Z'],
  ['ctrl+shift+z', 'Ctrl+Shift+Z', '⇧⌘Z', 'Control+Shift+Z', 'Meta+Shift+Z'],
  ['ctrl++', 'Ctrl++', '⌘+', 'Control+Plus', 'Meta+Plus'],
  ['alt+enter', 'Alt+enter', '⌥enter', 'Alt+enter', 'Alt+enter'],
])('%s is shown as %s, on an Apple keyboard as %s', (shortcut, other, apple, aria, appleAria) => {
  expect([shortcutText(shortcut, false), shortcutText(shortcut, true)]).toEqual([other, apple]);
  expect([ariaShortcut(shortcut, false), ariaShortcut(shortcut, true)]).toEqual([aria, appleAria]);
});

test('a key that is held has the name that is printed on it', () => {
  expect(heldKeyName('ctrl', false)).toBe('Ctrl');
  expect(heldKeyName('ctrl', true)).toBe('⌘');
});

test('only what is typed without a key held is a character', () => {
  expect(['b', '[', '+', '0'].map(isCharacter)).toEqual([true, true, true, true]);
  expect(['ctrl+z', 'ctrl++', 'shift+f', 'enter'].map(isCharacter)).not.toContain(true);
});
