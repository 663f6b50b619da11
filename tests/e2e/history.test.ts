import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadInto } from '../rig/download';
import { makeTempFolder } from '../rig/temp-folder';
import { readZip } from '../support/read-zip';
import { button, openPanelTab, openPlainPicture, paintAndAsk, resultText } from './steps';
import { startWorld, type World } from './world';

const folder = makeTempFolder('repaint-history');
const colours = ['crimson', 'teal', 'gold', 'navy'];
let world: World;
let panel: Page;

const png = (background: string) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer();

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
  await paintAndAsk(panel, 'a red balloon over the pond');
  await resultText(panel);
  await panel.getByRole('tab', { name: 'History' }).click();
});
afterAll(() => world?.stop());

const entries = () => panel.getByRole('list', { name: 'History' }).getByRole('listitem');
const names = () => entries().locator('.history-name').allInnerTexts();
const search = () => panel.getByRole('searchbox', { name: 'Search history' });
const starOf = (name: string) =>
  entries().filter({ hasText: name }).getByRole('button', { name: 'Star' });

it('tells results by what was asked for, and has nothing to search while all is in sight', async () => {
  await expect.poll(names).toEqual(['a red balloon over the pond', 'plain']);
  expect(await entries().first().innerText()).toContain('Edited · 1280 × 960');
  expect(await search().count()).toBe(0);
});

it('finds images by any words of prompt and title, and says where there is none', async () => {
  for (const [index, colour] of colours.entries()) {
    const buffer = await png(colour);
    const name = index < 2 ? 'Été à la mer.png' : `${colour} 기와집.png`;
    await panel.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    await panel.locator('[data-testid=stage][data-image-width="64"]').waitFor();
    await panel.getByRole('tab', { name: 'History' }).click();
    await expect.poll(() => entries().count()).toBe(3 + index);
  }
  await search().fill('pond RED');
  await expect.poll(names).toEqual(['a red balloon over the pond']);
  await search().fill('ete');
  await expect.poll(names).toEqual(['Été à la mer', 'Été à la mer']);
  await search().fill('기와 navy');
  await expect.poll(names).toEqual(['navy 기와집']);
  await panel.getByRole('status').filter({ hasText: '1 of 6 found' }).waitFor();
  await search().fill('a unicorn');
  await panel.getByText('Nothing found.').waitFor();
  await search().fill('');
  await expect.poll(() => entries().count()).toBe(6);
});

it('keeps stars, and shows the starred ones only', async () => {
  await starOf('gold').click();
  await expect.poll(() => starOf('gold').getAttribute('aria-pressed')).toBe('true');
  await panel.reload();
  await expect.poll(() => starOf('gold').getAttribute('aria-pressed')).toBe('true');
  await button(panel, 'Starred only').click();
  await expect.poll(names).toEqual(['gold 기와집']);
  await starOf('gold').click();
  await panel.getByText('Nothing found.').waitFor();
  await button(panel, 'Starred only').click();
});

it('saves what it shows as one ZIP, each under a name of its own', async () => {
  await search().fill('ete');
  await expect.poll(() => entries().count()).toBe(2);
  const save = () => button(panel, 'Save these 2 as ZIP').click();
  const files = readZip(await readFile(await downloadInto(world.browser, folder, save)));
  expect(files.map(({ name }) => name)).toEqual([
    'Été à la mer - repaint.png',
    'Été à la mer - repaint (2).png',
  ]);
  expect(files.map(({ bytes }) => bytes)).toEqual([await png('teal'), await png('crimson')]);
  await button(panel, 'Save these 2 as ZIP').waitFor();
});

it('keeps what was searched for, and where the list was scrolled to, while another tab is looked at', async () => {
  expect(await search().inputValue()).toBe('ete');
  await panel.getByRole('tab', { name: 'Edit' }).click();
  await panel.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => entries().count()).toBe(2);
  expect(await search().inputValue()).toBe('ete');
  await search().fill('');
  await panel.setViewportSize({ width: 360, height: 300 });
  await expect.poll(() => entries().count()).toBe(6);
  await panel.evaluate(() => window.scrollTo(0, 240));
  await expect.poll(() => panel.evaluate(() => window.scrollY)).toBe(240);
  await panel.getByRole('tab', { name: 'Generate' }).click();
  await panel.getByRole('textbox', { name: 'Prompt' }).waitFor();
  await panel.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => panel.evaluate(() => window.scrollY)).toBe(240);
});
