import puppeteer, { type Page } from 'puppeteer-core';
import type { ExtensionBrowser } from './extension-browser';
import { withHelperPage } from './helper-page';
import { until } from './poll';

/** The part of Chromium's own API for its page of extensions that is used here. */
interface DeveloperPrivate {
  updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
  updateExtensionConfiguration(change: {
    extensionId: string;
    incognitoAccess: boolean;
  }): Promise<void>;
}

/** Lets the extension into private windows, as its switch on Chromium's page does: it is loaded anew for that. */
export async function allowInPrivateWindows(browser: ExtensionBrowser): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async (extensionId) => {
    const { chrome: own } = globalThis as unknown as {
      chrome: { developerPrivate: DeveloperPrivate };
    };
    // Without it an unpacked extension is not loaded again.
    await own.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await own.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  }, browser.extensionId);
  await until(
    'the extension to be in private windows',
    () =>
      withHelperPage(browser, (helper) =>
        helper.evaluate(() => chrome.extension.isAllowedIncognitoAccess()),
      ).catch(() => false),
    { timeoutMs: 20_000 },
  );
  await page.close();
}

/** A private window with one page. Playwright sees no page of such a window, puppeteer does. */
export interface PrivateWindow {
  readonly id: number;
  readonly page: Page;
  close(): Promise<void>;
}

export async function openPrivateWindow(
  browser: ExtensionBrowser,
  url: string,
): Promise<PrivateWindow> {
  const id = await withHelperPage(browser, (helper) =>
    helper.evaluate(async (address) => {
      const box = { left: 0, top: 0, width: 1280, height: 880 };
      const opened = await chrome.windows.create({ incognito: true, url: address, ...box });
      return opened?.id ?? -1;
    }, url),
  );
  const connection = await puppeteer.connect({
    browserURL: `http://127.0.0.1:${browser.port}`,
    defaultViewport: null,
  });
  const page = await until('the page of the private window', async () =>
    (await connection.pages()).find((each) => each.url() === url),
  );
  await page.bringToFront();
  return {
    id,
    page,
    async close() {
      await connection.disconnect();
      await withHelperPage(browser, (helper) =>
        helper.evaluate((windowId) => chrome.windows.remove(windowId), id),
      );
    },
  };
}
