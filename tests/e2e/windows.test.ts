import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderPicture } from '../gallery/pictures';
import { button, openPanelTab, openPlainPicture, paintAndAsk, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let first: Page;
let second: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  first = await openPanelTab(world.browser);
  await openPlainPicture(first, 640, 480);
  second = await openPanelTab(world.browser);
});
afterAll(() => world?.stop());

const widthIn = (panel: Page) => stageOf(panel).getAttribute('data-image-width');
const selected = (panel: Page) => panel.getByRole('tab', { selected: true }).innerText();

it('a new panel begins with what was shown last', async () => {
  await stageOf(second).waitFor();
  expect(await widthIn(second)).toBe('640');
});

it('each has an image and a tab of its own', async () => {
  const { bytes, type } = await renderPicture('garden-2mp.jpg');
  await button(second, 'New').click();
  const chooser = second.waitForEvent('filechooser');
  await button(second, 'Open a file').click();
  await (await chooser).setFiles({ name: 'garden.jpg', mimeType: type, buffer: bytes });
  await expect.poll(() => widthIn(second)).toBe('1632');
  expect(await widthIn(first)).toBe('640');
  await first.getByRole('tab', { name: 'History' }).click();
  await first.getByRole('list', { name: 'History' }).waitFor();
  expect(await selected(second)).toBe('Edit');
  await first.getByRole('tab', { name: 'Edit' }).click();
});

it('each has a result of its own, and keeps all of it when it is loaded anew', async () => {
  await first.bringToFront();
  await paintAndAsk(first, 'a red balloon');
  await first.locator('[data-testid=stage][data-source=edit]').waitFor({ timeout: 120_000 });
  expect(await stageOf(second).getAttribute('data-source')).toBe('file');
  await Promise.all([first.reload(), second.reload()]);
  await expect.poll(() => stageOf(first).getAttribute('data-source')).toBe('edit');
  expect(await widthIn(first)).toBe('640');
  await expect.poll(() => widthIn(second)).toBe('1632');
});
