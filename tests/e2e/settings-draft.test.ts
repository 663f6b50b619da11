import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { alertOf, button, openPanelTab } from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true, connected: false });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  await panel?.close();
  const worker = await world.browser.worker();
  await worker.evaluate(() => chrome.storage.local.clear());
  panel = await openPanelTab(world.browser);
  await button(panel, 'Settings').click();
  await apiKey().waitFor();
});

const apiKey = () => panel.getByRole('textbox', { name: 'API key' });
const storedKey = () =>
  panel.evaluate(async () => {
    const { connection } = await chrome.storage.local.get<{ connection?: { apiKey?: string } }>();
    return connection?.apiKey;
  });

/** Pastes a text where no field has the focus, as a browser tells a page of it. */
const pasteBeside = (text: string) =>
  panel.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);

const aKey = 'sk-test-0123456789abcdefghij';

it('a key that is half typed is there again after the gear was pressed twice', async () => {
  await apiKey().fill('sk-half');
  await button(panel, 'Settings').click();
  await expect.poll(() => apiKey().count()).toBe(0);
  await button(panel, 'Settings').click();
  expect(await apiKey().inputValue()).toBe('sk-half');
  expect(await storedKey()).toBeUndefined();
});

it('a key that is pasted beside its field gets into it, and is not stored before Save', async () => {
  await pasteBeside(` ${aKey}\n`);
  await expect.poll(() => apiKey().inputValue()).toBe(aKey);
  expect(await storedKey()).toBeUndefined();
  await button(panel, 'Save').click();
  await expect.poll(storedKey).toBe(aKey);
});

it('a key that is pasted into the panel brings up the settings with it', async () => {
  await button(panel, 'Settings').click();
  await panel.getByText('Open a file').waitFor();
  await pasteBeside(aKey);
  await expect.poll(() => apiKey().inputValue()).toBe(aKey);
  expect(await alertOf(panel).count()).toBe(0);
});

it('other text that is pasted beside the fields changes nothing', async () => {
  await apiKey().fill('sk-half');
  await pasteBeside('a red umbrella');
  expect(await apiKey().inputValue()).toBe('sk-half');
  expect(await alertOf(panel).count()).toBe(0);
});

it('Enter in the monthly limit does not save the connection', async () => {
  await apiKey().fill(aKey);
  await panel.locator('summary', { hasText: 'Costs' }).click();
  const limit = panel.getByRole('textbox', { name: 'Monthly limit' });
  await limit.fill('5');
  await limit.press('Enter');
  // Were it saved, that would be before what is stored next.
  await panel.evaluate(() => chrome.storage.local.set({ marker: true }));
  expect(await storedKey()).toBeUndefined();
  expect(await apiKey().inputValue()).toBe(aKey);
});

it('Enter in the API key saves it', async () => {
  await apiKey().fill(aKey);
  await apiKey().press('Enter');
  await expect.poll(storedKey).toBe(aKey);
});

it('Enter in the passphrase of a locked key unlocks it', async () => {
  await apiKey().fill(aKey);
  await panel.locator('summary', { hasText: 'Server' }).click();
  await panel.getByRole('combobox', { name: 'kept' }).selectOption('passphrase');
  await panel.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('open sesame');
  await button(panel, 'Save').click();
  await panel.getByRole('status').getByText('Saved').waitFor();
  await panel.evaluate(() => chrome.storage.session.clear());
  await panel.reload();
  await button(panel, 'Settings').click();
  const passphrase = panel.getByRole('textbox', { name: 'Passphrase of your key' });
  await passphrase.fill('open sesame');
  await passphrase.press('Enter');
  await expect.poll(() => passphrase.count()).toBe(0);
  expect(await apiKey().getAttribute('placeholder')).toMatch(/^Kept/);
  expect(await panel.content()).not.toContain(aKey);
});

it('the key is shown as dots until it is asked for', async () => {
  const security = () =>
    apiKey().evaluate((field) => getComputedStyle(field).getPropertyValue('-webkit-text-security'));
  expect(await security()).toBe('disc');
  await button(panel, 'Show: API key').click();
  expect(await security()).toBe('none');
  await button(panel, 'Show: API key').click();
  expect(await security()).toBe('disc');
});
