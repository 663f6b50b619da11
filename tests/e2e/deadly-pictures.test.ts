import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { listTargets } from '../rig/debugging-port';
import { emptyLibrary } from './library';
import {
  alertOf,
  button,
  expectWords,
  openOptions,
  openPanelTab,
  openPlainPicture,
  promptOf,
  stageOf,
} from './steps';
import { startWorld, type World } from './world';

/** Pictures that end the panel, or would if they were let to. */

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  world.server.reset();
  await emptyLibrary(world.browser);
  panel = await openPanelTab(world.browser);
});
afterEach(() => panel?.close());

/** Ends the panel's process as a picture does that is too much for it; the tab that is left is closed. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined); // nobody is left to answer
  await crashed;
  await page.close();
}

async function reopen(): Promise<Page> {
  panel = await openPanelTab(world.browser);
  return panel;
}

/** Lets the panel die with what it shows, and opens it again, so many times. */
async function dieWith(shown: (page: Page) => Locator, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await shown(panel).first().waitFor();
    await crash(panel);
    await reopen();
  }
}

const dieWithPicture = (times: number) => dieWith(stageOf, times);

const codeOf = (page: Page) => alertOf(page).getAttribute('data-code');

it('after two starts that died with a picture the panel opens without it, says so, and opens it if asked to', async () => {
  await openPlainPicture(panel);
  await dieWithPicture(2);
  await expect.poll(() => codeOf(panel)).toBe('image-ends-panel');
  await expectWords(panel);
  expect(await stageOf(panel).count()).toBe(0);
  await panel.getByRole('tab', { name: 'History' }).click();
  const listed = panel.locator('.history-entry');
  await listed.waitFor();
  expect(await listed.locator('img[src]').count()).toBe(0); // not even as a small one
  await panel.getByRole('tab', { name: 'Edit' }).click();

  await button(panel, 'Open it all the same').click();
  await stageOf(panel).waitFor();
  // One more is enough then.
  await crash(panel);
  await reopen();
  await expect.poll(() => codeOf(panel)).toBe('image-ends-panel');
});

it('a picture that ended the panel can be deleted, and another one be opened in its place', async () => {
  await openPlainPicture(panel);
  await dieWithPicture(2);
  await button(panel, 'Delete').click();
  await expect.poll(() => alertOf(panel).count()).toBe(0);
  await openPlainPicture(panel, 640, 480);
  expect(await stageOf(panel).getAttribute('data-image-width')).toBe('640');
});

it('one death is none too many, and a panel that is closed has not died', async () => {
  await openPlainPicture(panel);
  await dieWithPicture(1);
  for (let i = 0; i < 3; i++) {
    await stageOf(panel).waitFor();
    await panel.close();
    await reopen();
  }
  await stageOf(panel).waitFor();
});

const tab = (name: string) => panel.getByRole('tab', { name });

async function generate(prompt: string): Promise<void> {
  await tab('Generate').click();
  await promptOf(panel).fill(prompt);
  await button(panel, 'Generate').click();
}

it('a picture from text that the panel died with is left out of the Generate tab, which says so and opens it if asked to', async () => {
  await generate('a lighthouse');
  // Not the preview, which has no name: that is none of the library's pictures.
  await dieWith((page) => page.getByRole('img', { name: 'a lighthouse' }), 2);
  await expect.poll(() => codeOf(panel)).toBe('image-ends-panel');
  await expectWords(panel);
  expect(await panel.locator('.results img').count()).toBe(0); // not even as a small one
  // The way to the next one is open.
  await generate('another lighthouse');
  await panel.getByRole('img', { name: 'another lighthouse' }).waitFor();
  expect(await panel.locator('.thumbnail img').count()).toBe(1);

  await button(panel, 'Open it all the same').click();
  await panel.getByRole('img', { name: 'a lighthouse', exact: true }).waitFor();
  expect(await panel.locator('.thumbnail img').count()).toBe(2);
  expect(await alertOf(panel).count()).toBe(0);
});

