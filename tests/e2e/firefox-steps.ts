import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Display, startDisplay } from '../rig/display';
import { type Firefox, launchFirefox } from '../rig/firefox';
import { until } from '../rig/poll';
import { pointIn } from './capture-site/check-outcome';
import { openWebHost } from './capture-site/listen';
import { addressOf, type Site, startSite } from './capture-site/site';
import type { SiteCase } from './capture-site/site-case';
import { type CaptureOutcome, captureAfter, readNewest } from './capture-steps';

export const builtForFirefox = resolve(import.meta.dirname, '../../.output/firefox-mv3');

/** Firefox on a screen with the built extension and one tab, and the site of capture cases. */
export interface FirefoxWorld {
  readonly firefox: Firefox;
  readonly page: Page;
  /** Opens a case's page, takes its picture as a user does, and waits for what comes of it. */
  capture(siteCase: SiteCase): Promise<CaptureOutcome>;
  stop(): Promise<void>;
}

const pickers = (page: Page) => page.$$('div[popover=manual]');

/** Opens a page; one that never finishes loading too. */
async function visit(page: Page, address: string, isEndless: boolean | undefined): Promise<void> {
  await page.goto(address, { waitUntil: [] });
  await until('the page to be there', () =>
    page.evaluate(
      (wanted, patient) =>
        location.href === wanted &&
        (patient ? document.readyState === 'complete' : document.body !== null),
      address,
      !isEndless,
    ),
  );
}

async function pointAt(page: Page, at: string): Promise<void> {
  const element = (await page.$('#over')) ?? (await page.$(at));
  const box = await element?.boundingBox();
  if (!box) throw new Error(`nothing to point at: ${at}`);
  const window = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const { x, y } = pointIn(box, window);
  await page.mouse.move(x, y);
  await page.mouse.move(x + 1, y + 1);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Starts the picker by its shortcut, points at the case and takes what is chosen. */
async function pick(firefox: Firefox, page: Page, siteCase: SiteCase): Promise<void> {
  const { at = '#case', keys = [], isClicked } = siteCase;
  await firefox.pressAlt('p');
  await until('the picker to start', async () => (await pickers(page)).length > 0);
  if (at) await pointAt(page, at);
  for (const key of keys) await page.keyboard.press(key);
  if (isClicked) {
    await page.mouse.down();
    await page.mouse.up();
  } else await page.keyboard.press('Enter');
}

const newest = async (firefox: Firefox): Promise<CaptureOutcome | null> => {
  const json = await firefox.inSidebar(`(${readNewest})().then(JSON.stringify)`);
  return JSON.parse(String(json)) as CaptureOutcome | null;
};

async function capture(
  firefox: Firefox,
  page: Page,
  site: Site,
  siteCase: SiteCase,
): Promise<CaptureOutcome> {
  await visit(page, addressOf(site, siteCase), siteCase.isEndless);
  const before = await newest(firefox);
  if (siteCase.firefox?.isByMenu)
    await firefox.chooseFromMenu(page, '#case', 'Repaint image', { isShiftHeld: true });
  else await pick(firefox, page, siteCase);
  const outcome = await captureAfter(before, () => newest(firefox), 40_000);
  await until('the picker is gone', async () => (await pickers(page)).length === 0);
  return outcome;
}

async function start(display: Display, site: Site): Promise<Omit<FirefoxWorld, 'stop'>> {
  const firefox = await launchFirefox({
    extensionPath: builtForFirefox,
    display,
    localHosts: [openWebHost],
  });
  const page = await firefox.newPage(site.origin);
  await page.bringToFront();
  await firefox.pressAlt('r'); // opens the sidebar, whose library is read
  await firefox.openedSidebar();
  return { firefox, page, capture: (siteCase) => capture(firefox, page, site, siteCase) };
}

export async function startFirefoxWorld(): Promise<FirefoxWorld> {
  const [display, site] = await Promise.all([
    startDisplay({ width: 1280, height: 900 }),
    startSite(),
  ]);
  const stopRest = () => Promise.all([display.stop(), site.close()]);
  try {
    const world = await start(display, site);
    return {
      ...world,
      stop: async () => {
        await world.firefox.close();
        await stopRest();
      },
    };
  } catch (error) {
    await stopRest();
    throw error;
  }
}
