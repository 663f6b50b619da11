import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allowPermission } from '../rig/permission-dialog';
import { until } from '../rig/poll';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { type CaptureOutcome, newestCapture, nextCapture } from './capture-steps';
import { button, maskIsShown, paint } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

async function captureByClick(
  src: string,
  style?: string,
): Promise<{ outcome: CaptureOutcome; panel: Page }> {
  const page = await world.visit(pageOf(site, src, style));
  const before = await newestCapture(world);
  await world.rightClick(page.locator('#case'));
  const panel = await world.panel();
  return { outcome: await nextCapture(world, before), panel };
}

const getOriginal = (panel: Page) => panel.getByRole('button', { name: /^Get the original/ });

const sessionRules = async (): Promise<number> => {
  const worker = await world.browser.worker();
  return worker.evaluate(async () => (await chrome.declarativeNetRequest.getSessionRules()).length);
};

const isTheFile = async ({ base64 = '' }: CaptureOutcome) =>
  Buffer.from(base64, 'base64').equals(await noise(240, 160));

it('gets a closed file after asking for its one site, and shows the site in the settings', async () => {
  const small = 'width:120px;height:80px';
  const { outcome, panel } = await captureByClick(`${site.other}/n/240x160.png`, small);
  expect(outcome).toMatchObject({ source: 'screenshot', width: 120, height: 80 });
  await paint(panel);
  await allowPermission(world.display, () => getOriginal(panel).click());
  const original = await nextCapture(world, outcome);
  expect(original).toMatchObject({ source: 'original', width: 240, height: 160 });
  expect(await isTheFile(original)).toBe(true);
  await panel.getByText('Original file').waitFor();
  expect(await maskIsShown(panel)).toBe(true);
  await panel.getByRole('tab', { name: 'History' }).click();
  await panel.locator('.history-entry').first().waitFor();
  expect(await panel.locator('.history-entry').count()).toBe(1); // in the screenshot's place
  await panel.getByRole('tab', { name: 'Edit' }).click();
  await button(panel, 'Settings').click();
  await panel.getByText('Sites you gave access to').waitFor();
  await panel.getByRole('button', { name: 'Revoke access to http://localhost' }).click();
  await until('the site is gone from the settings', async () => {
    return (await panel.getByText('Sites you gave access to').count()) === 0;
  });
  await button(panel, 'Settings').click();
});

it('sends the site’s cookies where the file needs them', async () => {
  const page = await world.visit(`${site.other}/case/0`); // sets the cookie
  await page.locator('#case').waitFor();
  const { outcome, panel } = await captureByClick(`${site.other}/n/240x160.png?cookie`);
  expect(outcome.state).toBe('failed'); // nor does the page get it
  await getOriginal(panel).click(); // Chromium grants anew without asking what was once granted
  expect(await nextCapture(world, outcome)).toMatchObject({ source: 'original', width: 240 });
});

it('says which site the page is of where the file wants to see it, and leaves no rule behind', async () => {
  // A wildcard in the address must not be taken for one.
  const { outcome, panel } = await captureByClick(`${site.other}/n/240x160.png?referer&a=*^b`);
  expect(outcome.source).toBe('screenshot'); // the page itself says so when it loads the file
  await getOriginal(panel).click(); // the site is still allowed
  const original = await nextCapture(world, outcome);
  expect(original).toMatchObject({ source: 'original', width: 240 });
  expect(await sessionRules()).toBe(0);
});

it('says so and keeps the screenshot where even that fails', async () => {
  const { outcome, panel } = await captureByClick(`${site.other}/guarded.png`);
  expect(outcome.source).toBe('screenshot');
  await getOriginal(panel).click();
  await panel.locator('[role=alert][data-code=image-forbidden]').waitFor();
  await panel.getByTestId('stage').waitFor();
  expect(await sessionRules()).toBe(0);
});
