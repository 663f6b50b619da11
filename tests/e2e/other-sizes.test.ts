import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/steps';
import type { StoredDraft } from '../../utils/library/records';
import { siteCases } from './capture-site/cases';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestRecord } from './library';
import { button, promptOf, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;

beforeEach(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});

afterEach(async () => {
  await world?.stop();
  await site?.close();
});

async function capture(url: string): Promise<Page> {
  const page = await world.visit(url);
  await world.rightClick(page.locator('#case'));
  const panel = await world.panel();
  await stageOf(panel).waitFor();
  return panel;
}

const widthOf = (panel: Page) => stageOf(panel).getAttribute('data-image-width');
const sizes = (panel: Page) => panel.getByRole('combobox', { name: /^Other sizes/ });

const newestDraft = (panel: Page) => newestRecord<StoredDraft>(panel, 'drafts');

it('another size takes the place of the one that is open, with what was painted on it', async () => {
  const index = siteCases.findIndex(({ name }) => name === 'img with srcset by width');
  const panel = await capture(`${site.origin}/case/${index}`);
  await expect.poll(() => widthOf(panel)).toBe('960');
  await promptOf(panel).fill('a red umbrella');
  await stageOf(panel).click({ position: { x: 160, y: 120 } });
  await button(panel, 'Undo').and(panel.locator(':enabled')).waitFor();
  const steps = unpackDrawing((await newestDraft(panel)).drawing);

  await sizes(panel).selectOption({ label: '240 × 160' });
  await expect.poll(() => widthOf(panel)).toBe('240');
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a red umbrella');
  const [before, after] = [steps[0], unpackDrawing((await newestDraft(panel)).drawing)[0]];
  if (before?.kind !== 'stroke' || after?.kind !== 'stroke') throw new Error('no stroke');
  expect(after.size).toBeCloseTo(before.size / 4);
  expect(after.points[0]?.[0]).toBeCloseTo((before.points[0]?.[0] ?? 0) / 4);

  // The size that was open is one of the others now.
  expect(await sizes(panel).locator('option').allTextContents()).toEqual([
    'Other sizes (2)',
    '960 × 640',
    '480 × 320',
  ]);
  await panel.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => panel.locator('.history-entry').count()).toBe(1);
  await panel.getByRole('tab', { name: 'Edit' }).click();
});

it('offers what the page says inside the empty prompt, and puts nothing in by itself', async () => {
  const panel = await capture(pageOf(site, `${site.origin}/same.png`));
  const offered = panel.getByRole('combobox', { name: 'From the page' });
  expect(await promptOf(panel).inputValue()).toBe('');
  expect(await offered.locator('option').allTextContents()).toEqual([
    'From the page',
    'the case',
    'A caption',
  ]);
  await offered.selectOption('the case');
  await expect.poll(() => promptOf(panel).inputValue()).toBe('the case');
  expect(await offered.count()).toBe(0);
  await promptOf(panel).fill('');
  await offered.waitFor(); // not in the prompt any more, so offered again
});
