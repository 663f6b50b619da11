import type { Locator, Page } from 'playwright';
import type { ExtensionBrowser } from './extension-browser';
import { withHelperPage } from './helper-page';
import { wakeWorker } from './kill-worker';

/** What Chromium tells `contextMenus.onClicked`, as far as an extension reads it. */
export interface ClickInfo {
  menuItemId: string;
  editable: boolean;
  pageUrl: string;
  frameId: number;
  mediaType?: 'image' | 'video' | 'audio';
  srcUrl?: string;
  linkUrl?: string;
  selectionText?: string;
}

interface Tab {
  url?: string;
  windowId: number;
}

// Exists where the functions below are evaluated: in the worker and in the helper page.
declare const chrome: {
  tabs: { query(query: { active: boolean }): Promise<Tab[]> };
  sidePanel: { open(where: { windowId: number }): Promise<void> };
  contextMenus: { onClicked: { dispatch(info: ClickInfo, tab: Tab): void } };
};

/**
 * Does without a screen what a right click and a choice of our entry do: grants activeTab, runs the extension's
 * click handler with what Chromium would say of the element, and opens the side panel. Differs from the real thing in
 * two ways: the handler's own `sidePanel.open` has no gesture and is refused, and the action's `onClicked` runs too.
 */
export async function rightClickHeadless(
  browser: ExtensionBrowser,
  page: Page,
  locator: Locator,
  menuItemId: string,
): Promise<void> {
  const info = { ...(await describeElement(locator)), menuItemId, pageUrl: page.url() };
  await grantActiveTab(browser, page);
  await wakeWorker(browser);
  await withHelperPage(browser, async (helper) => {
    await page.bringToFront();
    const worker = await browser.worker();
    await worker.evaluate(dispatchClick, info);
    await helper.evaluate(openPanel, page.url());
  });
}

/** Gives the extension its activeTab right for the page's tab, as a click on the toolbar button does. */
export async function grantActiveTab(browser: ExtensionBrowser, page: Page): Promise<void> {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('Playwright gave no browser session: is it attached?');
  try {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const tabs = targetInfos.filter(({ url }) => url === page.url());
    const [tab] = tabs;
    if (tab === undefined || tabs.length > 1) {
      throw new Error(
        `${tabs.length} tabs show ${page.url()}: exactly one must, to know which is meant.`,
      );
    }
    const action = { id: browser.extensionId, targetId: tab.targetId };
    await session.send('Extensions.triggerAction', action);
  } finally {
    await session.detach();
  }
}

type ElementInfo = Omit<ClickInfo, 'menuItemId' | 'pageUrl'>;

function describeElement(locator: Locator): Promise<ElementInfo> {
  return locator.evaluate((element): ElementInfo => {
    const link = element.closest('a')?.href;
    const info = { editable: false, frameId: 0, ...(link ? { linkUrl: link } : {}) };
    if (element instanceof HTMLImageElement) {
      return { ...info, mediaType: 'image', srcUrl: element.currentSrc || element.src };
    }
    if (element instanceof HTMLVideoElement) {
      return { ...info, mediaType: 'video', srcUrl: element.currentSrc };
    }
    return info;
  });
}

async function dispatchClick(info: ClickInfo): Promise<void> {
  const tabs = await chrome.tabs.query({ active: true });
  const tab = tabs.find(({ url }) => url === info.pageUrl) ?? tabs[0];
  if (tab !== undefined) chrome.contextMenus.onClicked.dispatch(info, tab);
}

async function openPanel(pageUrl: string): Promise<void> {
  const tabs = await chrome.tabs.query({ active: true });
  const tab = tabs.find(({ url }) => url === pageUrl) ?? tabs[0];
  if (tab !== undefined) await chrome.sidePanel.open({ windowId: tab.windowId });
}
