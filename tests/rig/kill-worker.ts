import { chromium } from 'playwright';
import { closeTarget, listTargets, type Target } from './debugging-port';
import type { ExtensionBrowser } from './extension-browser';
import { withHelperPage } from './helper-page';
import { pause, until } from './poll';
import type { PanelOwner } from './side-panel';

/** The extension's service worker among the browser's targets, `undefined` while it does not run. */
export async function workerTarget({ port, extensionId }: PanelOwner): Promise<Target | undefined> {
  const origin = `chrome-extension://${extensionId}/`;
  const targets = await listTargets(port);
  return targets.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
}

/**
 * Ends the extension's service worker as the browser itself does when it idles. Does nothing if it does not run.
 * An open page may start it anew at once, under the same target id: then a later birth proves the death.
 */
export async function killWorker(owner: PanelOwner): Promise<void> {
  const target = await workerTarget(owner);
  if (target === undefined) return;
  const killedAt = Date.now();
  await closeTarget(owner.port, target.id);
  await until(
    'the service worker to end',
    async () =>
      (await workerTarget(owner))?.id !== target.id || (await workerBirth(owner)) > killedAt,
    { stepMs: 5 },
  );
}

/** When the running worker was started, ms since 1970; 0 if it cannot be asked. */
async function workerBirth({ port, extensionId }: PanelOwner): Promise<number> {
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, {
    noDefaults: true,
  });
  try {
    const workers = connection.contexts().flatMap((context) => context.serviceWorkers());
    const worker = workers.find((candidate) => new URL(candidate.url()).host === extensionId);
    const birth = worker?.evaluate(() => performance.timeOrigin) ?? 0;
    // A worker that ends meanwhile never answers.
    return await Promise.race([birth, pause(1_000).then(() => 0)]);
  } finally {
    await connection.close();
  }
}

/** Starts the service worker if it does not run, without any event of the extension's own. */
export async function wakeWorker(browser: ExtensionBrowser): Promise<void> {
  if ((await workerTarget(browser)) !== undefined) return;
  await withHelperPage(browser, async (helper) => {
    const session = await browser.context.newCDPSession(helper);
    await session.send('ServiceWorker.enable');
    const scopeURL = `chrome-extension://${browser.extensionId}/`;
    await session.send('ServiceWorker.startWorker', { scopeURL });
    await until('the service worker to start', () => workerTarget(browser));
  });
}
