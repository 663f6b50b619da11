import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newestRecord } from './library';
import { alertOf, ask, button, openOptions, openPlainPicture, paint } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel);
  await paint(panel);
});

const cost = () => panel.getByTestId('cost');
const notice = () => panel.getByTestId('model-notice');
const ownPrice = () => panel.getByRole('textbox', { name: 'Price per picture in USD' });

/** What lies in the storage of someone who has chosen the model long ago. */
async function chooseStored(model: string): Promise<void> {
  const stored = { model, quality: 'auto', variants: 1, featherPx: 12, scope: 'around-mask' };
  await panel.evaluate((editOptions) => chrome.storage.local.set({ editOptions }), stored);
}

it('a model that was shut down is said so beside the button, and one click leads to ours', async () => {
  await chooseStored('gpt-image-1');
  await expect.poll(() => notice().innerText()).toContain('gpt-image-1 has been shut down');
  await button(panel, 'Use gpt-image-2.6-sunburst').click();
  await notice().waitFor({ state: 'detached' });
  await expect.poll(() => cost().innerText()).toMatch(/^about \$/);
});

it('a model that will end is said so with its day, in the form and in the list', async () => {
  const day = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const models = [{ id: 'gpt-image-1.5', shutdownDate: day }, { id: 'gpt-image-2.6-sunburst' }];
  const byServer = { [world.server.baseUrl]: { askedAt: Date.now(), models } };
  await panel.evaluate((value) => chrome.storage.local.set({ serverModels: value }), { byServer });
  await chooseStored('gpt-image-1.5');
  await expect
    .poll(() => notice().innerText())
    .toContain(`gpt-image-1.5 stops answering on ${day}`);
  await openOptions(panel);
  const model = panel.getByRole('combobox', { name: 'Model' });
  expect(await model.locator('option:checked').innerText()).toContain(`ends ${day}`);
});

it('a model without a price says so, and takes the user’s own price', async () => {
  await chooseStored('flux-fill');
  await expect.poll(() => cost().innerText()).toBe('price unknown');
  await openOptions(panel);
  await ownPrice().fill('two');
  await panel.getByText('Not an amount').waitFor();
  expect(await cost().innerText()).toBe('price unknown');
  await ownPrice().fill('0,02');
  await expect.poll(() => cost().innerText()).toBe('about $0.02');
  await ownPrice().press('Enter');
  expect(await panel.getByRole('progressbar').count()).toBe(0);
  expect(await alertOf(panel).count()).toBe(0); // without a prompt a start would be refused
});

it('a model that the server does not have leads to ours by one click, and costs nothing', async () => {
  await chooseStored('flux-fill');
  await expect.poll(() => cost().innerText()).toBe('price unknown');
  await ask(panel, 'a red balloon');
  await expect.poll(() => alertOf(panel).getAttribute('data-code')).toBe('model-not-found');
  await button(panel, 'Use gpt-image-2.6-sunburst').click();
  await button(panel, 'Repaint').click();
  await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
  const job = await newestRecord<{ options: { model: string } }>(panel, 'jobs');
  expect(job.options.model).toBe('gpt-image-2.6-sunburst');
  expect(world.server.requests.filter(({ billed }) => billed)).toHaveLength(1);
});

it('a quality without a published price is learned from what the first pictures cost', async () => {
  const xhigh = { quality: 'xhigh', variants: 1, featherPx: 12, scope: 'around-mask' };
  const stored = { ...xhigh, model: 'gpt-image-2.6-sunburst' };
  await panel.evaluate((editOptions) => chrome.storage.local.set({ editOptions }), stored);
  await expect.poll(() => cost().innerText()).toBe('price unknown');
  await ask(panel, 'a small kite');
  await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
  await button(panel, 'Original').click();
  await cost()
    .getByText(/^about \$0\.\d+$/)
    .waitFor();
  expect(await cost().getAttribute('title')).toContain('what you have paid');
});
