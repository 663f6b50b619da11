import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drag } from '../rig/pointer';
import { until } from '../rig/poll';
import {
  acrossTheMiddle,
  button,
  maskIsShown,
  openPlainPicture,
  openSidePanel,
  promptOf,
  stageOf,
} from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ connected: false });
  ({ page: panel } = await openSidePanel(world.browser));
  await openPlainPicture(panel);
});

afterAll(() => world?.stop());

const undo = (page: Page) => button(page, 'Undo');
const shown = (page: Page, isShown: boolean) =>
  until(
    `the mask to be ${isShown ? 'shown' : 'gone'}`,
    async () => (await maskIsShown(page)) === isShown,
    { timeoutMs: 15_000 },
  );

it('gives a large canvas from the real side panel, with the same live state both ways', async () => {
  await drag(panel, stageOf(panel), acrossTheMiddle);
  await shown(panel, true);

  const opened = world.browser.context.waitForEvent('page');
  await button(panel, 'Open in a tab').click();
  const tab = await opened;
  await stageOf(tab).waitFor();
  await shown(tab, true);
  const widthOf = async (page: Page) => (await stageOf(page).boundingBox())?.width ?? 0;
  expect(await widthOf(tab)).toBeGreaterThan(1.5 * (await widthOf(panel)));

  await undo(tab).click();
  await shown(panel, false);
  await drag(tab, stageOf(tab), [
    [0.45, 0.4],
    [0.55, 0.4],
  ]);
  await shown(panel, true);
  await promptOf(tab).fill('a red boat');
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a red boat');

  await undo(panel).click();
  await shown(tab, false);
  await promptOf(panel).fill('a green boat');
  await expect.poll(() => promptOf(tab).inputValue()).toBe('a green boat');
});

it('goes to the tab that is open already', async () => {
  const tabs = () =>
    world.browser.context.pages().filter((page) => page.url().includes('sidepanel'));
  const before = tabs().length;
  const shown = () =>
    panel.evaluate(
      async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.url ?? '',
    );
  const other = await world.browser.context.newPage();
  await other.bringToFront();
  expect(await shown()).not.toContain('sidepanel');
  await button(panel, 'Open in a tab').click();
  await expect.poll(shown).toContain('sidepanel');
  expect(tabs()).toHaveLength(before);
});

it('offers nothing in a tab that only works beside a page', async () => {
  const tab = world.browser.context.pages().find((page) => page.url().endsWith('sidepanel.html'));
  const worlds = [
    [panel, 1],
    [tab ?? panel, 0],
  ] as const;
  await button(panel, 'Delete').click();
  for (const [page, count] of worlds) {
    await page.getByText('Repaint any image').waitFor();
    await expect.poll(() => button(page, 'Pick an image on this page').count()).toBe(count);
    await button(page, 'Open a file').waitFor();
  }
  await (tab ?? panel).getByText('go to that page and press the Repaint button').waitFor();
});
