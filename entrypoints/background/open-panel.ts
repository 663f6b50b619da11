import { type Browser, browser } from 'wxt/browser';
import { showPanelOfPrivateWindow } from '../../utils/presence';

/** Firefox's half of the panel's API, which Chromium's types do not know. */
interface WithSidebar {
  readonly sidebarAction?: { open(): Promise<void> };
}

const ignoreMissingGesture = (error: unknown): void => console.warn(error);

/** The panel as a tab, where there is no side panel to open: in a browser without any, and beside a window of none. */
const openAsTab = (): void => {
  void browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
};

/** Windows that can have no panel: Chromium's PDF viewer says that its clicks come from none (-1). */
const noWindow = -1;

/**
 * Opens the side panel beside a tab. Must be called in a click's handler before anything is
 * awaited, else the browsers refuse. Opera and others have no side panel for extensions: there it is a tab. Firefox's sidebar is
 * of no use in private windows: there it is a window of its own.
 */
export function openPanel(tab: Browser.tabs.Tab | undefined): void {
  const { sidebarAction, sidePanel } = browser as Partial<typeof browser> & WithSidebar;
  if (sidebarAction?.open && tab?.incognito)
    void showPanelOfPrivateWindow(tab.windowId).catch(console.warn);
  else if (sidebarAction?.open) void sidebarAction.open().catch(ignoreMissingGesture);
  else if (!sidePanel?.open || tab?.windowId === noWindow) openAsTab();
  else if (tab) void sidePanel.open({ windowId: tab.windowId }).catch(ignoreMissingGesture);
}
