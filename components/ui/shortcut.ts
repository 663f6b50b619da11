/**
 * Shortcuts are written as `ctrl+alt+shift+` (those that are held) and a character or the key's name in
 * small letters: 'b', '?', 'ctrl+shift+z', 'ctrl++'. `ctrl` stands for Command on an Apple keyboard.
 */

/** Whether the keyboard is an Apple one, where Command has the place of Ctrl. */
export const hasCommandKey = (): boolean => /^(Mac|iP)/.test(navigator.platform);

/** Names of the keys that are held, as they are printed on keyboards; Apple's own order. */
const appleNames = { alt: '⌥', shift: '⇧', ctrl: '⌘' } as const;
const otherNames = { ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift' } as const;
type HeldKey = keyof typeof otherNames;

/** What a key that is held is called on this keyboard. */
export const heldKeyName = (key: HeldKey, isApple = hasCommandKey()): string =>
  isApple ? appleNames[key] : otherNames[key];

/** The keys that are held, and the one that is pressed meanwhile. */
function partsOf(shortcut: string): { held: ReadonlySet<string>; key: string } {
  const [, held = '', key = shortcut] = /^((?:(?:ctrl|alt|shift)\+)*)(.+)$/.exec(shortcut) ?? [];
  return { held: new Set(held.split('+')), key: key.length > 1 ? key : key.toUpperCase() };
}

/** For people: 'Ctrl+Shift+Z', on an Apple keyboard '⇧⌘Z'. */
export function shortcutText(shortcut: string, isApple = hasCommandKey()): string {
  const { held, key } = partsOf(shortcut);
  const names = Object.entries(isApple ? appleNames : otherNames);
  const shown = names.filter(([name]) => held.has(name)).map(([, text]) => text);
  return [...shown, key === '-' ? '−' : key].join(isApple ? '' : '+');
}

/** For `aria-keyshortcuts` (WAI-ARIA 1.2): 'Control+Shift+Z', on an Apple keyboard 'Meta+Shift+Z'. */
export function ariaShortcut(shortcut: string, isApple = hasCommandKey()): string {
  const { held, key } = partsOf(shortcut);
  const names = { ctrl: isApple ? 'Meta' : 'Control', alt: 'Alt', shift: 'Shift' };
  const shown = Object.entries(names).filter(([name]) => held.has(name));
  return [...shown.map(([, text]) => text), key === '+' ? 'Plus' : key].join('+');
}

/** Whether it is a character alone: what speech input may say by chance (WCAG 2.1.4). */
export const isCharacter = (shortcut: string): boolean => [...shortcut].length === 1;
