import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { refusePictures } from './job-table/refuse-pictures';
import { createRows } from './job-table/table';
import { newestRecord } from './library';
import {
  alertOf,
  ask,
  button,
  maskIsShown,
  openPanelTab,
  openPlainPicture,
  paint,
  promptOf,
  resultText,
} from './steps';
import { startWorld, type World } from './world';

/** A disk that is full, or fills up while an answer is on its way. */

/** Longer than the test: the answer comes when it is let go. */
const neverMs = 600_000;

let world: World;
let panel: Page;
let session: CDPSession;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  session = await world.browser.context.newCDPSession(panel);
});
const rows = createRows('3-full-disk-Chromium');
afterAll(() => {
  rows.leave();
  return world?.stop();
});

/** Notes what is shown for the table of faults; mask and words must be there to go on with. */
async function note(strike: string, state: string, outcome: string, prompt: string) {
  const kept = (await promptOf(panel).inputValue()) === prompt && (await maskIsShown(panel));
  rows.note({ strike, state, browser: 'Chromium', outcome, requests: posts().length, kept });
  expect(kept).toBe(true);
}

const origin = () => `chrome-extension://${world.browser.extensionId}`;

/** Leaves so many bytes of room by the browser's word; without a number as many as the disk has. */
async function leaveRoom(bytes?: number): Promise<void> {
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin: origin() });
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: origin(),
    ...(bytes === undefined ? {} : { quotaSize: Math.round(usage) + bytes }),
  });
}

async function fillDisk(isFull: boolean): Promise<void> {
  const worker = await world.browser.worker();
  await worker.evaluate(refusePictures, isFull);
}

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');

it('a paid answer that finds no room can be downloaded straight away, and is stored when there is some', async () => {
  await openPlainPicture(panel);
  await paint(panel);
  world.server.behave({ delayBeforeHeadersMs: neverMs });
  await ask(panel, 'a red balloon');
  await expect.poll(() => posts().length).toBe(1);
  await expect.poll(() => posts()[0]?.files.length).toBe(2);
  await fillDisk(true);
  world.server.release();

  const held = alertOf(panel).and(panel.locator('[data-code=answer-held]'));
  await held.waitFor();
  await note('no room for the answer', 'storing', 'answer-held', 'a red balloon');
  const downloading = panel.waitForEvent('download');
  await held.getByRole('button', { name: 'Download the picture' }).click();
  const file = await (await downloading).path();
  expect(await sharp(await readFile(file)).metadata()).toMatchObject({ format: 'png' });

  await fillDisk(false);
  await until('the answer to be stored', async () => (await held.count()) === 0, {
    timeoutMs: 40_000,
  });
  expect(await resultText(panel)).toMatch(/changed outside/);
  expect(posts()).toHaveLength(1); // paid once
  expect(await newestRecord(panel, 'jobs')).toMatchObject({ state: 'succeeded' });
});

it('where there is no room from the start nothing is sent, and it says so', async () => {
  world.server.reset();
  await paint(panel);
  await leaveRoom(100_000);
  await ask(panel, 'a blue balloon');
  const alert = alertOf(panel).and(panel.locator('[data-code=storage-full]'));
  await alert.first().waitFor();
  expect(posts()).toHaveLength(0);
  await note('no room for an answer', 'preparing', 'storage-full', 'a blue balloon');
  await leaveRoom();
  await button(panel, 'Repaint').click();
  await expect.poll(() => posts().length).toBe(1);
});
