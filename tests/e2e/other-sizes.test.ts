import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/pack';
import type { StoredDraft } from '../../utils/library/records';
import { siteCases } from './capture-site/cases';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestRecord } from './library';
import { button, openPanelTab, promptOf, stageOf } from './steps';
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

it('offers what the page says for the prompt, and keeps away what was removed', async () => {
  const panel = await capture(pageOf(site, `${site.origin}/same.png`));
  const chip = (text: string, owner = panel) => button(owner, text);
  await chip('the case').click();
  await expect.poll(() => promptOf(panel).inputValue()).toBe('the case');
  expect(await chip('the case').count()).toBe(0);
  await chip('Remove the suggestion “A caption”').click();
  await expect.poll(() => chip('A caption').count()).toBe(0);

  const tab = await openPanelTab(world.browser);
  await expect.poll(() => promptOf(tab).inputValue()).toBe('the case');
  await promptOf(tab).fill('');
  await chip('the case', tab).waitFor(); // not in the prompt any more, so offered again
  expect(await chip('A caption', tab).count()).toBe(0);
  await tab.close();
});
