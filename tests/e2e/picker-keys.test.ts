import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestCapture, nextCapture } from './capture-steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

const hosts = (page: Page) => page.locator('div[popover=manual]');

/** A page with three images of different widths in a row, which notes the keys that it hears. */
async function openRow(direction: 'ltr' | 'rtl'): Promise<Page> {
  const page = await world.visit(pageOf(site, `${site.origin}/n/300x200.png`));
  await page.evaluate(
    async ({ sizes, dir }) => {
      document.documentElement.dir = dir;
      document.body.innerHTML = sizes
        .map((src) => `<img src="${src}" height="120" alt="">`)
        .join(' ');
      await Promise.all([...document.images].map((image) => image.decode()));
      const { dataset } = document.documentElement;
      addEventListener('keyup', ({ key }) => {
        // Not those that start the picker, which are the page's too.
        if (/Arrow|Enter|Escape/.test(key)) dataset.keys = `${dataset.keys ?? ''}${key} `;
      });
      addEventListener('contextmenu', (event) => event.preventDefault());
    },
    { sizes: [300, 310, 320].map((width) => `/n/${width}x200.png`), dir: direction },
  );
  return page;
}

const nextFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );

/** Starts the picker and points at the middle of the image that stands first in the page. */
async function startPicker(page: Page): Promise<void> {
  await world.display.key('alt+p');
  await hosts(page).waitFor({ state: 'attached' });
  const box = await page.locator('img').first().boundingBox();
  if (!box) throw new Error('no image');
  await page.mouse.move(box.x + 50, box.y + 50);
  await page.mouse.move(box.x + 51, box.y + 50);
  await nextFrames(page);
}

/** The width of what is taken after these keys. */
async function widthAfter(page: Page, ...keys: string[]): Promise<number | undefined> {
  const before = await newestCapture(world);
  await startPicker(page);
  for (const key of [...keys, 'Enter']) await page.keyboard.press(key);
  return (await nextCapture(world, before)).width;
}

it('walks through the page’s images with the arrow keys, and around its end', async () => {
  const page = await openRow('ltr');
  expect(await widthAfter(page)).toBe(300);
  expect(await widthAfter(page, 'ArrowRight')).toBe(310);
  expect(await widthAfter(page, 'ArrowRight', 'ArrowRight', 'ArrowLeft')).toBe(310);
  expect(await widthAfter(page, 'ArrowLeft')).toBe(320);
});

it('walks to the left where the page is written so', async () => {
  const page = await openRow('rtl');
  expect(await widthAfter(page, 'ArrowLeft')).toBe(310);
  expect(await widthAfter(page, 'ArrowLeft', 'ArrowLeft', 'ArrowRight')).toBe(310);
});

it.each(['Enter', 'Escape'])(
  'leaves nothing in the page after %s: no node, no style, no ear',
  async (key) => {
    const page = await openRow('ltr');
    const state = () =>
      page.evaluate(() => [
        document.documentElement.outerHTML,
        document.adoptedStyleSheets.length,
        document.styleSheets.length,
        document.activeElement?.localName,
      ]);
    const untouched = await state();
    await startPicker(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(key);
    await until('the picker is gone', async () => (await hosts(page).count()) === 0);
    expect(await state()).toEqual(untouched); // nor has the page heard a key
    for (const pressed of ['ArrowRight', 'Enter', 'Escape']) await page.keyboard.press(pressed);
    const heard = await page.evaluate(() => document.documentElement.dataset.keys);
    expect(heard).toBe('ArrowRight Enter Escape ');
  },
);
