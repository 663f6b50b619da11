import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { type DetachedBrowser, launchDetached } from '../rig/detached-browser';
import { workerTarget } from '../rig/kill-worker';
import { until } from '../rig/poll';
import { ask, button, openPanelTab, openPlainPicture, paint, promptOf, resultText } from './steps';
import { builtExtension } from './world';

/**
 * An attached debugger would keep the worker alive for ever. So Playwright attaches only to press the
 * buttons and to look at the outcome; while the answers are awaited, no debugger and no page of ours is there.
 */
const seconds = 1_000;
const generationDelayMs = 45 * seconds;
const editDelayMs = 120 * seconds;
/** Chromium ends a worker 30 s after its last event. */
const idleLimitMs = 30 * seconds;

let server: ImagesServer;
let detached: DetachedBrowser;

beforeAll(async () => {
  server = await startImagesServer();
  detached = await launchDetached({ extensionPath: builtExtension, headless: true });
});
afterAll(async () => {
  await detached?.close();
  await server?.close();
});

/** Attaches for the time of `act`, which gets the panel in a tab; closes the tab and detaches. */
async function withPanel(act: (panel: Page) => Promise<void>): Promise<void> {
  const connection: Browser = await detached.attach();
  try {
    const [context] = connection.contexts();
    if (!context) throw new Error('The browser has no context.');
    const panel = await openPanelTab({ context, extensionId: detached.extensionId });
    await act(panel);
    await panel.close();
  } finally {
    await connection.close();
  }
}

const connect = (panel: Page): Promise<void> =>
  panel.evaluate((value) => chrome.storage.local.set({ connection: value }), {
    apiKey: server.apiKey,
    baseUrl: server.baseUrl,
  });

const answered = (index: number): boolean => server.requests[index]?.answeredAt !== undefined;

it('answers after 45 s and after 120 s arrive with the panel closed, then the worker may end', {
  timeout: 240 * seconds,
}, async () => {
  await withPanel(async (panel) => {
    await connect(panel);
    await openPlainPicture(panel);
    await paint(panel);
    server.behave({ delayBeforeHeadersMs: editDelayMs });
    await ask(panel, 'a red balloon');
    await expect.poll(() => server.requests.length, { timeout: 10 * seconds }).toBe(1);
    server.behave({ delayBeforeHeadersMs: generationDelayMs });
    await panel.getByRole('tab', { name: 'Generate' }).click();
    await promptOf(panel).fill('a house');
    await button(panel, 'Generate').click();
    await expect.poll(() => server.requests.length, { timeout: 10 * seconds }).toBe(2);
  });
  const closedAt = Date.now();
  await until('the answer after 45 s', () => answered(1), { timeoutMs: 60 * seconds });
  await until('the answer after 120 s', () => answered(0), { timeoutMs: 90 * seconds });
  expect(Date.now() - closedAt).toBeGreaterThan(editDelayMs - 15 * seconds);

  // Had a debugger been attached all the time, the worker would not end now.
  await until('the idle worker to end', async () => !(await workerTarget(detached)), {
    timeoutMs: 2 * idleLimitMs,
  });

  await withPanel(async (panel) => {
    await panel.getByRole('img', { name: 'a house' }).waitFor();
    await panel.getByRole('tab', { name: 'Edit' }).click();
    expect(await resultText(panel)).toContain('0 of ');
  });
  expect(server.requests).toHaveLength(2);
  for (const request of server.requests) expect(request.disconnectedAt).toBeUndefined();
});
