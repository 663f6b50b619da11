import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { noise } from './capture-site/pictures';
import { alertOf, button, paintAndAsk, resultText, stageOf } from './steps';
import { startWorld, type World } from './world';

/** A shop page whose policy allows pictures of its own only. */
const html = `<!doctype html><html lang="en"><title>Shop</title><body style="margin:40px">
  <picture><source srcset="/mug.png 1x"><img id="case" src="/mug.png" alt="a mug"></picture>
  <p id="below">below</p>`;
const policy = "default-src 'self'; img-src 'self'; style-src 'self'";

let world: World;
let shop: Server;
let origin: string;
let page: Page;
let panel: Page;

beforeAll(async () => {
  const picture = await noise(240, 160);
  shop = createServer(({ url = '' }, response) => {
    const isPicture = url.endsWith('.png');
    response.setHeader('content-type', isPicture ? 'image/png' : 'text/html');
    response.setHeader('content-security-policy', policy);
    response.end(isPicture ? picture : html);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  world = await startWorld();
});

afterAll(async () => {
  await world?.stop();
  shop?.closeAllConnections();
  shop?.close();
});

const onPage = () => button(panel, 'Put on page');
const shown = () => page.locator('#case').evaluate((img: HTMLImageElement) => img.currentSrc);
const placeBelow = async () => (await page.locator('#below').boundingBox())?.y;

beforeEach(async () => {
  page = await world.visit(`${origin}/`);
  await world.rightClick(page.locator('#case'));
  panel = await world.panel();
  await panel.locator('[data-testid=stage][data-source=original]').waitFor();
  await paintAndAsk(panel, 'a red dot');
  await resultText(panel);
});

it('shows the result in the page it is from, pixel for pixel, and the page’s own again', async () => {
  const below = await placeBelow();
  await onPage().click();
  await expect.poll(() => onPage().getAttribute('aria-pressed')).toBe('true');
  const [, base64 = ''] = (await shown()).split(',');
  const result = await panel.evaluate(
    async () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('repaint');
        opening.onsuccess = () => {
          const store = opening.result.transaction('images').objectStore('images');
          const reading = store.index('createdAt').getAll();
          reading.onsuccess = () => {
            const reader = new FileReader();
            reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
            reader.readAsDataURL(reading.result.at(-1).blob);
          };
        };
      }),
  );
  expect(base64).toBe(result);
  expect(await placeBelow()).toBe(below);
  await onPage().click();
  await expect.poll(shown).toBe(`${origin}/mug.png`);
  expect(await onPage().getAttribute('aria-pressed')).toBe('false');
  expect(await page.locator('#case').getAttribute('style')).toBeFalsy();
});

it('says so when the page has gone on, and keeps the result', async () => {
  await page.locator('#case').evaluate((img) => img.remove());
  await onPage().click();
  await alertOf(panel).and(panel.locator('[data-code=image-not-on-page]')).waitFor();
  expect(await stageOf(panel).getAttribute('data-source')).toBe('edit');
});

it('still knows what the page shows after the panel was loaded anew, and can take it off', async () => {
  await onPage().click();
  await expect.poll(() => onPage().getAttribute('aria-pressed')).toBe('true');
  await panel.reload();
  await expect.poll(() => onPage().getAttribute('aria-pressed')).toBe('true');
  await onPage().click();
  await expect.poll(shown).toBe(`${origin}/mug.png`);
});

it('knows that a page that was loaded anew shows its own, and puts the result there again', async () => {
  await onPage().click();
  await expect.poll(() => onPage().getAttribute('aria-pressed')).toBe('true');
  await page.reload();
  await panel.reload();
  await onPage().waitFor();
  await expect.poll(() => onPage().getAttribute('aria-pressed')).toBe('false');
  await onPage().click();
  await expect.poll(shown).toMatch(/^data:/);
});

it('says beforehand why it can’t, where the tab has gone to another site', async () => {
  expect(await onPage().getAttribute('aria-disabled')).toBeNull();
  await page.goto('about:blank');
  await panel.reload();
  await expect.poll(() => onPage().getAttribute('aria-disabled')).toBe('true');
  expect(await onPage().getAttribute('title')).toMatch(/^Put on page: .+[.]$/);
});
