import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { killGroup } from './detached-browser';
import type { Display } from './display';
import { type ChromeScope, chromeScope } from './firefox-chrome-scope';
import * as inBrowser from './firefox-functions';
import { startFirefox, uuid } from './firefox-start';
import { until } from './poll';
import { takeProfile } from './profile';
import { reapLater } from './reaper';

export interface FirefoxOptions {
  /** The built extension for Firefox: the folder with its manifest.json. */
  extensionPath: string;
  /** Path of the browser; default `REPAINT_FIREFOX`, then the usual places of Linux and macOS. */
  executablePath?: string;
  /** A profile folder to use and to keep; without it a temporary one. */
  profile?: string;
  /** The screen to appear on; without it Firefox is headless, and then it has no WebGL. */
  display?: Display;
  /** Names of hosts that are this machine. */
  localHosts?: readonly string[];
  /** Further preferences to start with, as in about:config. */
  preferences?: Readonly<Record<string, boolean | number | string>>;
}

export interface Firefox {
  browser: Browser;
  /** Base of the extension's pages, `moz-extension://…/`; fixed before the start. */
  extensionOrigin: string;
  newPage(url: string): Promise<Page>;
  /**
   * Right-clicks an element and chooses the entry with this label from the browser's real context menu. With Shift the
   * menu opens on pages, too, that want none.
   */
  chooseFromMenu(
    page: Page,
    selector: string,
    label: string,
    options?: { isShiftHeld?: boolean },
  ): Promise<void>;
  /** Labels of our extension's visible entries in the context menu of an element. */
  menuLabels(page: Page, selector: string): Promise<string[]>;
  /** Presses Alt and a letter, for the browser's and the extension's shortcuts. */
  pressAlt(letter: string): Promise<void>;
  /** Gives the keyboard to the sidebar, which is open. */
  focusSidebar(): Promise<void>;
  /** The syllable that an input method has open becomes this text, where the keyboard is. */
  compose(text: string): Promise<void>;
  /** The open syllable closes as this text. */
  closeSyllable(text: string): Promise<void>;
  /** Presses keys where the keyboard is: letters, or names as of `KeyboardEvent.key`, also with `Control+` before. */
  pressKeys(...keys: string[]): Promise<void>;
  /** Sets a preference of the running browser; pages that load afterwards go by it. */
  setPreference(name: string, value: boolean): Promise<void>;
  /** Waits until our sidebar is open and its document has loaded. */
  openedSidebar(): Promise<void>;
  /**
   * Evaluates an expression of JavaScript in the sidebar, where `document` and `window` are the sidebar's. Its value, awaited,
   * must be one that JSON can hold. Throws what the expression throws.
   */
  inSidebar(expression: string): Promise<unknown>;
  /** The same in the extension's background, which must run. */
  inBackground(expression: string): Promise<unknown>;
  /** Writes the visible part of the sidebar as PNG. */
  screenshotSidebar(file: string): Promise<void>;
  /** Ends the extension's background as Firefox does when it idles, whatever it is busy with. */
  terminateBackground(): Promise<void>;
  backgroundRuns(): Promise<boolean>;
  /** Kills the browser with all its processes, as a crash or a power cut does; a profile that was given stays. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

const usualPlaces = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];
const patience = { timeoutMs: 20_000 };

/** Path of a Firefox on this machine, `undefined` if there is none. */
export function findFirefox(): string | undefined {
  const named = process.env.REPAINT_FIREFOX;
  return named || usualPlaces.find(existsSync);
}

/** Starts Firefox with the extension, headless if no screen is given: menu and sidebar are the real ones all the same. */
export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const executablePath = options.executablePath ?? findFirefox();
  if (executablePath === undefined) {
    throw new Error('No Firefox found. Run: sudo apt-get install -y firefox-esr');
  }
  const extensionPath = path.resolve(options.extensionPath);
  const id = await geckoId(extensionPath);
  const profile = takeProfile(options.profile);
  try {
    const browser = await startFirefox(executablePath, profile.folder, id, options);
    const close = async () => {
      await browser.close();
      spare();
      await profile.release();
    };
    const crash = async () => {
      const browserProcess = browser.process();
      if (browserProcess) killGroup(browserProcess);
      await until('the crashed Firefox to be gone', () => !browser.connected, patience);
      spare();
      await profile.release();
    };
    const spare = reapLater({ processGroup: browser.process()?.pid });
    await browser.installExtension(extensionPath).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { ...controls(browser, chromeScope(browser), id), crash, close };
  } catch (error) {
    await profile.release();
    throw error;
  }
}

