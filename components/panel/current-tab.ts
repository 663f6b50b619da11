import { browser } from 'wxt/browser';
import type { TabAddress } from '../../utils/library/records';

/** The tab beside the panel; undefined where the window has none that can be named. */
export async function currentTab(): Promise<TabAddress | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { tabId: tab.id, windowId: tab.windowId };
}
