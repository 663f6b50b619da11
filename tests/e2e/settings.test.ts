import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/base/errors';
import { startImagesServer } from '../images-server/server';
import {
  alertOf,
  button,
  expectWords,
  openPanelTab,
  openPlainPicture,
  paintAndAsk,
  saveSettings,
  stageOf,
} from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;
/** A web server that is no API. */
let website: Server;
let websiteUrl: string;
/** A server that knows no path but that of edits. */
let bare: Server;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  website = createServer((_, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*, authorization');
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A shop</title><h1>Shoes</h1>');
  });
  bare = createServer(({ method }, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*, authorization');
    response.writeHead(method === 'OPTIONS' ? 204 : 404).end();
  });
  await Promise.all([listen(website), listen(bare)]);
  websiteUrl = `http://127.0.0.1:${portOf(website)}/v1`;
  world = await startWorld({ headless: true, connected: false });
  panel = await openPanelTab(world.browser);
});
afterAll(async () => {
  website?.close();
  bare?.close();
  await world?.stop();
});
beforeEach(() => world.server.reset());

const apiKey = (page: Page) => page.getByRole('textbox', { name: 'API key' });
const baseUrl = (page: Page) => page.getByRole('textbox', { name: 'Base URL' });
const outcome = (page: Page) => page.getByRole('status');

/** Types a connection and presses "Test connection". */
async function test(page: Page, key: string, url: string): Promise<void> {
  await apiKey(page).fill(key);
  await baseUrl(page).fill(url);
  await button(page, 'Test connection').click();
}

async function expectFailure(page: Page, code: ErrorCode): Promise<void> {
  await alertOf(page).waitFor();
  expect(await alertOf(page).getAttribute('data-code')).toBe(code);
  await expectWords(page);
}

describe('without a key', () => {
  it('the empty panel is whole and shows no failure', async () => {
    await button(panel, 'Open a file').waitFor();
    expect(await alertOf(panel).count()).toBe(0);
  });

  it('the Edit tab explains what is needed and where to get it; painting works', async () => {
    await openPlainPicture(panel);
    await panel.getByText('needs your own OpenAI API key').waitFor();
    const link = panel.getByRole('link', { name: 'Get a key' });
    expect(await link.getAttribute('href')).toBe('https://platform.openai.com/api-keys');
    expect(await alertOf(panel).count()).toBe(0);
  });

  it('Repaint says key-missing and stores no job', async () => {
    await paintAndAsk(panel, 'a red balloon');
    await expectFailure(panel, 'key-missing');
    expect(await panel.getByRole('progressbar').count()).toBe(0);
  });

  it('the Generate tab explains the same', async () => {
    await panel.getByRole('tab', { name: 'Generate' }).click();
    await panel.getByText('needs your own OpenAI API key').waitFor();
    await panel.getByRole('tab', { name: 'Edit' }).click();
  });

  it('the explanation leads to the settings', async () => {
    await button(panel, 'Open Settings').click();
    await apiKey(panel).waitFor();
    expect(await baseUrl(panel).inputValue()).toBe('https://api.openai.com/v1');
  });
});

