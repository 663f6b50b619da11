import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, startDisplay } from '../rig/display';
import { type Firefox, launchFirefox } from '../rig/firefox';
import { type ChromeScope, chromeScope } from '../rig/firefox-chrome-scope';
import { allowInPrivateWindows, closePrivateWindows, openWindow } from '../rig/firefox-functions';
import { until } from '../rig/poll';
import { pageOf, type Site, startSite } from './capture-site/site';
import { captureAfter, readNewest } from './capture-steps';
import { builtForFirefox } from './firefox-steps';

const extensionId = 'repaint@repaint-extension.github.io';

let display: Display;
let site: Site;
let firefox: Firefox;
let scope: ChromeScope;

beforeAll(async () => {
  [display, site] = await Promise.all([startDisplay({ width: 1280, height: 900 }), startSite()]);
  firefox = await launchFirefox({ extensionPath: builtForFirefox, display });
  scope = chromeScope(firefox.browser);
  await scope(allowInPrivateWindows, extensionId);
  const url = pageOf(site, `${site.origin}/same.png`);
  await scope(openWindow, { url, isPrivate: true, isAlone: true });
});

afterAll(async () => {
  await firefox?.close();
  await Promise.all([display?.stop(), site?.close()]);
});

const pageAt = (part: string): Promise<Page> =>
  until(
    `a page at ${part}`,
    async () => (await firefox.browser.pages()).find((page) => page.url().includes(part)),
    { timeoutMs: 30_000 },
  );

/** The library's images, as a page of ours reads them. */
const images = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('images').objectStore('images').count();
          counting.onerror = () => reject(counting.error);
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

it('a private window’s picture is taken into a panel of its own, marked, and forgotten with the window', async () => {
  const page = await pageAt(site.origin);
  await page.waitForSelector('#case');
  await firefox.pressAlt('p');
  const panel = await pageAt('sidepanel.html');
  await until('the picker to start', async () => (await page.$$('div[popover=manual]')).length > 0);
  await page.bringToFront();
  const box = await (await page.$('#case'))?.boundingBox();
  if (!box) throw new Error('no picture');
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.move(box.x + 6, box.y + 6);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.keyboard.press('Enter');
  const outcome = await captureAfter(null, () => panel.evaluate(readNewest), 30_000);
  expect(outcome).toMatchObject({ source: 'original', page: { isPrivate: true } });
  await panel.waitForSelector('[data-testid=stage]');
  await until('the mark', () =>
    panel.evaluate(() => document.body.innerText.includes('private window: forgotten')),
  );

  // The shortcut once more: the same panel, no second one.
  await firefox.pressAlt('p');
  await until('the picker to start', async () => (await page.$$('div[popover=manual]')).length > 0);
  const panels = (await firefox.browser.pages()).filter((each) => each.url().includes('sidepanel'));
  expect(panels).toHaveLength(1);

  await scope(openWindow, { url: site.origin, isPrivate: false, isAlone: false });
  await scope(closePrivateWindows);
  // Puppeteer goes on listing it.
  await until('its panel to close', () => panel.evaluate(() => false).catch(() => true));
  const usual = await firefox.newPage(`${firefox.extensionOrigin}sidepanel.html`);
  await until('nothing to be left', async () => (await images(usual)) === 0, { timeoutMs: 20_000 });
});
