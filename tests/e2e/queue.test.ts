import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, button, openPanelTab, openPlainPicture, paint } from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
  await paint(panel);
});
afterAll(() => world?.stop());
const reset = () => world.server.reset();

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');
const rows = () => panel.locator('.progress');
const badge = async () =>
  (await world.browser.worker()).evaluate(() => chrome.action.getBadgeText({}));

describe('several jobs at once', () => {
  it('run two by two; the third waits in sight, and the badge counts all three', async () => {
    world.server.behave({ delayBeforeHeadersMs: 6000 });
    for (const [index, prompt] of ['one balloon', 'two balloons', 'three balloons'].entries()) {
      await ask(panel, prompt);
      await expect.poll(() => rows().count()).toBe(index + 1);
    }
    await rows().filter({ hasText: 'Waiting for its turn' }).waitFor();
    expect(await rows().nth(2).innerText()).toContain('three balloons');
    await expect.poll(() => posts().length).toBe(2);
    expect(await badge()).toBe('3');
  });

  it('the one that waits is cancelled at once and never sent', async () => {
    await rows().nth(2).getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => rows().count()).toBe(2);
    await panel.getByRole('option', { name: 'Result 2' }).waitFor();
    await expect.poll(() => rows().count()).toBe(0);
    expect(posts()).toHaveLength(2);
    expect(await badge()).toBe('');
  });
});

describe('the same wish twice', () => {
  it('is one job: Repaint waits for a change while it runs', async () => {
    reset();
    world.server.behave({ delayBeforeHeadersMs: 3000 });
    await ask(panel, 'a green kite');
    await rows().first().waitFor();
    expect(await button(panel, 'Repaint').isDisabled()).toBe(true);
    await panel.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter');
    await panel.getByRole('textbox', { name: 'Prompt' }).fill('a yellow kite');
    expect(await button(panel, 'Repaint').isEnabled()).toBe(true);
    await panel.getByRole('option', { name: 'Result 3' }).waitFor();
    expect(posts()).toHaveLength(1);
  });
});

describe('a job that ends with no panel open', () => {
  it('leaves a mark on the toolbar button that the next panel clears', async () => {
    reset();
    world.server.behave({ delayBeforeHeadersMs: 2000 });
    await ask(panel, 'a purple kite');
    await expect.poll(() => posts().length).toBe(1);
    await panel.close();
    await expect.poll(badge).toBe('✓');
    panel = await openPanelTab(world.browser);
    await expect.poll(badge).toBe('');
  });
});
