import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright';
import { startGallery } from '../gallery/server';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { type Display, startDisplay } from '../rig/display';
import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import type { LaunchOptions } from '../rig/launch-flags';
import { chooseEntry, openNativeMenu } from '../rig/native-menu';
import { openedSidePanel } from '../rig/side-panel';
import { emptyLibrary } from './library';
import { openPanelTab } from './steps';

export const builtExtension = resolve(import.meta.dirname, '../../.output/chrome-mv3');

/** A screen, a browser with the built extension, pages to click in and a server to call. */
export interface World {
  readonly display: Display;
  readonly browser: ExtensionBrowser;
  readonly server: ImagesServer;
  /** Origin of the gallery. */
  readonly gallery: string;
  /** Opens an address in the browser's tab. */
  visit(url: string): Promise<Page>;
  /** Right-clicks an element for real and takes our entry of the native menu. */
  rightClick(element: Locator): Promise<void>;
  /** The side panel that has opened. */
  panel(): Promise<Page>;
  stop(): Promise<void>;
}

/** Stores a connection as the settings do, before any page of ours is open. */
export async function connectTo(
  browser: ExtensionBrowser,
  { apiKey, baseUrl }: { apiKey: string; baseUrl: string },
): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate((value) => chrome.storage.local.set({ connection: value }), {
    apiKey,
    baseUrl,
  });
}

export async function startWorld(
  options: Partial<LaunchOptions> & { connected?: boolean } = {},
): Promise<World> {
  const { connected = true, ...launch } = options;
  const [server, gallery, display] = await Promise.all([
    startImagesServer(),
    startGallery(),
    startDisplay({ width: 1280, height: 900 }),
  ]);
  const browser = await launchWithExtension({ extensionPath: builtExtension, display, ...launch });
  if (connected) await connectTo(browser, server);
  return {
    display,
    browser,
    server,
    gallery: gallery.origin,
    async visit(url) {
      const [first] = browser.context.pages();
      const page = first ?? (await browser.context.newPage());
      await page.goto(url);
      await page.bringToFront();
      return page;
    },
    async rightClick(element) {
      await element.scrollIntoViewIfNeeded();
      await chooseEntry(display, await openNativeMenu(display, element));
    },
    panel: async () => (await openedSidePanel(browser)).page,
    async stop() {
      await browser.close();
      await Promise.all([display.stop(), server.close(), gallery.close()]);
    },
  };
}

/**
 * An empty panel in a tab, with settings as they come and a server that knows of nothing: for each test of its own.
 * @param before the panel of the test before
 */
export async function startAfresh(world: World, before: Page | undefined): Promise<Page> {
  await before?.close();
  world.server.reset();
  await emptyLibrary(world.browser);
  return openPanelTab(world.browser);
}
