import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { killWorker } from '../rig/kill-worker';
import { allowPermission } from '../rig/permission-dialog';
import { ask, openPanelTab, openPlainPicture, paint, resultText } from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld();
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
  await paint(panel);
});
afterAll(() => world?.stop());
beforeEach(() => world.server.reset());

const optionsUrl = () => `chrome-extension://${world.browser.extensionId}/options.html`;

/** Ids of the notifications that the system shows for us. */
const notified = async (): Promise<string[]> => {
  const worker = await world.browser.worker();
  return worker.evaluate(async () => Object.keys((await chrome.notifications?.getAll()) ?? {}));
};

/** Starts a job that takes a moment and closes the panel meanwhile. */
async function askAndLeave(prompt: string, delayBeforeHeadersMs = 1500): Promise<void> {
  world.server.behave({ delayBeforeHeadersMs });
  await ask(panel, prompt);
  await expect.poll(() => world.server.requests.length).toBe(1);
  await panel.close();
}

const newsOf = (badge: string) =>
  expect
    .poll(
      async () => (await world.browser.worker()).evaluate(() => chrome.action.getBadgeText({})),
      {
        timeout: 20_000,
      },
    )
    .toBe(badge);

it('says nothing while it is switched off', async () => {
  await askAndLeave('a quiet kite');
  await newsOf('✓');
  expect(await notified()).toEqual([]);
});

it('asks for the permission when it is switched on', async () => {
  const options = await world.visit(optionsUrl());
  await options.locator('summary', { hasText: 'Jobs' }).click();
  const notify = options.getByRole('checkbox', { name: 'Notify me when a job ends' });
  await allowPermission(world.display, () => notify.click());
  await expect.poll(() => notify.isChecked()).toBe(true);
  const granted = await options.evaluate(
    async () => (await chrome.permissions.getAll()).permissions,
  );
  expect(granted).toContain('notifications');
});

it('tells of a job that ends with the panel closed', async () => {
  panel = await openPanelTab(world.browser);
  await askAndLeave('a loud kite');
  await expect.poll(notified).toHaveLength(1);
  await newsOf('✓');
});

it('opens the panel by a click on it, and is gone then', async () => {
  const [id = ''] = await notified();
  const opened = world.browser.context.waitForEvent('page');
  const worker = await world.browser.worker();
  await worker.evaluate((clicked) => {
    const { onClicked } = chrome.notifications;
    (onClicked as typeof onClicked & { dispatch(id: string): void }).dispatch(clicked);
  }, id);
  panel = await opened;
  expect(await resultText(panel)).toContain('0 of ');
  await expect.poll(notified).toEqual([]);
});

it('tells nothing of a job that ends in sight', async () => {
  await panel.getByRole('button', { name: 'Before', exact: true }).click();
  await ask(panel, 'a kite in sight');
  await resultText(panel);
  expect(await notified()).toEqual([]);
});

it('tells of a job that was cut off, once the background runs again', async () => {
  await panel.getByRole('button', { name: 'Before', exact: true }).click();
  await askAndLeave('a lost kite', 60_000);
  await killWorker(world.browser);
  const options = await world.visit(optionsUrl());
  await options.evaluate(() => chrome.runtime.sendMessage({ command: 'check-jobs', argument: {} }));
  await newsOf('!');
  await expect.poll(notified).toHaveLength(1);
});

it('gives the permission back when it is switched off', async () => {
  const options = await world.visit(optionsUrl());
  await options.locator('summary', { hasText: 'Jobs' }).click();
  await options.getByRole('checkbox', { name: 'Notify me when a job ends' }).uncheck();
  const granted = () =>
    options.evaluate(async () => (await chrome.permissions.getAll()).permissions);
  await expect.poll(granted).not.toContain('notifications');
});
