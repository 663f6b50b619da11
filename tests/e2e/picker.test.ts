import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseEntry, openNativeMenu } from '../rig/native-menu';
import { until } from '../rig/poll';
import { siteCases } from './capture-site/cases';
import { type Site, startSite } from './capture-site/site';
import { newestCapture, nextCapture } from './capture-steps';
import { alertOf, button, openOptions } from './steps';
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

const host = (page: Page) => page.locator('div[popover=manual]');

const visitCase = (name: string): Promise<Page> =>
  world.visit(`${site.origin}/case/${siteCases.findIndex((siteCase) => siteCase.name === name)}`);

const gone = (page: Page) =>
  until('the picker is gone', async () => (await host(page).count()) === 0);

it('starts with the panel from the toolbar button while nothing is edited', async () => {
  const page = await visitCase('img');
  const before = await newestCapture(world);
  await world.display.key('alt+r'); // the button's own shortcut
  await host(page).waitFor({ state: 'attached' });
  await (await world.panel()).getByRole('button', { name: 'Pick an image on this page' }).waitFor();
  await page.mouse.move(100, 100);
  await page.keyboard.press('Enter');
  expect(await nextCapture(world, before)).toMatchObject({ source: 'original', width: 240 });
  await gone(page);
});

it('starts from the toolbar button again once the panel is open', async () => {
  const page = await visitCase('img with srcset by width');
  const before = await newestCapture(world);
  await world.display.key('alt+r');
  await host(page).waitFor({ state: 'attached' });
  await page.mouse.move(100, 100);
  await page.keyboard.press('Enter');
  expect(await nextCapture(world, before)).toMatchObject({ source: 'original', width: 960 });
  await gone(page);
});

it('starts from the menu where there is no image, and takes what is clicked', async () => {
  const page = await visitCase('CSS background');
  const before = await newestCapture(world);
  const menu = await openNativeMenu(world.display, page.locator('#case'));
  await chooseEntry(world.display, menu, { fromBottom: 3 }); // "View page source" comes after it
  await host(page).waitFor({ state: 'attached' });
  await page.mouse.click(100, 100);
  expect(await nextCapture(world, before)).toMatchObject({ source: 'original', width: 240 });
  await gone(page);
});

it('starts from the menu on a canvas, with the canvas chosen', async () => {
  const page = await visitCase('canvas, 2D');
  await expect.poll(() => page.title()).toBe('drawn');
  const before = await newestCapture(world);
  const menu = await openNativeMenu(world.display, page.locator('#case'));
  await chooseEntry(world.display, menu);
  await host(page).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  expect(await nextCapture(world, before)).toMatchObject({ source: 'pixels', width: 240 });
  await gone(page);
});

it('is not needed for an image whose data: address the browser keeps to itself', async () => {
  const page = await visitCase('img');
  await page.locator('#case').evaluate(async (image: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 1000, height: 900 });
    const context = canvas.getContext('2d');
    const pixels = context?.createImageData(1000, 900);
    for (let i = 0; pixels && i < pixels.data.length; i += 60_000)
      crypto.getRandomValues(pixels.data.subarray(i, i + 60_000));
    if (pixels) for (let i = 3; i < pixels.data.length; i += 4) pixels.data[i] = 255;
    if (pixels) context?.putImageData(pixels, 0, 0);
    image.src = canvas.toDataURL();
    await image.decode();
  });
  const before = await newestCapture(world);
  await world.rightClick(page.locator('#case'));
  expect(await nextCapture(world, before)).toMatchObject({
    source: 'original',
    width: 1000,
    height: 900,
  });
});

it('leaves by Esc and takes nothing, with no trace in the page', async () => {
  const page = await visitCase('img');
  const html = () => page.evaluate(() => document.documentElement.outerHTML);
  const untouched = await html();
  const before = await newestCapture(world);
  await world.display.key('alt+p');
  await host(page).waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await gone(page);
  expect(await html()).toBe(untouched);
  expect((await newestCapture(world))?.id).toBe(before?.id);
});

it('takes an area that is dragged over the page', async () => {
  const page = await visitCase('img');
  const before = await newestCapture(world);
  await world.display.key('alt+p');
  await host(page).waitFor({ state: 'attached' });
  await page.mouse.move(50, 50);
  await page.mouse.down();
  await page.mouse.move(120, 90);
  await page.mouse.move(150, 110);
  await page.mouse.up();
  const outcome = await nextCapture(world, before);
  expect(outcome).toMatchObject({ source: 'screenshot', width: 100, height: 60 });
});

it('says that a page is closed to extensions, and what to do', async () => {
  const page = await world.visit('chrome://version');
  await page.locator('body').waitFor();
  await world.display.key('alt+p');
  const alert = alertOf(await world.panel());
  await expect.poll(() => alert.getAttribute('data-code')).toBe('page-closed-to-extensions');
  await button(await world.panel(), 'Open a file').waitFor();
});

it('starts from the panel, on a page that was clicked for before', async () => {
  const page = await visitCase('img');
  const panel = await world.panel();
  await button(panel, 'Pick an image on this page').click();
  await expect
    .poll(() => alertOf(panel).last().getAttribute('data-code'))
    .toMatch(/page-needs-a-click|page-closed/);
  await world.display.key('alt+r'); // the toolbar button's shortcut
  const before = await newestCapture(world);
  await until(
    'the picker to start',
    async () => {
      if ((await host(page).count()) > 0) return true;
      await button(panel, 'Pick an image on this page').click();
      return false;
    },
    { timeoutMs: 8_000, stepMs: 500 },
  );
  await page.mouse.click(100, 100);
  expect(await nextCapture(world, before)).toMatchObject({ source: 'original', width: 240 });
});

it('adds a picture of the page to the references and leaves the edited image open', async () => {
  const page = await visitCase('img');
  const before = await newestCapture(world);
  await world.rightClick(page.locator('#case'));
  await nextCapture(world, before);
  const panel = await world.panel();
  await panel.getByTestId('stage').waitFor();
  const edited = await newestCapture(world);
  await openOptions(panel);
  await button(panel, 'From page').click();
  await host(page).waitFor({ state: 'attached' });
  await page.mouse.click(100, 100);
  await panel.getByRole('button', { name: /^Remove / }).waitFor();
  await panel.getByText('Reference images (1 of 15)').waitFor();
  await button(panel, 'From page').waitFor();
  expect((await newestCapture(world))?.id).toBe(edited?.id);
  expect(await panel.getByTestId('stage').getAttribute('data-source')).toBe('original');
});
