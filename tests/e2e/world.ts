import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright';
import { startGallery } from '../gallery/server';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { type Display, startDisplay } from '../rig/display';
import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import type { LaunchOptions } from '../rig/launch-flags';
import { chooseEntry, openNativeMenu } from '../rig/native-menu';
import { until } from '../rig/poll';
import { openedSidePanel, type SidePanel } from '../rig/side-panel';
import { emptyFrom } from './library';
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
  /** The side panel that has opened; after a right click without the picture that was on its stage before. */
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
  await menuIsThere(browser);
  if (connected) await connectTo(browser, server);
  let attached: SidePanel | undefined;
  /** The address of the picture that was on the stage at the last right click, which is to make room. */
  let shownBefore: string | undefined;
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
      shownBefore = await attached?.page.evaluate(addressOnStage).catch(() => undefined);
      await element.scrollIntoViewIfNeeded();
      await chooseEntry(display, await openNativeMenu(display, element));
    },
    // Each connection is told of each new frame and holds it up until it has answered: one is enough.
    async panel() {
      if (!(attached && (await isAlive(attached.page)))) attached = await openedSidePanel(browser);
      const { page } = attached;
      if (shownBefore)
        await page.locator(`img[src="${shownBefore}"]`).waitFor({ state: 'detached' });
      shownBefore = undefined;
      return page;
    },
    async stop() {
      await browser.close();
      await Promise.all([display.stop(), server.close(), gallery.close()]);
    },
  };
}

/** The browser tells the extension of its installation some time after its first page is there. */
async function menuIsThere(browser: ExtensionBrowser): Promise<void> {
  const worker = await browser.worker();
  await until('the entry in the context menu', () =>
    worker.evaluate(() => chrome.contextMenus.update('repaint-image', {}).then(() => true)),
  );
}

/** Runs in the panel. */
const addressOnStage = (): string | undefined =>
  document.querySelector<HTMLImageElement>('img.mask-picture')?.src;

/** False once it has been closed or has died. */
const isAlive = (page: Page): Promise<boolean> => page.evaluate(() => true).catch(() => false);

/**
 * An empty panel in a tab, with settings as they come and a server that knows of nothing: for each test of its own.
 * @param before the panel of the test before
 */
export async function startAfresh(world: World, before: Page | undefined): Promise<Page> {
  await before?.close();
  world.server.reset();
  return openPanelTab(world.browser, emptyFrom);
}
