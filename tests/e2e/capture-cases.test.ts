import type { Page } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import { until } from '../rig/poll';
import { siteCases } from './capture-site/cases';
import { checkOutcome, pointIn } from './capture-site/check-outcome';
import { openWebFlags } from './capture-site/listen';
import { addressOf, type Site, startSite } from './capture-site/site';
import type { SiteCase } from './capture-site/site-case';
import { createColumn } from './capture-site/table';
import { newestCapture, nextCapture } from './capture-steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;
const column = createColumn('Chromium');

beforeAll(async () => {
  [world, site] = await Promise.all([
    startWorld({ connected: false, args: openWebFlags }),
    startSite(),
  ]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
  column.leave();
});

/** What the picker has put into the page. */
const pickerHosts = (page: Page) => page.locator('div[popover=manual]');

/** Starts the picker by its shortcut, points at the case and takes what is chosen. */
async function pick(page: Page, { at = '#case', keys = [], isClicked }: SiteCase): Promise<void> {
  await world.display.key('alt+p');
  await pickerHosts(page).waitFor({ state: 'attached' });
  const over = await page.locator('#over').count();
  if (at) {
    const box = await page
      .locator(over ? '#over' : at)
      .first()
      .boundingBox();
    if (!box) throw new Error(`nothing to point at: ${at}`);
    const window = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const { x, y } = pointIn(box, window);
    await page.mouse.move(x, y);
    await page.mouse.move(x + 1, y + 1);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
  for (const key of keys) await page.keyboard.press(key);
  if (isClicked) {
    await page.mouse.down();
    await page.mouse.up();
  } else await page.keyboard.press('Enter');
}

it.each(siteCases)(
  'takes the best pixels: $name',
  async (siteCase) => {
    const { expected, isEndless } = siteCase;
    const address = addressOf(site, siteCase);
    const page = await world.visit(isEndless ? 'about:blank' : address);
    if (isEndless) await page.goto(address, { waitUntil: 'commit' });
    await page.locator(':root').waitFor({ state: 'attached' });
    const before = await newestCapture(world);
    await pick(page, siteCase);
    const outcome = await nextCapture(world, before, 40_000);
    column.note(siteCase, outcome);
    await checkOutcome(expected, outcome);
    await until('the picker is gone', async () => (await pickerHosts(page).count()) === 0);
  },
  60_000,
);

it('takes screenshots one after another, faster than the browser allows them', async () => {
  const siteCase = siteCases.find(({ name }) => name.startsWith('far down'));
  if (!siteCase) throw new Error('no such case');
  for (let i = 0; i < 6; i++) {
    const page = await world.visit(addressOf(site, siteCase));
    const before = await newestCapture(world);
    await pick(page, siteCase);
    await checkOutcome(siteCase.expected, await nextCapture(world, before));
  }
});
