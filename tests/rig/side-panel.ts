import { type Browser, chromium, type Page } from 'playwright';
import { closeTarget, listTargets } from './debugging-port';
import type { ExtensionBrowser } from './extension-browser';
import { until } from './poll';

// Exists in the page that is asked, not here.
declare const chrome: { tabs: { getCurrent(): Promise<object | undefined> } };

/** What is needed to find a panel: an `ExtensionBrowser`, or the port and id of one that runs detached. */
export type PanelOwner = Pick<ExtensionBrowser, 'port' | 'extensionId'>;

export interface SidePanel {
  page: Page;
  /** Ends our connection; panel and browser stay. */
  detach(): Promise<void>;
}

const PANEL_PATH = '/sidepanel.html';
const PATIENCE = { timeoutMs: 30_000, stepMs: 50 };

/**
 * Waits until the side panel is open and loaded, and attaches to it. Playwright's first connection never sees the
 * panel, hence a second one over the port. A panel that closes meanwhile is waited for anew. Pages that
 * show the panel's document in a tab are not taken for the panel.
 */
export function openedSidePanel(owner: PanelOwner): Promise<SidePanel> {
  return until('the side panel to be open', () => attachToPanel(owner), PATIENCE);
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

async function attachToPanel(owner: PanelOwner): Promise<SidePanel | undefined> {
  const url = `chrome-extension://${owner.extensionId}${PANEL_PATH}`;
  const isPanelUrl = (target: { url: string }) => target.url.startsWith(url);
  if (!(await listTargets(owner.port)).some(isPanelUrl)) return undefined;
  // noDefaults: the panel keeps the browser's own colour scheme and focus.
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${owner.port}`, {
    noDefaults: true,
  });
  const page = await panelAmong(connection, isPanelUrl).catch(() => undefined);
  if (page !== undefined) return { page, detach: () => connection.close() };
  await connection.close();
  return undefined;
}

async function panelAmong(
  connection: Browser,
  isPanelUrl: (target: { url: string }) => boolean,
): Promise<Page | undefined> {
  for (const page of connection.contexts().flatMap((context) => context.pages())) {
    if (!isPanelUrl({ url: page.url() })) continue;
    await page.waitForLoadState('domcontentloaded', { timeout: 15_000 });
    if (await page.evaluate(async () => (await chrome.tabs.getCurrent()) === undefined))
      return page;
  }
  return undefined;
}
