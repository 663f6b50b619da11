import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withHelperPage } from '../rig/helper-page';
import { killWorker } from '../rig/kill-worker';
import { allowPermission } from '../rig/permission-dialog';
import { until } from '../rig/poll';
import { ask, openPlainPicture, paint, resultText } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld();
  await switchOn(world);
});
afterAll(() => world?.stop());
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await panel.evaluate(async () => {
    for (const id of Object.keys(await chrome.notifications.getAll()))
      await chrome.notifications.clear(id);
  });
  await openPlainPicture(panel);
  await paint(panel);
});

/** The settings of the jobs, in a tab. */
async function openJobSettings({ visit, browser: { extensionId } }: World) {
  const options = await visit(`chrome-extension://${extensionId}/options.html`);
  await options.locator('summary', { hasText: 'Jobs' }).click();
  const notify = options.getByRole('checkbox', { name: 'Notify me when a job ends' });
  const permissions = () =>
    options.evaluate(async () => (await chrome.permissions.getAll()).permissions);
  return { notify, permissions };
}

/** Switches notifications on, which the browser asks about the first time. */
async function switchOn(world: World): Promise<void> {
  const { notify } = await openJobSettings(world);
  await allowPermission(world.display, () => notify.click());
  await until('the tick', () => notify.isChecked());
}

/** The same where the permission is there already. */
async function switchOnAgain(): Promise<void> {
  const { notify } = await openJobSettings(world);
  await notify.check();
  await panel.bringToFront();
}

/** Ids of the notifications that the system shows for us. */
const notified = async (): Promise<string[]> => {
  const worker = await world.browser.worker();
  return worker.evaluate(async () => Object.keys((await chrome.notifications?.getAll()) ?? {}));
};

/** Starts a job that takes a moment and closes the panel meanwhile. */
async function askAndLeave(prompt: string, delayBeforeHeadersMs = 1500): Promise<void> {
  world.server.behave({ delayBeforeHeadersMs });
  await newsOf(''); // none is left of another job
  await ask(panel, prompt);
  await expect.poll(() => world.server.requests.length).toBe(1);
  await panel.close();
}

/** Playwright has the browser say of every page that it can be seen, so what it says of a hidden one is put there. */
const lookAway = (isAway: boolean): Promise<void> =>
  panel.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    isAway ? 'hidden' : 'visible',
  );

const newsOf = (badge: string) =>
  expect
    .poll(async () => (await world.browser.worker()).evaluate(() => chrome.action.getBadgeText({})))
    .toBe(badge);

it('says nothing while it is switched off', async () => {
  await askAndLeave('a quiet kite');
  await newsOf('✓');
  expect(await notified()).toEqual([]);
});

it('asks for the permission when it is switched on, and gives it back when it is switched off', async () => {
  const fresh = await startWorld({ connected: false });
  try {
    await switchOn(fresh);
    const { notify, permissions } = await openJobSettings(fresh);
    expect(await permissions()).toContain('notifications');
    await notify.uncheck();
    await expect.poll(permissions).not.toContain('notifications');
  } finally {
    await fresh.stop();
  }
});

it('tells of a job that ends with the panel closed', async () => {
  await switchOnAgain();
  await askAndLeave('a loud kite');
  await expect.poll(notified).toHaveLength(1);
  await newsOf('✓');
});

it('opens the panel by a click on it, and is gone then', async () => {
  await switchOnAgain();
  await askAndLeave('a loud kite');
  await expect.poll(notified).toHaveLength(1);
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

it('tells of a job that ends while the panel’s tab is behind another one, until the tab is looked at', async () => {
  await switchOnAgain();
  world.server.behave({ delayBeforeHeadersMs: 1500 });
  await ask(panel, 'a hidden kite');
  await lookAway(true);
  await expect.poll(notified).toHaveLength(1);
  await newsOf('✓');
  await lookAway(false);
  await newsOf('');
});

it('tells nothing of a job that ends in sight', async () => {
  await switchOnAgain();
  await ask(panel, 'a kite in sight');
  await resultText(panel);
  expect(await notified()).toEqual([]);
});

it('tells of a job that was cut off, once the background runs again', async () => {
  await switchOnAgain();
  await askAndLeave('a lost kite', 60_000);
  await killWorker(world.browser);
  await withHelperPage(world.browser, (helper) =>
    helper.evaluate(() => chrome.runtime.sendMessage({ command: 'check-jobs', argument: {} })),
  );
  await newsOf('!');
  await expect.poll(notified).toHaveLength(1);
});
