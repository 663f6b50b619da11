import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { newestCapture, nextCapture } from './capture-steps';
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

it('takes an area of a PDF as the screen shows it', async () => {
  const page = await world.visit(site.pdf);
  await page.bringToFront();
  const before = await newestCapture(world);
  await world.display.key('alt+p');
  await until(
    'the picker to start',
    async () => (await page.locator('div[popover=manual]').count()) > 0,
  );
  await page.mouse.move(50, 150);
  await page.mouse.down();
  await page.mouse.move(120, 190);
  await page.mouse.move(150, 210);
  await page.mouse.up();
  expect(await nextCapture(world, before)).toMatchObject({
    source: 'screenshot',
    width: 100,
    height: 60,
  });
});
