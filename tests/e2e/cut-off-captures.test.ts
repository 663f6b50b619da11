import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { killWorker } from '../rig/kill-worker';
import { until } from '../rig/poll';
import { closeSidePanel, openedSidePanel } from '../rig/side-panel';
import { newestCapture, nextCapture } from './capture-steps';
import { type HoldingServer, startHoldingServer } from './holding-server';
import { alertOf, expectWords, openSidePanel, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: HoldingServer;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startHoldingServer()]);
  await world.visit(site.elsewhere); // the first tab stays
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

beforeEach(() => site.hold());

/** Right-clicks the picture of a new tab; its capture waits for the server now. */
async function beginCapture(name: string): Promise<Page> {
  const page = await world.browser.context.newPage();
  await page.goto(site.pageWith(name));
  await page.bringToFront();
  await world.rightClick(page.locator('#case'));
  await until('the capture to wait for its file', () => site.held() > 0);
  return page;
}

/** Nothing waits any more; the panel says why and what to do. */
async function expectEnd(code: string): Promise<void> {
  const panel = await world.panel();
  await expect.poll(() => alertOf(panel).getAttribute('data-code'), { timeout: 40_000 }).toBe(code);
  await expectWords(panel);
  expect(await panel.locator('.skeleton').count()).toBe(0);
}

it('says so when the tab is closed', async () => {
  const page = await beginCapture('closed');
  await page.close();
  site.release(403);
  await expectEnd('page-gone');
});

it('says so when the tab goes to another page', async () => {
  const page = await beginCapture('left');
  await page.goto(site.elsewhere);
  site.release(403);
  await expectEnd('page-gone');
  await page.close();
});

it('never takes a screenshot of another tab that came to the front', async () => {
  const page = await beginCapture('hidden');
  const other = await world.browser.context.newPage();
  await other.goto(site.elsewhere);
  await other.bringToFront();
  site.release(403);
  await expectEnd('page-not-in-front');
  await other.close();
  await page.close();
});

it('brings the image although the panel was closed meanwhile', async () => {
  const before = await newestCapture(world);
  const page = await beginCapture('panel');
  await closeSidePanel(world.browser, await openedSidePanel(world.browser));
  site.release(403); // so that the screenshot is taken, with no panel beside the page
  expect(await nextCapture(world, before)).toMatchObject({ source: 'screenshot', width: 240 });
  const { page: panel, detach } = await openSidePanel(world.browser);
  await stageOf(panel).waitFor();
  await detach();
  await page.close();
});

it('says so when the browser has stopped the background', async () => {
  const page = await beginCapture('worker');
  await killWorker(world.browser);
  await expectEnd('capture-interrupted');
  await page.close();
});
