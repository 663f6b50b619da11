import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { killWorker } from '../rig/kill-worker';
import { ask, openPanelTab, openPlainPicture, paint, promptOf } from './steps';
import { startAfresh, startWorld, type World } from './world';

/** Longer than any test: an answer comes when the server is told to release it. */
const neverMs = 600_000;

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
beforeEach(async () => {
  panel = await startAfresh(world, panel);
});
afterAll(() => world?.stop());

const tab = (name: string) => panel.getByRole('tab', { name });
const dotOn = (name: string) => tab(name).locator('.tab-news');
const rows = () => panel.locator('.ended-job');
const announced = () => panel.getByTestId('announcer').textContent();
const requests = () => world.server.requests.filter(({ method }) => method === 'POST').length;

/** Starts an edit whose answer, or failure, comes when the server is told to release it. */
async function startEdit(prompt: string): Promise<void> {
  world.server.behave({ delayBeforeHeadersMs: neverMs });
  await openPlainPicture(panel);
  await paint(panel);
  await ask(panel, prompt);
  await expect.poll(requests).toBe(1);
}

describe('a job that ends on another tab', () => {
  it('says so in a row with its picture until it is opened, and by a dot on the tab', async () => {
    await startEdit('a red balloon');
    await tab('Generate').click();
    expect(await dotOn('Edit').count()).toBe(0);
    world.server.release();
    await rows().getByText('Ready').waitFor();
    await rows().getByText('a red balloon').waitFor();
    await rows().locator('img').waitFor();
    await dotOn('Edit').waitFor();
    expect(await dotOn('Generate').count()).toBe(0);
    expect(await announced()).toBe('Ready: a red balloon');
    await rows().getByRole('button', { name: 'Open' }).click();
    await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
    await rows().waitFor({ state: 'detached' });
    await dotOn('Edit').waitFor({ state: 'detached' });
  });

  it('is seen by going there', async () => {
    await startEdit('a red balloon');
    await tab('History').click();
    world.server.release();
    await rows().waitFor();
    await tab('Edit').click();
    await rows().waitFor({ state: 'detached' });
    await tab('History').click();
    await tab('History').and(panel.locator('[aria-selected=true]')).waitFor();
    expect(await rows().count()).toBe(0);
  });

  it('closes for good by its X', async () => {
    await startEdit('a red balloon');
    await tab('Generate').click();
    world.server.release();
    await rows().getByRole('button', { name: 'Close' }).click();
    await rows().waitFor({ state: 'detached' });
    await panel.reload();
    await tab('Generate').and(panel.locator('[aria-selected=true]')).waitFor();
    expect(await rows().count()).toBe(0);
  });
});

describe('a job that ends in sight', () => {
  it('leaves no row, and is told to whoever does not see it', async () => {
    await startEdit('a red balloon');
    world.server.release();
    await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
    await expect.poll(announced).toBe('Ready: a red balloon');
    await tab('Generate').click();
    await promptOf(panel).waitFor();
    expect(await rows().count()).toBe(0);
    expect(await dotOn('Edit').count()).toBe(0);
  });
});

describe('a failure that nobody sees', () => {
  it('of a picture from text with the panel closed stands in a row of the next one, and leads to its alert', async () => {
    await tab('Generate').click();
    world.server.behave({ delayBeforeHeadersMs: neverMs });
    await promptOf(panel).fill('a lost kite');
    await panel.getByRole('button', { name: 'Generate' }).click();
    await expect.poll(requests).toBe(1);
    await tab('Edit').click();
    await panel.getByText('Repaint any image').waitFor();
    await panel.close();
    await killWorker(world.browser);
    panel = await openPanelTab(world.browser);
    await rows().getByText('Failed').waitFor();
    await rows().getByText('a lost kite').waitFor();
    await dotOn('Generate').waitFor();
    await rows().getByRole('button', { name: 'Open' }).click();
    await panel.getByRole('alert').waitFor();
    await rows().waitFor({ state: 'detached' });
  });
});
