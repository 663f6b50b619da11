import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseEntry, openNativeMenuAt } from '../rig/native-menu';
import { until } from '../rig/poll';
import { type CaptureOutcome, newestCapture, nextCapture } from './capture-steps';
import { type HoldingServer, startHoldingServer } from './holding-server';
import { alertOf, button, expectWords } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: HoldingServer;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startHoldingServer()]);
  await world.visit(site.elsewhere);
  await world.display.moveAndClick(600, 600); // a new window hears no keys before
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

const closed: readonly (readonly [string, () => string])[] = [
  ['the browser’s own pages', () => 'chrome://version'],
  [
    'the extension’s own pages',
    () => `chrome-extension://${world.browser.extensionId}/options.html`,
  ],
  ['a page’s source', () => `view-source:${site.elsewhere}`],
];

it.each(closed)('on %s the panel says why not, and how else', async (_, url) => {
  const page = await world.browser.context.newPage();
  await page.goto(url());
  await page.bringToFront();
  await page.locator('body').waitFor({ state: 'attached' });
  await world.display.key('alt+p');
  const panel = await world.panel();
  const alert = alertOf(panel);
  await expect.poll(() => alert.getAttribute('data-code')).toBe('page-closed-to-extensions');
  await expectWords(panel);
  await button(panel, 'Open a file').waitFor();
  await panel.getByText('paste an image or drop one here').waitFor();
  await page.close();
});

/**
 * Shows a PDF and waits for the viewer: a frame of the viewer's own and in it the one that draws. It takes the focus while
 * it loads, and a key that comes then goes down with the frame that had it.
 */
async function visitPdf(): Promise<Page> {
  const page = await world.visit(site.pdf);
  const worker = await world.browser.worker();
  await until('the PDF viewer', async () => {
    const tabs = await worker.evaluate(() => chrome.tabs.query({ active: true }));
    const drawn = page.frames().filter((frame) => frame.url() === site.pdf);
    return tabs.every(({ status }) => status === 'complete') && drawn.length === 2;
  });
  return page;
}

/** On the drawn page, for real: the viewer is in a closed shadow root. */
async function rightClickViewer(): Promise<void> {
  const { display } = world;
  await chooseEntry(display, await openNativeMenuAt(display, [790, 700]));
}

const pickers = (page: Page) => page.locator('div[popover=manual]').count();
const pickerStarts = (page: Page) =>
  until('the picker to start', async () => (await pickers(page)) > 0);

/** Drags an area with the picker. @returns what came of it */
async function takeArea(page: Page): Promise<CaptureOutcome> {
  const before = await newestCapture(world);
  await page.mouse.move(50, 150);
  await page.mouse.down();
  await page.mouse.move(120, 190);
  await page.mouse.move(150, 210);
  await page.mouse.up();
  return nextCapture(world, before);
}

const area = { source: 'screenshot', width: 100, height: 60 };

it('takes an area of a PDF as the screen shows it', async () => {
  const page = await visitPdf();
  await world.display.key('alt+p');
  await pickerStarts(page);
  expect(await takeArea(page)).toMatchObject(area);
});

it('a right click in a PDF leads to the picker, which has the keys, and to an area of it', async () => {
  const page = await visitPdf();
  const before = await newestCapture(world);
  await rightClickViewer();
  await pickerStarts(page);
  await world.display.key('Escape');
  await until('the picker to end', async () => (await pickers(page)) === 0);
  expect((await newestCapture(world))?.id).toBe(before?.id);
  await rightClickViewer();
  await pickerStarts(page);
  expect(await takeArea(page)).toMatchObject(area);
});