it('the small picture of news, of the history or of a reference ends the panel no third time', async () => {
  world.server.behave({ delayBeforeHeadersMs: 600_000 });
  await generate('a lighthouse');
  await expect.poll(() => world.server.requests.length).toBeGreaterThan(0);
  await tab('Edit').click();
  world.server.release();
  await dieWith((page) => page.locator('.ended-job img'), 2);
  await panel.locator('.ended-job').waitFor();
  expect(await panel.locator('.ended-job img').count()).toBe(0);

  await openPlainPicture(panel);
  await tab('History').click();
  await expect.poll(() => panel.locator('.history-picture img[src]').count()).toBe(1);
  await dieWith((page) => page.locator('.history-picture img[src]'), 2);
  await expect.poll(() => panel.locator('.history-picture').count()).toBe(2);
  expect(await panel.locator('.history-picture img[src]').count()).toBe(0);
});

it('a reference that the panel died with is there without its picture, and can be taken out', async () => {
  await openPlainPicture(panel);
  await openOptions(panel);
  const red = { width: 64, height: 64, channels: 3, background: '#c00' } as const;
  const buffer = await sharp({ create: red }).png().toBuffer();
  const file = { name: 'tower.png', mimeType: 'image/png', buffer };
  await panel.getByTestId('reference-files').setInputFiles(file);
  await dieWith((page) => page.locator('.reference img[src]'), 2);
  await button(panel, 'Open it all the same').click();
  const reference = panel.locator('.reference');
  await reference.waitFor();
  expect(await reference.locator('img[src]').count()).toBe(0);
  await reference.click();
  await expect.poll(() => reference.count()).toBe(0);
});

it('two panels that show a picture at the same time are no deaths', async () => {
  await openPlainPicture(panel);
  const others = [await openPanelTab(world.browser), await openPanelTab(world.browser)];
  for (const other of others) await stageOf(other).waitFor();
  for (const other of others) await other.close();
});

/**
 * Some lines that a browser draws for minutes, each step on top of the one before. A small picture: a large one takes the memory
 * that the machine's other browsers need.
 */
const steps = Array.from(
  { length: 400 },
  (_, i) =>
    `<feTurbulence baseFrequency="0.3" numOctaves="60" seed="${i}" result="t"/><feComposite in="t" in2="r${i}" operator="arithmetic" k2="0.5" k3="0.5" result="r${i + 1}"/>`,
).join('');
const endless = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><filter id="f"><feFlood result="r0"/>${steps}</filter><rect width="400" height="400" filter="url(#f)"/></svg>`;

const frames = async () =>
  (await listTargets(world.browser.port)).filter(({ url }) => url.endsWith('/draw-svg.html'));

it('a drawing without end leaves the panel usable, and is ended after a while', async () => {
  const buffer = Buffer.from(endless);
  const file = { name: 'endless.svg', mimeType: 'image/svg+xml', buffer };
  await panel.locator('input[type=file]').setInputFiles(file);
  await expect.poll(async () => (await frames()).map(({ type }) => type)).toEqual(['iframe']);
  // Its thread is another one: the panel does what it is asked to.
  await panel.getByRole('tab', { name: 'Generate' }).click({ timeout: 5_000 });
  await panel.getByRole('textbox', { name: 'Prompt' }).fill('a red umbrella', { timeout: 5_000 });
  await panel.getByRole('tab', { name: 'Edit' }).click({ timeout: 5_000 });
  expect(await frames()).toHaveLength(1);
  await alertOf(panel).waitFor({ timeout: 40_000 });
  expect(await codeOf(panel)).toBe('svg-too-heavy');
  await expectWords(panel);
  expect(await frames()).toEqual([]);
});

it('the frame that draws reaches neither the network nor anything of the extension', async () => {
  const added = panel.waitForEvent('framenavigated', (frame) =>
    frame.url().endsWith('/draw-svg.html'),
  );
  await panel.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/draw-svg.html';
    document.body.append(frame);
  });
  const reached = await (await added).evaluate(async (site) => {
    const nameOf = async (attempt: () => unknown): Promise<string> => {
      try {
        await attempt();
        return 'reached';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    return [
      origin,
      typeof chrome === 'undefined' ? 'undefined' : typeof chrome.storage,
      await nameOf(() => fetch(site)),
      await nameOf(() => parent.document.body),
      await nameOf(() => indexedDB.open('repaint')),
    ];
  }, world.gallery);
  expect(reached).toEqual(['null', 'undefined', 'TypeError', 'SecurityError', 'SecurityError']);
});
