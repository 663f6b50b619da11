import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { harbourSize } from '../gallery/scenes/harbour/harbour';
import { mugSize } from '../gallery/scenes/mug/mug';
import { chooseEntry, openNativeMenu } from '../rig/native-menu';
import { openedSidePanel } from '../rig/side-panel';
import { paintAndAsk, stageOf } from './steps';
import { startWorld, type World } from './world';

/** A browser window: its page, and its own side panel. */
interface Window {
  readonly page: Page;
  readonly panel: Page;
}

let world: World;
let mug: Window;
let harbour: Window;

beforeAll(async () => {
  world = await startWorld();
  mug = await captureIn(await world.visit(world.gallery), '#mug img');
  harbour = await captureIn(await openWindow(), '#harbour img');
});
afterAll(() => world?.stop());

/** A second window of the same browser with the gallery in it. */
async function openWindow(): Promise<Page> {
  const opened = world.browser.context.waitForEvent('page');
  const worker = await world.browser.worker();
  await worker.evaluate(async (url) => void (await chrome.windows.create({ url })), world.gallery);
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

/** Right-clicks a picture and takes our entry, which opens the side panel of that window. */
async function captureIn(page: Page, selector: string): Promise<Window> {
  await page.bringToFront();
  const worker = await world.browser.worker();
  const windowId = await worker.evaluate(async () => (await chrome.windows.getLastFocused()).id);
  await chooseEntry(world.display, await openNativeMenu(world.display, page.locator(selector)));
  const { page: panel } = await openedSidePanel(world.browser, windowId);
  return { page, panel };
}

const widthIn = ({ panel }: Window) => stageOf(panel).getAttribute('data-image-width');

it('each window shows what was right-clicked in it', async () => {
  await expect.poll(() => widthIn(mug)).toBe(String(mugSize.width));
  await expect.poll(() => widthIn(harbour)).toBe(String(harbourSize.width));
  expect(await harbour.panel.evaluate(() => chrome.tabs.getCurrent())).toBeFalsy();
});

it('a result appears in the panel that asked for it, and in no other', async () => {
  await paintAndAsk(mug.panel, 'a red balloon');
  await mug.panel.locator('[data-testid=stage][data-source=edit]').waitFor({ timeout: 120_000 });
  expect(await widthIn(mug)).toBe(String(mugSize.width));
  expect(await widthIn(harbour)).toBe(String(harbourSize.width));
  expect(await stageOf(harbour.panel).getAttribute('data-source')).toBe('original');
});

it('both can ask at the same time', async () => {
  await Promise.all([
    paintAndAsk(mug.panel, 'a green balloon'),
    paintAndAsk(harbour.panel, 'a blue balloon'),
  ]);
  const shows = (panel: Page) => panel.locator('[data-testid=stage][data-source=edit]');
  await shows(harbour.panel).waitFor({ timeout: 120_000 });
  await mug.panel.getByRole('option', { name: 'Result 1' }).waitFor({ timeout: 120_000 });
  expect(await widthIn(mug)).toBe(String(mugSize.width));
  expect(await widthIn(harbour)).toBe(String(harbourSize.width));
});

it('another right click in one window leaves the other as it is', async () => {
  await mug.page.bringToFront();
  await chooseEntry(
    world.display,
    await openNativeMenu(world.display, mug.page.locator('#harbour img')),
  );
  await expect.poll(() => widthIn(mug)).toBe(String(harbourSize.width));
  expect(await stageOf(harbour.panel).getAttribute('data-source')).toBe('edit');
});