describe.each(['panel', 'options'] as const)('the settings of the %s page', (place) => {
  let page: Page;

  beforeAll(async () => {
    page = place === 'panel' ? panel : await world.browser.context.newPage();
    if (place === 'options')
      await page.goto(`chrome-extension://${world.browser.extensionId}/options.html`);
    await apiKey(page).waitFor();
  });

  it('Test connection says that all is well, and at which model', async () => {
    await test(page, world.server.apiKey, world.server.baseUrl);
    await outcome(page).filter({ hasText: 'The connection works' }).waitFor();
    expect(await outcome(page).textContent()).toContain('gpt-image-2.6-sunburst');
    expect(world.server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['key-missing', '', 'https://api.openai.com/v1'],
    ['key-malformed', 'sk-küche', 'https://api.openai.com/v1'],
    ['key-malformed', 'sk-first sk-second', 'https://api.openai.com/v1'],
    ['base-url-invalid', 'sk-any', 'api.openai.com/v1'],
    ['base-url-invalid', 'sk-any', 'https://api.openai.com/v1?x=1'],
    ['base-url-invalid', 'sk-any', 'http://api.openai.com/v1'],
  ] as const)('Test connection and Save say %s for "%s" at %s', async (code, key, url) => {
    const before = await storedConnection(page);
    await test(page, key, url);
    await expectFailure(page, code);
    await saveSettings(page, { apiKey: `${key} ` });
    await expectFailure(page, code);
    expect(await storedConnection(page)).toEqual(before);
    expect(await apiKey(page).inputValue()).toBe(`${key} `);
  });

  it('a wrong key is named, and the alert does not repeat it', async () => {
    await test(page, 'sk-wrong-0123456789abcdef', world.server.baseUrl);
    await expectFailure(page, 'key-wrong');
    expect(await alertOf(page).textContent()).not.toContain('0123456789abcdef');
  });

  it('a server that wants a key and gets none is key-missing', async () => {
    await apiKey(page).fill('');
    await button(page, 'Remove the key').click();
    await button(page, 'Test connection').click();
    await expectFailure(page, 'key-missing');
  });

  it.each([
    ['organization_not_verified', 'organization-unverified'],
    ['insufficient_quota', 'quota-exhausted'],
    ['http_502', 'server-failed'],
  ] as const)('%s is said as %s', async (kind, code) => {
    world.server.behave({ fault: { kind, times: 1 } });
    await test(page, world.server.apiKey, world.server.baseUrl);
    await expectFailure(page, code);
  });

  it('a server without a model list is said to be reached and no more', async () => {
    await test(page, 'sk-any', `http://127.0.0.1:${portOf(bare)}/v1`);
    await outcome(page).filter({ hasText: 'offers no model list' }).waitFor();
    expect(await outcome(page).textContent()).not.toContain('works');
  });

  it('a model that the server does not list is model-not-found', async () => {
    const choose = (model: string) =>
      page.evaluate((value) => chrome.storage.local.set({ editOptions: value }), { model });
    await choose('gpt-image-9');
    await test(page, world.server.apiKey, world.server.baseUrl);
    await expectFailure(page, 'model-not-found');
    await choose('gpt-image-2.6-sunburst');
  });

  it('a closed port is server-unreachable', async () => {
    const closed = await startImagesServer();
    await closed.close();
    await test(page, world.server.apiKey, closed.baseUrl);
    await expectFailure(page, 'server-unreachable');
  });

  it('a web page is not-an-images-api', async () => {
    await test(page, world.server.apiKey, websiteUrl);
    await expectFailure(page, 'not-an-images-api');
  });

  it('a pasted line break around the key and a slash after the URL are tidied up', async () => {
    await apiKey(page).fill('');
    await apiKey(page).evaluate((input, text) => {
      if (!(input instanceof HTMLInputElement)) return;
      input.focus();
      document.execCommand('insertText', false, text);
    }, `\n${world.server.apiKey}\n`);
    await saveSettings(page, { baseUrl: ` ${world.server.baseUrl}/ ` });
    await outcome(page).filter({ hasText: 'Saved' }).waitFor();
    expect(await baseUrl(page).inputValue()).toBe(world.server.baseUrl);
    expect(await storedConnection(page)).toEqual({
      apiKey: world.server.apiKey,
      baseUrl: world.server.baseUrl,
    });
  });

  it('what was saved is there after a reload', async () => {
    await page.reload();
    if (place === 'panel') await button(page, 'Settings').click();
    await expect.poll(() => apiKey(page).getAttribute('placeholder')).toMatch(/^Kept/);
    expect(await page.content()).not.toContain(world.server.apiKey);
    expect(await baseUrl(page).inputValue()).toBe(world.server.baseUrl);
  });
});

describe('the key', () => {
  it('stands in no text of our pages', async () => {
    for (const page of world.browser.context.pages()) {
      expect(await page.locator('body').textContent()).not.toContain(world.server.apiKey);
    }
  });

  it('is stored on this device only', async () => {
    const stored = await panel.evaluate(async () => ({
      sync: JSON.stringify(await chrome.storage.sync.get(null)),
      session: JSON.stringify(await chrome.storage.session.get(null)),
    }));
    expect(stored).toEqual({ sync: '{}', session: '{}' });
  });

  it('is not in the details of a failure that quotes it', async () => {
    await panel.bringToFront();
    await panel.getByRole('tab', { name: 'Edit' }).click();
    await stageOf(panel).waitFor();
    world.server.behave({ fault: { kind: 'invalid_api_key', times: 1 } });
    await button(panel, 'Repaint').click();
    await expectFailure(panel, 'key-wrong');
    const text = (await alertOf(panel).textContent()) ?? '';
    expect(text).not.toContain(world.server.apiKey.slice(-4));
    expect(await panel.evaluate(readJobs)).not.toContain(world.server.apiKey);
  });
});

const storedConnection = (page: Page): Promise<unknown> =>
  page.evaluate(async () => (await chrome.storage.local.get('connection')).connection);

/** Everything that the library holds of jobs, as text. Runs in the page. */
const readJobs = () =>
  new Promise<string>((resolve, reject) => {
    const opening = indexedDB.open('repaint');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('jobs').objectStore('jobs').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(JSON.stringify(reading.result));
      };
    };
  });
