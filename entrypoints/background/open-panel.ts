import { type Browser, browser } from 'wxt/browser';

/** Firefox's half of the panel's API, which Chromium's types do not know. */
interface WithSidebar {
  readonly sidebarAction?: { open(): Promise<void> };
}

const ignoreMissingGesture = (error: unknown): void => console.warn(error);

/**
 * Opens the side panel beside a tab. Must be called in a click's handler before anything is
 * awaited, else the browsers refuse.
 */
export function openPanel(tab: Browser.tabs.Tab | undefined): void {
  const { sidebarAction } = browser as typeof browser & WithSidebar;
  if (sidebarAction) void sidebarAction.open().catch(ignoreMissingGesture);
  else if (tab) void browser.sidePanel.open({ windowId: tab.windowId }).catch(ignoreMissingGesture);
}
