import { type Browser, chromium, type Page } from 'playwright';
import { closeTarget, listTargets, type Target } from './debugging-port';
import type { ExtensionBrowser } from './extension-browser';
import { until } from './poll';

// Exists in the page that is asked, not here.
declare const chrome: {
  tabs: { getCurrent(): Promise<object | undefined> };
  windows: { getCurrent(): Promise<{ id?: number }> };
};

/** What is needed to find a panel: an `ExtensionBrowser`, or the port and id of one that runs detached. */
export type PanelOwner = Pick<ExtensionBrowser, 'port' | 'extensionId'>;

export interface SidePanel {
  page: Page;
  /** Ends our connection; panel and browser stay. */
  detach(): Promise<void>;
}

const panelPath = '/sidepanel.html';
const patience = { timeoutMs: 60_000, stepMs: 50 };

/**
 * Waits until the side panel is open and loaded, and attaches to it. Playwright's first connection never sees the
 * panel, hence a second one over the port. A panel that closes meanwhile is waited for anew. Pages that
 * show the panel's document in a tab are not taken for the panel.
 * @param windowId the window whose panel is meant; without it any
 */
export function openedSidePanel(owner: PanelOwner, windowId?: number): Promise<SidePanel> {
  return until('the side panel to be open', () => attachToPanel(owner, windowId), patience);
}

/** Closes the side panel as its own close button does, and waits until it is gone. */
export async function closeSidePanel(owner: PanelOwner, panel: SidePanel): Promise<void> {
  const url = panel.page.url();
  const session = await panel.page.context().newCDPSession(panel.page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await closeTarget(owner.port, targetInfo.targetId);
  await until(`the side panel ${url} to close`, async () => {
    return !(await listTargets(owner.port)).some(({ id }) => id === targetInfo.targetId);
  });
  await panel.detach();
}

async function attachToPanel(owner: PanelOwner, windowId: number | undefined): Promise<SidePanel> {
  const url = `chrome-extension://${owner.extensionId}${panelPath}`;
  const isPanelUrl = (target: { url: string }) => target.url.startsWith(url);
  // A page that is attached to while it starts may wait for its debugger for good.
  const isLoaded = ({ title }: Target) => !title.includes(panelPath);
  const targets = (await listTargets(owner.port)).filter(isPanelUrl);
  if (targets.length === 0) throw new Error('there is none');
  if (!targets.every(isLoaded)) throw new Error('it has not loaded');
  // noDefaults: the panel keeps the browser's own colour scheme and focus.
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${owner.port}`, {
    noDefaults: true,
  });
  try {
    const page = await panelAmong(connection, isPanelUrl, windowId);
    return { page, detach: () => connection.close() };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function panelAmong(
  connection: Browser,
  isPanelUrl: (target: { url: string }) => boolean,
  windowId: number | undefined,
): Promise<Page> {
  for (const page of connection.contexts().flatMap((context) => context.pages())) {
    if (!isPanelUrl({ url: page.url() })) continue;
    await page.waitForLoadState('domcontentloaded', { timeout: 30_000 });
    const [tab, { id }] = await page.evaluate(() =>
      Promise.all([chrome.tabs.getCurrent(), chrome.windows.getCurrent()]),
    );
    // An undefined value arrives as null or not at all.
    if (!tab && (windowId === undefined || id === windowId)) return page;
  }
  throw new Error('no page of this connection is the panel');
}
