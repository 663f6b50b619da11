import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDrawing, unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import { newestRecord } from './library';
import { button, openPanelTab, openPlainPicture, paintAndAsk, promptOf, resultText } from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
  await paintAndAsk(panel, 'a red balloon');
  await resultText(panel);
});
afterAll(() => world?.stop());

const tab = (name: string) => panel.getByRole('tab', { name }).click();
const entries = () => panel.getByRole('list', { name: 'History' }).getByRole('listitem');
const bringBack = () => button(panel, 'Bring back');
const notice = () => panel.locator('.toast');

async function deleteOldest(): Promise<void> {
  await expect.poll(() => entries().count()).toBe(2);
  await entries().last().getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => entries().count()).toBe(1);
}

describe('a deleted image', () => {
  it('can be had back after a look elsewhere, with its prompt', async () => {
    await tab('History');
    await deleteOldest();
    await tab('Generate');
    await bringBack().click();
    await tab('History');
    await expect.poll(() => entries().count()).toBe(2);
    await entries().nth(1).getByRole('button', { name: 'Edit' }).click();
    await expect.poll(() => promptOf(panel).inputValue()).toBe('a red balloon');
  });

  it('is one of several that come back one after the other', async () => {
    await tab('History');
    await deleteOldest();
    await entries().first().getByRole('button', { name: 'Delete' }).click();
    await panel.getByText('2 images deleted').waitFor();
    await bringBack().click();
    await expect.poll(() => entries().count()).toBe(1);
    await bringBack().click();
    await expect.poll(() => entries().count()).toBe(2);
    await bringBack().waitFor({ state: 'detached' });
  });

  it('is not deleted for good by closing the notice: the next deletion offers both again', async () => {
    await tab('History');
    await deleteOldest();
    await notice().getByRole('button', { name: 'Close' }).click();
    await bringBack().waitFor({ state: 'detached' });
    await entries().first().getByRole('button', { name: 'Delete' }).click();
    await bringBack().click();
    await bringBack().click();
    await expect.poll(() => entries().count()).toBe(2);
  });

  it('takes its mask with it once the way back is gone, and no figure of money', async () => {
    const before = await newestRecord<EditJob>(panel, 'jobs');
    expect(unpackDrawing(before.drawing)).toHaveLength(1);
    await tab('History');
    await deleteOldest();
    await panel.close();
    panel = await openPanelTab(world.browser);
    await expect
      .poll(async () => (await newestRecord<EditJob>(panel, 'jobs')).drawing)
      .toBe(emptyDrawing);
    const { costUsd, prompt } = await newestRecord<EditJob>(panel, 'jobs');
    expect([costUsd, prompt]).toEqual([before.costUsd, 'a red balloon']);
  });
});

describe('Delete everything', () => {
  it('asks once more, and lets be', async () => {
    await button(panel, 'Settings').click();
    await panel.locator('summary', { hasText: 'On this device' }).click();
    await button(panel, 'Delete everything').click();
    await button(panel, 'Keep').click();
    await button(panel, 'Delete everything').waitFor();
    await tab('History');
    await expect.poll(() => entries().count()).toBe(1);
  });

  it('leaves no image and no prompt, and what was spent', async () => {
    await button(panel, 'Settings').click();
    await panel.locator('summary', { hasText: 'On this device' }).click();
    await button(panel, 'Delete everything').click();
    await button(panel, 'Delete for good').click();
    await panel.getByText('Everything was deleted.').waitFor();
    const { prompt, costUsd } = await newestRecord<EditJob>(panel, 'jobs');
    expect(prompt).toBe('');
    expect(costUsd).toBeGreaterThan(0);
    await tab('History');
    await panel.getByText('Images you repaint or generate are kept here').waitFor();
  });
});

describe('selected text for a new picture', () => {
  const select = async (selectionText: string) => {
    const worker = await world.browser.worker();
    await worker.evaluate((text) => {
      const { onClicked } = chrome.contextMenus;
      (onClicked as typeof onClicked & { dispatch(info: object): void }).dispatch({
        menuItemId: 'generate-from-selection',
        selectionText: text,
      });
    }, selectionText);
  };
  const draft = () => promptOf(panel).inputValue();

  it('takes the place of what was written, which one press brings back', async () => {
    await tab('Generate');
    await promptOf(panel).fill('a house of my own');
    await expect.poll(draft).toBe('a house of my own');
    await select('a red kite');
    await expect.poll(draft).toBe('a red kite');
    await button(panel, 'Restore my prompt').click();
    await expect.poll(draft).toBe('a house of my own');
    await button(panel, 'Restore my prompt').waitFor({ state: 'detached' });
  });
});
