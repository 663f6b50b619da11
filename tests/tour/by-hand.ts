import type { Browser, Worker } from 'playwright';
import { listTargets } from '../rig/debugging-port';
import { type DetachedBrowser, launchDetached } from '../rig/detached-browser';
import { until } from '../rig/poll';
import type { Cleanup } from './cleanup';
import type { Report } from './report';
import { withoutWarningBar } from './scene';
import { builtExtension, connectTo, prepare, type Services } from './services';

/**
 * Opens the browser with the extension on the gallery and leaves it to the user. Resolves once its
 * windows are closed. Nothing stays attached to it: the extension lives there as it does at a user's.
 */
export async function tryByHand(report: Report, cleanup: Cleanup): Promise<void> {
  const services = await prepare(report, cleanup);
  const browser = await report.step('Open the browser with the extension', async () => {
    const opened = await openBrowser();
    cleanup.later(opened.close);
    await setUp(opened, services);
    return opened;
  });
  report.say(instructions(services));
  await until('the browser to be closed', () => isClosed(browser), {
    timeoutMs: Number.POSITIVE_INFINITY,
    stepMs: 500,
  });
}

async function openBrowser(): Promise<DetachedBrowser> {
  try {
    return await launchDetached({ extensionPath: builtExtension, args: withoutWarningBar() });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${reason} If no window can open here, run: npm start -- --tour`, { cause });
  }
}

async function setUp(browser: DetachedBrowser, { server, gallery }: Services): Promise<void> {
  const connection = await browser.attach();
  try {
    await connectTo(await workerOf(connection, browser.extensionId), server);
    const page = await until('the first tab', () => connection.contexts()[0]?.pages()[0]);
    await page.goto(gallery.origin);
    await page.bringToFront(); // the keyboard belongs to the page, not to the address bar
  } finally {
    await connection.close();
  }
}

function workerOf(connection: Browser, extensionId: string): Promise<Worker> {
  return until(
    'the service worker of the extension',
    () =>
      connection
        .contexts()
        .flatMap((context) => context.serviceWorkers())
        .find((worker) => new URL(worker.url()).host === extensionId),
    { timeoutMs: 15_000 },
  );
}

async function isClosed({ port }: DetachedBrowser): Promise<boolean> {
  const targets = await listTargets(port).catch(() => []);
  return !targets.some(({ type }) => type === 'page');
}

/** What to do now, and where it all stays. */
export function instructions({ server, gallery }: Services): string {
  return `
The browser is open at ${gallery.origin}

  1. Right-click a picture, choose "Repaint image". The panel opens with it.
  2. Brush over a part of it.
  3. Say what should be there, press "Repaint".
  4. Hold "Compare", then "Download".

The pictures come from a small painter on this machine (${server.baseUrl}), not from a
model. It understands these best:
  - "the empty quay" on the person and the shadow: continues what lies around
  - "a red balloon", "a yellow moon" on a sky; "a cat", "a red house", "a tree", "a blue cup"
  - "mountains", "the sea", "a cloudy sky" on a background
The tab "Generate" makes whole pictures of the same words. Korean works as well.

No key is needed, and nothing leaves this machine. The browser's profile is a new one and is
removed at the end. To stop, close the browser or press Ctrl+C.
`;
}
