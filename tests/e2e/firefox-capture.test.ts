import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Firefox, findFirefox, launchFirefox } from '../rig/firefox';
import { until } from '../rig/poll';
import { siteCases } from './capture-site/cases';
import { addressOf, type Site, startSite } from './capture-site/site';
import { builtForFirefox } from './firefox-steps';

/* The ways in by the menu; what is then taken of each kind of picture is held by firefox-capture-cases.test.ts. */

const byMenu = [
  'img',
  'img with srcset by width',
  'data: address',
  'blob: address',
  'closed shadow root',
  'other origin, open (CORS)',
  'other origin, closed',
  'needs the page’s cookie',
];
const byPicker = ['CSS background', 'under an overlay'];

describe.skipIf(!findFirefox())('in Firefox', () => {
  let firefox: Firefox;
  let site: Site;

  beforeAll(async () => {
    [firefox, site] = await Promise.all([
      launchFirefox({ extensionPath: builtForFirefox }),
      startSite(),
    ]);
  });

  afterAll(async () => {
    await firefox?.close();
    await site?.close();
  });

  const caseNamed = (name: string) => {
    const found = siteCases.find((siteCase) => siteCase.name === name);
    if (!found) throw new Error(`no such case: ${name}`);
    return { ...found, url: addressOf(site, found) };
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

  const expectShown = async (name: string) => {
    await firefox.openedSidebar();
    const { exact: _, ...wanted } = caseNamed(name).expected;
    await expect.poll(shown).toMatchObject(wanted);
  };

  it.each(byMenu)('takes by the menu: %s', async (name) => {
    const page = await firefox.newPage(caseNamed(name).url);
    await page.waitForFunction(() => {
      const image = document.querySelector('#case');
      return !(image instanceof HTMLImageElement) || (image.complete && image.naturalWidth > 0);
    });
    await firefox.chooseFromMenu(page, '#case', 'Repaint image');
    await expectShown(name);
    await page.close();
  });

  it.each(byPicker)('starts the picker from the menu: %s', async (name) => {
    const page = await firefox.newPage(caseNamed(name).url);
    const target = name === 'under an overlay' ? '#over' : '#case';
    await firefox.chooseFromMenu(page, target, 'Repaint an image on this page…');
    await until('the picker to start', () => page.$('div[popover=manual]'));
    const box = await (await page.$(target))?.boundingBox();
    if (!box) throw new Error('nothing to click');
    await page.mouse.click(box.x + 50, box.y + 50);
    await expectShown(name);
    await page.close();
  });
});
