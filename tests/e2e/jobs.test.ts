import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../images-server/recorder';
import type { ExtensionBrowser } from '../rig/extension-browser';
import { withHelperPage } from '../rig/helper-page';
import { killWorker } from '../rig/kill-worker';
import { closeSidePanel, type SidePanel } from '../rig/side-panel';
import { emptyLibrary } from './library';
import {
  alertOf,
  ask,
  button,
  maskIsShown,
  openOptions,
  openPlainPicture,
  openSidePanel,
  paint,
  promptOf,
  resultText,
  stageOf,
} from './steps';
import { startWorld, type World } from './world';

/** Longer than any test: the answer never comes by itself. */
const neverMs = 600_000;

let world: World;
let browser: ExtensionBrowser;
let panel: SidePanel;

beforeAll(async () => {
  world = await startWorld();
  browser = world.browser;
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});
beforeEach(async () => {
  world.server.reset();
  await emptyLibrary(browser);
  panel = await openSidePanel(browser);
  await openPlainPicture(panel.page);
  await paint(panel.page);
});
afterEach(() => closeSidePanel(browser, panel));

const posts = (): RecordedRequest[] =>
  world.server.requests.filter(({ method }) => method === 'POST');

const progress = () => panel.page.getByRole('progressbar');

/** Starts a job and waits until its request is with the server. */
async function send(prompt: string): Promise<void> {
  await ask(panel.page, prompt);
  await expect.poll(() => posts().length).toBe(1);
  await expect.poll(() => posts()[0]?.files.length).toBe(2);
}

async function reopen(): Promise<void> {
  panel = await openSidePanel(browser);
  await stageOf(panel.page).waitFor();
}

/** What stands on the toolbar button; asked of a page, since a worker that has just begun may never answer. */
const badge = () =>
  withHelperPage(browser, (helper) => helper.evaluate(() => chrome.action.getBadgeText({})));

async function expectDraft(prompt: string): Promise<void> {
  await expect.poll(() => promptOf(panel.page).inputValue()).toBe(prompt);
  await expect.poll(() => maskIsShown(panel.page)).toBe(true);
}

async function expectInterrupted(prompt: string): Promise<void> {
  await alertOf(panel.page)
    .and(panel.page.locator('[data-code=interrupted-after-sending]'))
    .waitFor();
  expect(await alertOf(panel.page).textContent()).toContain('may have been billed');
  expect(await progress().count()).toBe(0);
  await expectDraft(prompt);
  expect(posts()).toHaveLength(1);
}

describe('a running job', () => {
  it('shows its progress, and Cancel ends it and its request at once', async () => {
    world.server.behave({ delayBeforeHeadersMs: neverMs });
    await send('a red balloon');
    await progress().waitFor();
    await panel.page.getByRole('status').filter({ hasText: 'model' }).first().waitFor();
    await button(panel.page, 'Cancel').click();
    await progress().waitFor({ state: 'detached', timeout: 1_000 });
    const outcome = panel.page.getByRole('status').filter({ hasText: 'Cancelled' });
    expect(await outcome.textContent()).toContain('may still be billed');
    await expect.poll(() => posts()[0]?.disconnectedAt).toBeDefined();
    expect(await alertOf(panel.page).count()).toBe(0);
    await expectDraft('a red balloon');
    expect(posts()).toHaveLength(1);
  });

  it('shows partial pictures before the last one', async () => {
    world.server.behave({ delayBetweenEventsMs: 1_000 });
    await send('a blue cup');
    await stageOf(panel.page).locator('canvas.mask-preview:visible').waitFor();
    await resultText(panel.page);
    expect(posts()).toHaveLength(1);
  });

  it('ends while the panel is closed, and the panel shows its result when it is opened', async () => {
    world.server.behave({ delayBeforeHeadersMs: 1_500 });
    await send('a green tree');
    await closeSidePanel(browser, panel);
    await expect.poll(() => posts()[0]?.answeredAt).toBeDefined();
    await reopen();
    expect(await resultText(panel.page)).toContain('0 of ');
    await button(panel.page, 'Original').click();
    await expectDraft('a green tree');
    expect(posts()).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('is there again after the panel was closed, with its options', async () => {
    await openOptions(panel.page);
    await panel.page.getByRole('combobox', { name: 'Quality' }).selectOption('low');
    await panel.page.getByRole('slider', { name: 'Feather' }).press('Home');
    await promptOf(panel.page).fill('a yellow sun');
    const cost = await panel.page.getByTestId('cost').textContent();
    await closeSidePanel(browser, panel);
    await reopen();
    await expectDraft('a yellow sun');
    const quality = panel.page.getByRole('combobox', { name: 'Quality' });
    await expect.poll(() => quality.inputValue()).toBe('low');
    expect(await panel.page.getByRole('slider', { name: 'Feather' }).inputValue()).toBe('0');
    expect(await panel.page.getByTestId('cost').textContent()).toBe(cost);
    await button(panel.page, 'Undo').click();
    await expect.poll(() => maskIsShown(panel.page)).toBe(false);
  });
});

describe('a job whose worker was killed', () => {
  it('is shown as interrupted in the panel that is open, and is not sent again', async () => {
    world.server.behave({ delayBeforeHeadersMs: neverMs });
    await send('a white cat');
    await killWorker(browser);
    await expectInterrupted('a white cat');
  });

  it('is shown as interrupted when the panel is opened again', async () => {
    world.server.behave({ delayBeforeHeadersMs: neverMs });
    await send('a black cat');
    await closeSidePanel(browser, panel);
    await killWorker(browser);
    await reopen();
    await expectInterrupted('a black cat');
  });

  it('can be started once more by the user', async () => {
    world.server.behave({ delayBeforeHeadersMs: neverMs });
    await send('a black cat');
    await killWorker(browser);
    await expectInterrupted('a black cat');
    world.server.reset();
    await button(panel.page, 'Try again').click();
    expect(await resultText(panel.page)).toContain('0 of ');
    expect(posts()).toHaveLength(1);
  });
});

describe('a browser that is started again while a job runs', () => {
  it('shows the job as interrupted, with the draft, and sends nothing', async () => {
    world.server.behave({ delayBeforeHeadersMs: neverMs });
    await send('a pink flower');
    browser = await browser.restart();
    await expect.poll(() => posts()[0]?.disconnectedAt).toBeDefined();
    await expect.poll(badge, { timeout: 20_000, interval: 500 }).toBe('!'); // no panel is open yet
    await reopen();
    await expectInterrupted('a pink flower');
    await expect.poll(badge, { interval: 500 }).toBe('');
  });
});