function controls(
  browser: Browser,
  scope: ChromeScope,
  extensionId: string,
): Omit<Firefox, 'crash' | 'close'> {
  const openMenu = async (page: Page, selector: string, isShiftHeld = false) => {
    await page.bringToFront();
    if (isShiftHeld) await page.keyboard.down('Shift');
    await page.click(selector, { button: 'right' });
    if (isShiftHeld) await page.keyboard.up('Shift');
    await until('the context menu to open', () => scope(inBrowser.menuIsOpen), patience);
  };
  return {
    browser,
    extensionOrigin: `moz-extension://${uuid}/`,
    newPage: async (url) => {
      const page = await browser.newPage();
      // Firefox never tells BiDi that an extension's own page has loaded.
      await page.goto(url, url.startsWith('moz-extension:') ? { waitUntil: [] } : {});
      return page;
    },
    chooseFromMenu: async (page, selector, label, { isShiftHeld } = {}) => {
      await openMenu(page, selector, isShiftHeld);
      const labels = await scope(inBrowser.activateEntry, label);
      if (labels !== null) throw new Error(`No entry "${label}" in the menu: ${String(labels)}`);
    },
    menuLabels: async (page, selector) => {
      await openMenu(page, selector);
      return asTexts(await scope(inBrowser.closeMenu, extensionId));
    },
    pressAlt: async (letter) => void (await scope(inBrowser.pressAlt, letter)),
    focusSidebar: async () => void (await scope(inBrowser.focusSidebar)),
    compose: async (text) => void (await scope(inBrowser.compose, { text, isClosed: false })),
    closeSyllable: async (text) => void (await scope(inBrowser.compose, { text, isClosed: true })),
    pressKeys: async (...keys) => void (await scope(inBrowser.pressKeys, keys)),
    setPreference: async (name, value) =>
      void (await scope(inBrowser.setPreference, { name, value })),
    openedSidebar: async () => {
      const isOpen = () => scope(inBrowser.sidebarIsOpen, uuid);
      await until('the sidebar to be open', isOpen, patience);
      const isLoaded = () =>
        scope(inBrowser.evaluateBeside, { expression: 'document.readyState === "complete"' });
      await until('the sidebar to be loaded', isLoaded, patience);
    },
    inSidebar: (expression) => scope(inBrowser.evaluateBeside, { expression }),
    inBackground: (expression) =>
      scope(inBrowser.evaluateBeside, { expression, backgroundOf: extensionId }),
    screenshotSidebar: async (file) => {
      const base64 = await scope(inBrowser.drawSidebar);
      await writeFile(file, Buffer.from(String(base64), 'base64'));
    },
    terminateBackground: async () => {
      await scope(inBrowser.terminateBackground, extensionId);
    },
    backgroundRuns: async () => (await scope(inBrowser.backgroundState, extensionId)) === 'running',
  };
}

/** The id under which Firefox knows the extension, from its manifest. */
async function geckoId(extensionPath: string): Promise<string> {
  const text = await readFile(path.join(extensionPath, 'manifest.json'), 'utf8');
  const manifest: { browser_specific_settings?: { gecko?: { id?: string } } } = JSON.parse(text);
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined)
    throw new Error(`${extensionPath}: the manifest names no gecko id; build it for Firefox.`);
  return id;
}

function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
