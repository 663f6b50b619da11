import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startImagesServer } from '../images-server/server';
import { button, openPanelTab, saveSettings } from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await button(panel, 'Settings').click();
  await panel.getByText('Servers and key', { exact: true }).click();
});
afterAll(() => world?.stop());

const outcome = () => panel.getByRole('status');
const works = () => outcome().filter({ hasText: 'The connection works' }).waitFor();
const choose = (name: string, label: string) =>
  panel.getByRole('combobox', { name }).selectOption({ label });

/** All that lies on the disk. */
const stored = () => panel.evaluate(async () => JSON.stringify(await chrome.storage.local.get()));
const endSession = () => panel.evaluate(() => chrome.storage.session.clear());

const keyField = () => panel.getByRole('textbox', { name: 'API key' });

/** Whether the panel says that it has a key; the key itself is never in the page. */
async function isKept(): Promise<boolean> {
  expect(await panel.content()).not.toContain(world.server.apiKey);
  return ((await keyField().getAttribute('placeholder')) ?? '').startsWith('Kept');
}

async function testConnection(): Promise<void> {
  await button(panel, 'Test connection').click();
  await works();
}

describe('the key', () => {
  it('kept for the session leaves the disk and works until the session ends', async () => {
    expect(await stored()).toContain(world.server.apiKey);
    await choose('Where the key is kept', 'Until the browser closes');
    await testConnection();
    expect(await stored()).not.toContain(world.server.apiKey);
    expect(await isKept()).toBe(true);
    await endSession();
    await expect.poll(isKept).toBe(false);
  });

  it('is encrypted only with a passphrase', async () => {
    await panel.getByRole('textbox', { name: 'API key' }).fill(world.server.apiKey);
    await choose('Where the key is kept', 'Encrypted with a passphrase');
    await button(panel, 'Save').click();
    await panel.locator('[role=alert][data-code=passphrase-missing]').waitFor();
    await panel.getByRole('textbox', { name: 'Passphrase' }).fill('correct horse');
    await testConnection();
    expect(await stored()).not.toContain(world.server.apiKey);
    expect(await stored()).toContain('sealedKey');
  });

  it('is asked for once a session; a wrong passphrase does not open it', async () => {
    await endSession();
    const passphrase = panel.getByRole('textbox', { name: 'Passphrase of your key' });
    await passphrase.fill('wrong horse');
    await button(panel, 'Unlock').click();
    await panel.locator('[role=alert][data-code=passphrase-wrong]').waitFor();
    await passphrase.fill('correct horse');
    await button(panel, 'Unlock').click();
    await passphrase.waitFor({ state: 'detached' });
    await testConnection();
    expect(await stored()).not.toContain(world.server.apiKey);
  });

  it('goes back to this device when that is chosen', async () => {
    await choose('Where the key is kept', 'On this device');
    await testConnection();
    expect(await stored()).toContain(world.server.apiKey);
    expect(await stored()).not.toContain('sealedKey');
  });
});

describe('another base URL', () => {
  it('gets no key that was entered for a server before, also where it is only tested', async () => {
    const other = await startImagesServer();
    try {
      await panel.getByRole('textbox', { name: 'Base URL' }).fill(other.baseUrl);
      await panel.getByText('is not sent anywhere else').waitFor();
      await button(panel, 'Test connection').click();
      await panel.getByRole('alert').waitFor();
      expect(other.requests.length).toBeGreaterThan(0);
      expect(other.requests.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
      await saveSettings(panel, { apiKey: world.server.apiKey, baseUrl: world.server.baseUrl });
      await testConnection();
      expect('authorization' in (world.server.requests.at(-1)?.headers ?? {})).toBe(true);
    } finally {
      await other.close();
    }
  });

  it('is warned of where it is unencrypted and on the internet', async () => {
    const warning = panel.getByText('This address is not encrypted');
    expect(await warning.count()).toBe(0); // the one in use is on this device
    const field = panel.getByRole('textbox', { name: 'Base URL' });
    await field.fill('http://images.example/v1');
    await warning.waitFor();
    await field.fill(world.server.baseUrl);
    await warning.waitFor({ state: 'detached' });
  });
});

describe('several servers', () => {
  it('are switched between, each with its own key', async () => {
    await button(panel, 'Add a server').click();
    await expect.poll(isKept).toBe(false);
    await panel.getByRole('textbox', { name: 'Name' }).fill('Second');
    await saveSettings(panel, { apiKey: 'sk-second-0123', baseUrl: 'http://127.0.0.1:9/v1' });
    await outcome().filter({ hasText: 'Saved' }).waitFor();
    await panel.getByRole('textbox', { name: 'API key' }).fill('sk-typed-and-not-saved');
    await choose('Server in use', new URL(world.server.baseUrl).host);
    // What was typed is the other server's. Both have a key, so that the field's placeholder would be no sign.
    await expect.poll(() => keyField().inputValue()).toBe('');
    expect(await isKept()).toBe(true);
    await testConnection();
  });

  it('are saved to a file without keys and come back from it', async () => {
    const [download] = await Promise.all([
      panel.waitForEvent('download'),
      button(panel, 'Export without keys').click(),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    expect(file).toContain('"Second"');
    expect(file).not.toContain('sk-');
    await panel.locator('input[type=file][accept*=json]').setInputFiles({
      name: 'servers.json',
      mimeType: 'application/json',
      buffer: Buffer.from(file),
    });
    await expect
      .poll(() => panel.getByRole('combobox', { name: 'Server in use' }).locator('option').count())
      .toBe(4);
  });

  it('are removed with their keys', async () => {
    await choose('Server in use', 'Second');
    await button(panel, 'Remove this one').click();
    await button(panel, 'Keep').click();
    expect(await stored()).toContain('sk-second-0123');
    await button(panel, 'Remove this one').click();
    await button(panel, 'Delete for good').click();
    await expect.poll(stored).not.toContain('sk-second-0123');
  });
});
