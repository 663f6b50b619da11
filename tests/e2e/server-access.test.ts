import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { allowPermission } from '../rig/permission-dialog';
import { button, openPlainPicture, paintAndAsk, resultText, saveSettings } from './steps';
import { startWorld, type World } from './world';

/*
 * A server of the user's own that sends no CORS headers: out of reach for an extension without
 * host permission, until the user allows that one server.
 */
let world: World;
let closed: ImagesServer;
let page: Page;

beforeEach(async () => {
  [world, closed] = await Promise.all([
    startWorld({ connected: false }),
    startImagesServer({ cors: false }),
  ]);
  page = await world.visit(`chrome-extension://${world.browser.extensionId}/options.html`);
});

afterEach(async () => {
  await world?.stop();
  await closed?.close();
});

const allow = () => button(page, `Allow access to ${new URL(closed.baseUrl).host}`);

async function testInVain(): Promise<void> {
  await saveSettings(page, { apiKey: closed.apiKey, baseUrl: closed.baseUrl });
  await button(page, 'Test connection').click();
  await page.locator('[role=alert][data-code=server-unreachable]').waitFor();
}

it('says that the server can’t be reached and offers to allow it', async () => {
  await testInVain();
  await allow().waitFor();
});

it('reaches the server once it is allowed, and has access to nothing else', async () => {
  await testInVain();
  await allowPermission(world.display, () => allow().click());
  await page.getByText('The connection works').waitFor();
  const origins = await page.evaluate(async () => (await chrome.permissions.getAll()).origins);
  expect(origins).toEqual(['http://127.0.0.1/*']);
});

it('after an edit that could not reach it, one button allows it and tries again', async () => {
  await saveSettings(page, { apiKey: closed.apiKey, baseUrl: closed.baseUrl });
  await page.getByText('Saved', { exact: true }).waitFor();
  const panel = await world.visit(`chrome-extension://${world.browser.extensionId}/sidepanel.html`);
  await openPlainPicture(panel);
  await paintAndAsk(panel, 'a red balloon');
  await panel.locator('[role=alert][data-code=server-unreachable]').waitFor();
  const again = panel.getByRole('button', { name: /^Allow access to .+ and try again/ });
  await allowPermission(world.display, () => again.click());
  await resultText(panel);
  expect(closed.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
