import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { button, openPlainPicture, paintAndAsk, resultText, saveSettings } from './steps';
import { connectTo, startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
beforeEach(async () => {
  await connectTo(world.browser, world.server);
  panel = await startAfresh(world, panel);
  world.server.behave({ personality: 'azure' });
  await addAzure();
});
afterAll(() => world?.stop());

const choose = (name: string, label: string) =>
  panel.getByRole('combobox', { name }).selectOption({ label });
const said = (text: string) => panel.getByRole('status').filter({ hasText: text }).waitFor();

/** Adds an Azure resource by its own forms beside the first server, and uses it. */
async function addAzure(): Promise<void> {
  await button(panel, 'Settings').click();
  await panel.getByText('Servers and key', { exact: true }).click();
  await button(panel, 'Add a server').click();
  await panel.getByRole('textbox', { name: 'Name' }).fill('Azure');
  await choose('Key sent as', 'api-key');
  await choose('Path', 'Azure: /openai/deployments/…');
  await panel.getByRole('textbox', { name: 'api-version' }).fill('2025-04-01-preview');
  await saveSettings(panel, { apiKey: world.server.apiKey, baseUrl: world.server.origin });
  await said('Saved');
}

it('an Azure resource is added beside the first server, and the verdict says what was found', async () => {
  await button(panel, 'Test connection').click();
  await said('The server accepts the key');
  expect(world.server.requests.at(-1)).toMatchObject({ method: 'GET', billed: false });
  expect(world.server.requests.at(-1)?.path).toBe('/openai/models?api-version=2025-04-01-preview');
});

it('an edit goes to the deployment of that name, with the key in its own header', async () => {
  await panel.getByRole('tab', { name: 'Edit' }).click();
  await openPlainPicture(panel);
  await paintAndAsk(panel, 'a red balloon');
  expect(await resultText(panel)).toMatch(/0 of [\d,]+ pixels changed outside/);
  const posts = world.server.requests.filter(({ method }) => method === 'POST');
  expect(posts).toHaveLength(1);
  expect(posts[0]?.path).toBe(
    '/openai/deployments/gpt-image-2.6-sunburst/images/edits?api-version=2025-04-01-preview',
  );
  expect(posts[0]?.headers).toHaveProperty('api-key');
  expect(posts[0]?.headers).not.toHaveProperty('authorization');
});

it('the first server is one choice away, as it was', async () => {
  world.server.behave({ personality: 'openai' });
  await choose('Server in use', new URL(world.server.baseUrl).host);
  await expect
    .poll(() => panel.getByRole('textbox', { name: 'Base URL' }).inputValue())
    .toBe(world.server.baseUrl);
  await button(panel, 'Test connection').click();
  await said('The connection works');
});

it('until another server is there its fields take no text, which the server before would get', async () => {
  const name = panel.getByRole('textbox', { name: 'Name' });
  await panel.evaluate(() => {
    const { local } = chrome.storage;
    const set = local.set.bind(local);
    const held = new Promise<void>((resolve) => {
      addEventListener('test-release', () => resolve(), { once: true });
    });
    local.set = (items: object) => held.then(() => set(items));
  });
  await button(panel, 'Add a server').click();
  await expect.poll(() => name.isDisabled()).toBe(true);
  await name.focus();
  await panel.keyboard.type('typed early');
  await panel.evaluate(() => dispatchEvent(new Event('test-release')));
  await expect.poll(() => name.isEnabled()).toBe(true);
  expect(await name.inputValue()).toBe('New server');
  await name.focus();
  await panel.keyboard.type(' typed late');
  expect(await name.inputValue()).toBe('New server typed late');
  await choose('Server in use', 'Azure');
  await expect.poll(() => name.inputValue()).toBe('Azure');
});
