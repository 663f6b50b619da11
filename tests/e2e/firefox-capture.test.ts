import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Firefox, findFirefox, launchFirefox } from '../rig/firefox';
import { until } from '../rig/poll';
import { siteCases } from './capture-site/cases';
import { type Site, startSite } from './capture-site/site';

const extensionPath = resolve(import.meta.dirname, '../../.output/firefox-mv3');

/** What can be taken in Firefox as in Chromium; the others are not looked at here yet. */
const byMenu = ['img', 'img with srcset by width', 'data: address', 'blob: address'];
const alsoByMenu = [
  'closed shadow root',
  'other origin, open (CORS)',
  'other origin, closed',
  'needs the page’s cookie',
];
const byPicker = ['CSS background', 'canvas, 2D', '::before background'];
const alsoByPicker = ['under an overlay', 'inline SVG', 'page with a strict CSP, own file'];

describe.skipIf(!findFirefox())('in Firefox', () => {
  let firefox: Firefox;
  let site: Site;

  beforeAll(async () => {
    [firefox, site] = await Promise.all([launchFirefox({ extensionPath }), startSite()]);
  });

  afterAll(async () => {
    await firefox?.close();
    await site?.close();
  });

  const caseNamed = (name: string) => {
    const index = siteCases.findIndex((siteCase) => siteCase.name === name);
    const found = siteCases[index];
    if (!found) throw new Error(`no such case: ${name}`);
    return { ...found, url: `${site.origin}/case/${index}` };
  };

  /** What the panel shows of the newest image; its source line changes last. */
  const shown = async () => {
    const json = await firefox.inSidebar(
      `JSON.stringify(document.querySelector('[data-testid=stage]')?.dataset ?? null)`,
    );
    const data = JSON.parse(String(json)) as Record<string, string> | null;
    return (
      data && {
        source: data.source,
        width: Number(data.imageWidth),
        height: Number(data.imageHeight),
      }
    );
  };

  const expectShown = async (name: string, page: Page) => {
    await firefox.openedSidebar();
    const { exact: _, ...wanted } = caseNamed(name).expected;
    // Firefox holds the page's own fetch to the page's CSP; the pixels are the same.
    const expected = name.startsWith('page with') ? { ...wanted, source: 'pixels' } : wanted;
    await expect.poll(shown, { timeout: 15_000 }).toMatchObject(expected);
    await page.close();
  };

  it.each([...byMenu, ...alsoByMenu])('takes by the menu: %s', async (name) => {
    const page = await firefox.newPage(caseNamed(name).url);
    await page.waitForFunction(() => {
      const image = document.querySelector('#case');
      return !(image instanceof HTMLImageElement) || (image.complete && image.naturalWidth > 0);
    });
    await firefox.chooseFromMenu(page, '#case', 'Repaint image');
    await expectShown(name, page);
  });

  it.each([...byPicker, ...alsoByPicker])('takes by the picker: %s', async (name) => {
    const page = await firefox.newPage(caseNamed(name).url);
    const target = name === 'under an overlay' ? '#over' : '#case';
    await firefox.chooseFromMenu(
      page,
      name.startsWith('page with') ? 'body' : target,
      'Repaint an image on this page…',
    );
    await until('the picker to start', () => page.$('div[popover=manual]'));
    const box = await (await page.$(target))?.boundingBox();
    if (!box) throw new Error('nothing to click');
    await page.mouse.click(box.x + 50, box.y + 50);
    await expectShown(name, page);
  });
});
