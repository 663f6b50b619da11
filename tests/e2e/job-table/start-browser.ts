import { resolve } from 'node:path';
import type { Browser } from 'playwright';
import { type DetachedBrowser, launchDetached } from '../../rig/detached-browser';
import { type Firefox, launchFirefox } from '../../rig/firefox';
import { killWorker, workerTarget } from '../../rig/kill-worker';
import { until } from '../../rig/poll';
import { takeProfile } from '../../rig/profile';
import { openPanelTab } from '../steps';
import type { BrowserName, JobBrowser, PanelPage } from './job-browser';

const built = (target: string) => resolve(import.meta.dirname, '../../../.output', target);

/** Starts a browser with the extension in a profile of its own. */
export const startJobBrowser = (name: BrowserName): Promise<JobBrowser> =>
  name === 'Chromium' ? startChromium() : startFirefox();

async function startChromium(): Promise<JobBrowser> {
  const profile = takeProfile();
  const options = { extensionPath: built('chrome-mv3'), headless: true, profile: profile.folder };
  let browser: DetachedBrowser = await launchDetached(options);
  let connection: Browser | undefined;
  const letAlone = async () => {
    await connection?.close();
    connection = undefined;
  };
  return {
    name: 'Chromium',
    async openPanel() {
      connection ??= await browser.attach();
      const [context] = connection.contexts();
      if (!context) throw new Error('The browser has no context.');
      const page = await openPanelTab({ context, extensionId: browser.extensionId });
      return {
        run: (task, argument) => page.evaluate(task as never, argument),
        mouse: page.mouse,
        close: () => page.close(),
      };
    },
    killBackground: () => killWorker(browser),
    backgroundRuns: async () => (await workerTarget(browser)) !== undefined,
    letAlone,
    async crashAndRestart() {
      await browser.crash();
      await letAlone();
      browser = await launchDetached(options);
    },
    async close() {
      await letAlone();
      await browser.close();
      await profile.release();
    },
  };
}

async function startFirefox(): Promise<JobBrowser> {
  const profile = takeProfile();
  const options = { extensionPath: built('firefox-mv3'), profile: profile.folder };
  let firefox: Firefox = await launchFirefox(options);
  return {
    name: 'Firefox',
    openPanel: () => openFirefoxPanel(firefox),
    killBackground: () => firefox.terminateBackground(),
    backgroundRuns: () => firefox.backgroundRuns(),
    letAlone: async () => {}, // WebDriver BiDi attaches to tabs, not to backgrounds
    async crashAndRestart() {
      await firefox.crash();
      firefox = await launchFirefox(options);
    },
    async close() {
      await firefox.close();
      await profile.release();
    },
  };
}

/** Opens the panel in a tab of Firefox. */
export async function openFirefoxPanel(firefox: Firefox): Promise<PanelPage> {
  const page = await firefox.newPage(`${firefox.extensionOrigin}sidepanel.html`);
  const isLoaded = () => page.evaluate(() => document.querySelector('[role=tab]') !== null);
  await until('the panel to be loaded', isLoaded, { timeoutMs: 30_000 });
  return {
    run: (task, argument) => page.evaluate(task as never, argument) as never,
    mouse: page.mouse,
    close: () => page.close(),
  };
}
