import type { Locator } from 'playwright';
import type { Display, Place } from './display';
import type { Box } from './framebuffer';
import { until } from './poll';

/** A native context menu that is open and painted. */
export interface NativeMenu {
  window: string;
  box: Box;
}

export interface EntryPlace {
  /** Position counted from the bottom, 1 is the last. Chromium puts an extension's entry right above "Inspect": 2. */
  fromBottom?: number;
  /** Position in the submenu into which Chromium folds several entries of one extension; 1 is the first. */
  inSubmenu?: number;
}

/** How long a busy machine may take to show a menu or to move its highlight, ms. */
const patience = { timeoutMs: 20_000, stepMs: 30 };

/** Right-clicks the middle of `locator` and waits until the browser's own menu is on the screen and painted. */
export async function openNativeMenu(display: Display, locator: Locator): Promise<NativeMenu> {
  await locator.scrollIntoViewIfNeeded();
  return newMenu(display, 'the context menu', () => locator.click({ button: 'right' }));
}

/** The same for what no locator reaches, by the mouse itself, which is out of the menu's way afterwards. Screen px. */
export async function openNativeMenuAt(display: Display, place: Place): Promise<NativeMenu> {
  const menu = await newMenu(display, 'the context menu', () => display.moveAndClick(...place, 3));
  await display.move(place, [0, 0]);
  return menu;
}

/**
 * Chooses an entry by the keyboard and waits until the menu is gone. Position works in every language, a first letter
 * does not. Each key waits for the highlight to move, for a key that comes too early is lost and
 * the next one would choose "Inspect".
 */
export async function chooseEntry(
  display: Display,
  menu: NativeMenu,
  { fromBottom = 2, inSubmenu }: EntryPlace = {},
): Promise<void> {
  for (let step = 0; step < fromBottom; step++) await moveHighlight(display, menu, 'Up');
  if (inSubmenu !== undefined) {
    const submenu = await newMenu(display, 'the submenu', () => display.key('Right'));
    for (let step = 1; step < inSubmenu; step++) await moveHighlight(display, submenu, 'Down');
  }
  await display.key('Return');
  await until('the context menu to close', async () => !(await isOpen(display, menu)), patience);
}

/** Closes a menu without choosing. */
export async function dismissMenu(display: Display, menu: NativeMenu): Promise<void> {
  await display.key('Escape');
  await until('the context menu to close', async () => !(await isOpen(display, menu)), patience);
}

async function newMenu(
  display: Display,
  what: string,
  open: () => Promise<void>,
): Promise<NativeMenu> {
  const before = await display.topLevelWindows();
  await open();
  const menu = await until(
    `${what} to open`,
    async () => {
      const windows = [...(await display.topLevelWindows())];
      const found = windows.find(([window]) => !before.has(window));
      return found && { window: found[0], box: found[1] };
    },
    patience,
  );
  await painted(display, menu);
  return menu;
}

/** A window is mapped before it is painted: waits until the pixels are the same in three looks running. */
async function painted(display: Display, { box }: NativeMenu): Promise<void> {
  let last = '';
  let same = 0;
  await until(
    'the context menu to be painted',
    () => {
      const now = display.fingerprint(box);
      same = now === last ? same + 1 : 0;
      last = now;
      return same >= 3;
    },
    patience,
  );
}

async function moveHighlight(display: Display, menu: NativeMenu, key: string): Promise<void> {
  const before = display.fingerprint(menu.box);
  await display.key(key);
  await until(
    `the menu's highlight to move after the key ${key}`,
    () => display.fingerprint(menu.box) !== before,
    patience,
  );
  await painted(display, menu);
}

async function isOpen(display: Display, menu: NativeMenu): Promise<boolean> {
  return (await display.topLevelWindows()).has(menu.window);
}
