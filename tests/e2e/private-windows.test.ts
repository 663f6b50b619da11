import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { allowPermission } from '../rig/permission-dialog';
import { until } from '../rig/poll';
import {
  allowInPrivateWindows,
  openPrivateWindow,
  type PrivateWindow,
} from '../rig/private-window';
import { openedSidePanel } from '../rig/side-panel';
import { pageOf, type Site, startSite } from './capture-site/site';
import { type CaptureOutcome, captureAfter, readNewest } from './capture-steps';
import { allRecords, emptyLibrary } from './library';
import { alertOf, button, openPanelTab, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;
/** A panel of a usual window. */
let usual: Page;
let secret: PrivateWindow | undefined;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
  await allowInPrivateWindows(world.browser);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

beforeEach(async () => {
  await emptyLibrary(world.browser);
  usual = await openPanelTab(world.browser);
});

afterEach(async () => {
  await secret?.close();
  secret = undefined;
  await usual.close();
});

/** Takes the picture of a page in a private window as a user does, with the picker. */
async function captureIn({
  page,
}: PrivateWindow): Promise<{ panel: Page; outcome: CaptureOutcome }> {
  const before = await usual.evaluate(readNewest);
  await page.bringToFront();
  await world.display.moveAndClick(900, 700); // a new window hears no keys before
  await world.display.key('alt+p');
  await until('the picker to start', async () => (await page.$$('div[popover=manual]')).length > 0);
  const box = await (await page.$('#case'))?.boundingBox();
  if (!box) throw new Error('no picture');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.keyboard.press('Enter');
  const outcome = await captureAfter(before, () => usual.evaluate(readNewest), 30_000);
  return { panel: (await openedSidePanel(world.browser)).page, outcome };
}

const images = () =>
  allRecords<{ readonly page: { readonly isPrivate?: unknown } }>(usual, 'images');

it('what is taken in a private window is marked, shown in no usual one, and forgotten with it', async () => {
  secret = await openPrivateWindow(world.browser, pageOf(site, `${site.origin}/same.png`));
  const { panel, outcome } = await captureIn(secret);
  expect(outcome).toMatchObject({ source: 'original', page: { isPrivate: true } });
  await stageOf(panel).waitFor();
  await panel.getByText('private window: forgotten when it is closed').waitFor();
  // A new panel begins with what was shown last, but for that.
  const another = await openPanelTab(world.browser);
  await button(another, 'Open a file').waitFor();
  expect(await stageOf(another).count()).toBe(0);
  await another.close();
  expect(await images()).toHaveLength(1);

  await secret.close();
  secret = undefined;
  await expect.poll(images).toEqual([]);
});

it('what the user has brought into its panel goes too, and what is from usual windows stays', async () => {
  const picture = { name: 'a.png', mimeType: 'image/png', buffer: await readPicture() };
  await usual.locator('input[type=file]').setInputFiles(picture);
  await stageOf(usual).waitFor();
  secret = await openPrivateWindow(world.browser, pageOf(site, `${site.origin}/same.png`));
  const { panel } = await captureIn(secret);
  await stageOf(panel).waitFor();
  await button(panel, 'New').click();
  const chooser = panel.waitForEvent('filechooser');
  await button(panel, 'Open a file').click();
  await (await chooser).setFiles(picture);
  await expect.poll(async () => (await images()).length).toBe(3);
  expect((await images()).map(({ page }) => page.isPrivate ?? false).sort()).toEqual([
    false,
    true,
    true,
  ]);

  await secret.close();
  secret = undefined;
  await expect.poll(async () => (await images()).length).toBe(1);
  expect((await images())[0]?.page.isPrivate).toBeUndefined();
});

it('the user may keep it, and it stays marked', async () => {
  await button(usual, 'Settings').click();
  await usual.locator('summary', { hasText: 'On this device' }).click();
  const keep = usual.getByRole('checkbox', { name: 'Keep what is taken in private windows' });
  await keep.check();
  secret = await openPrivateWindow(world.browser, pageOf(site, `${site.origin}/same.png`));
  await captureIn(secret);
  await secret.close();
  secret = undefined;
  await expect
    .poll(async () => (await images()).map(({ page }) => page.isPrivate))
    .toEqual(['kept']);
  await keep.uncheck();
  await button(usual, 'Settings').click();
});

async function readPicture(): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${site.origin}/same.png`)).arrayBuffer());
}

const getOriginal = (panel: Page) => panel.getByRole('button', { name: /^Get the original/ });

it('gets an original with that window’s cookies, never with those of the usual ones', async () => {
  const member = `${site.other}/case/0`; // sets the cookie that the file needs
  await (await world.visit(member)).locator('#case').waitFor();
  const closed = pageOf(site, `${site.other}/n/240x160.png?cookie`);
  secret = await openPrivateWindow(world.browser, closed);
  const { panel, outcome } = await captureIn(secret);
  expect(outcome.state).toBe('failed');
  await allowPermission(world.display, () => getOriginal(panel).click());
  // The usual windows' cookie would have brought it.
  await expect.poll(() => alertOf(panel).last().getAttribute('data-code')).toBe('image-forbidden');
  expect(await images()).toEqual([]);

  await secret.page.goto(member);
  await secret.page.goto(closed);
  await getOriginal(panel).click();
  await stageOf(panel).waitFor();
  expect(await usual.evaluate(readNewest)).toMatchObject({
    source: 'original',
    width: 240,
    page: { isPrivate: true },
  });
  const pages = await withTabs(panel);
  expect(pages).toBe(1); // the one that showed the file is closed
});

const withTabs = (panel: Page): Promise<number> =>
  panel.evaluate(async () => (await chrome.tabs.query({ currentWindow: true })).length);
