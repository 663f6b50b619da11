import type { Locator, Page } from 'playwright';
import { type Display, startDisplay } from '../rig/display';
import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import type { Box } from '../rig/framebuffer';
import type { LaunchOptions } from '../rig/launch-flags';
import { chooseEntry, openNativeMenu } from '../rig/native-menu';
import { openedSidePanel } from '../rig/side-panel';
import type { Cleanup } from './cleanup';
import { builtExtension, connectTo, menuReady, type Services } from './services';

/** A virtual screen with a browser on it, set to the local server. */
export interface Scene {
  readonly display: Display;
  readonly browser: ExtensionBrowser;
  readonly gallery: string;
  /** Where the browser's window is, screen px. */
  readonly window: Box;
}

interface SceneOptions extends Omit<LaunchOptions, 'extensionPath' | 'display'> {
  /** Of the window, CSS px. */
  readonly size?: Size;
  /** Screen px of a CSS px. */
  readonly density?: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const windowSize: Size = { width: 1280, height: 880 };

/** Rows below the window, screen px: the mouse rests there, out of the pictures. */
const margin = 20;

/** Hides the bar that warns of the flag without which Chromium refuses root; nobody else sees one. */
export const withoutWarningBar = (): string[] => (process.getuid?.() === 0 ? ['--test-type'] : []);

export async function openScene(
  { server, gallery }: Services,
  cleanup: Cleanup,
  { size = windowSize, density = 1, args = [], ...options }: SceneOptions = {},
): Promise<Scene> {
  const [width, height] = [size.width * density, size.height * density];
  const display = await startDisplay({ width, height: height + margin });
  cleanup.later(display.stop);
  const browser = await launchWithExtension({
    extensionPath: builtExtension,
    display,
    args: [
      ...withoutWarningBar(),
      `--window-size=${size.width},${size.height}`,
      `--force-device-scale-factor=${density}`,
      ...args,
    ],
    ...options,
  });
  cleanup.later(() => browser.close());
  const worker = await browser.worker();
  await connectTo(worker, server);
  await menuReady(worker);
  return { display, browser, gallery: gallery.origin, window: { x: 0, y: 0, width, height } };
}

/** Opens an address in the browser's tab. */
export async function visit({ browser }: Scene, url: string): Promise<Page> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(url, { waitUntil: 'load' });
  await page.bringToFront();
  return page;
}

/** Right-clicks for real and takes our entry of the native menu; `menuShown` runs while it is open. */
export async function rightClick(
  { display, browser }: Scene,
  picture: Locator,
  menuShown: () => Promise<void> = async () => {},
): Promise<Page> {
  const menu = await openNativeMenu(display, picture);
  await menuShown();
  await chooseEntry(display, menu);
  return (await openedSidePanel(browser)).page;
}
