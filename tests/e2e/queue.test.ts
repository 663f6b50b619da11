import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, button, openPanelTab, openPlainPicture, paint, promptOf } from './steps';
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
  world.server.behave({ delayBeforeHeadersMs: neverMs });
  await openPlainPicture(panel);
  await paint(panel);
});
afterAll(() => world?.stop());

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');
const rows = () => panel.locator('.progress');
const result = (number: number) => panel.getByRole('option', { name: `Result ${number}` });
const badge = async () =>
  (await world.browser.worker()).evaluate(() => chrome.action.getBadgeText({}));

/** Lets the jobs that run come to their ends. */
async function finish(): Promise<void> {
  world.server.release();
  await expect.poll(() => rows().allInnerTexts(), { timeout: 120_000 }).toEqual([]);
}

/** Starts three jobs, of which two may run at the same time. */
async function startThree(): Promise<void> {
  for (const [index, prompt] of ['one balloon', 'two balloons', 'three balloons'].entries()) {
    await ask(panel, prompt);
    await expect.poll(() => rows().count()).toBe(index + 1);
  }
  await rows().filter({ hasText: 'Waiting for its turn' }).waitFor();
  await expect.poll(() => posts().length).toBe(2);
}

describe('several jobs at once', () => {
  it('run two by two; the third waits in sight, and the badge counts all three', async () => {
    await startThree();
    expect(await rows().nth(2).innerText()).toContain('three balloons');
    expect(posts()).toHaveLength(2);
    await expect.poll(badge).toBe('3');
    await finish();
    await result(3).waitFor();
    expect(posts()).toHaveLength(3);
  });

  it('the one that waits is cancelled at once and never sent', async () => {
    await startThree();
    await rows().nth(2).getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => rows().count()).toBe(2);
    await finish();
    await result(2).waitFor();
    expect(posts()).toHaveLength(2);
    await expect.poll(badge).toBe('');
  });
});

describe('the same wish twice', () => {
  it('is one job: Repaint waits for a change while it runs', async () => {
    await ask(panel, 'a green kite');
    await rows().first().waitFor();
    await expect.poll(() => button(panel, 'Repaint').isDisabled()).toBe(true);
    await promptOf(panel).press('Control+Enter');
    await promptOf(panel).fill('a yellow kite');
    await expect.poll(() => button(panel, 'Repaint').isEnabled()).toBe(true);
    await finish();
    await result(1).waitFor();
    expect(posts()).toHaveLength(1);
  });
});

describe('a job that ends with no panel open', () => {
  it('leaves a mark on the toolbar button that the next panel clears', async () => {
    await ask(panel, 'a purple kite');
    await expect.poll(() => posts().length).toBe(1);
    await panel.close();
    world.server.release();
    await expect.poll(badge).toBe('✓');
    panel = await openPanelTab(world.browser);
    await expect.poll(badge).toBe('');
  });
});
