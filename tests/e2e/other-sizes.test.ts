import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/steps';
import type { StoredDraft } from '../../utils/library/records';
import { siteCases } from './capture-site/cases';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestRecord } from './library';
import { button, promptOf, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;

beforeEach(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});

afterEach(async () => {
  await world?.stop();
  await site?.close();
});

async function capture(url: string): Promise<Page> {
  const page = await world.visit(url);
  await world.rightClick(page.locator('#case'));
  const panel = await world.panel();
  await stageOf(panel).waitFor();
  return panel;
}

const widthOf = (panel: Page) => stageOf(panel).getAttribute('data-image-width');
const sizes = (panel: Page) => panel.getByRole('button', { name: /^Other sizes/ });
const listed = (panel: Page) => panel.locator('.drop-down-list button');

const newestDraft = (panel: Page) => newestRecord<StoredDraft>(panel, 'drafts');

it('another size takes the place of the one that is open, with what was painted on it', async () => {
  const index = siteCases.findIndex(({ name }) => name === 'img with srcset by width');
  const panel = await capture(`${site.origin}/case/${index}`);
  await expect.poll(() => widthOf(panel)).toBe('960');
  await promptOf(panel).fill('a red umbrella');
  await stageOf(panel).click({ position: { x: 160, y: 120 } });
  await button(panel, 'Undo').and(panel.locator(':enabled')).waitFor();
  const steps = unpackDrawing((await newestDraft(panel)).drawing);

  await sizes(panel).click();
  const first = await listed(panel).first().boundingBox();
  const panelWidth = await panel.evaluate(() => document.documentElement.clientWidth);
  expect(first?.x).toBeGreaterThanOrEqual(0);
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThan(panelWidth);
  await listed(panel).filter({ hasText: '240 × 160' }).click();
  await expect.poll(() => widthOf(panel)).toBe('240');
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a red umbrella');
  const [before, after] = [steps[0], unpackDrawing((await newestDraft(panel)).drawing)[0]];
  if (before?.kind !== 'stroke' || after?.kind !== 'stroke') throw new Error('no stroke');
  expect(after.size).toBeCloseTo(before.size / 4);
  expect(after.points[0]?.[0]).toBeCloseTo((before.points[0]?.[0] ?? 0) / 4);

  // The size that was open is one of the others now.
  expect(await sizes(panel).textContent()).toBe('Other sizes (2)');
  await sizes(panel).click();
  expect(await listed(panel).allTextContents()).toEqual(['960 × 640', '480 × 320']);
  await panel.keyboard.press('Escape');
  expect(await listed(panel).count()).toBe(0);
  await panel.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => panel.locator('.history-entry').count()).toBe(1);
  await panel.getByRole('tab', { name: 'Edit' }).click();
});

it('shows what each size is like, by what the page has loaded and without another request', async () => {
  const page = cachedSizes();
  await page.start();
  const panel = await capture(page.address());
  await expect.poll(() => widthOf(panel)).toBe('960');
  const before = [...page.requests];
  expect(before.length).toBeGreaterThan(2);
  await sizes(panel).click();
  const pictures = listed(panel).locator('img');
  await expect.poll(() => pictures.count()).toBe(2);
  const shapes = await pictures.evaluateAll((all) =>
    all.map((image) => {
      const { naturalWidth, naturalHeight, src } = image as HTMLImageElement;
      return [naturalWidth, naturalHeight, src.length < 20_000];
    }),
  );
  expect(shapes).toEqual([
    [128, 85, true],
    [128, 85, true],
  ]);
  expect(page.requests).toEqual(before); // all out of the page's cache
  await page.stop();
});

/** A page of an image in three sizes, on a server that counts what is asked for. */
function cachedSizes() {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const { url = '' } = request;
    const width = Number(/^\/(\d+)\.png$/.exec(url)?.[1]);
    if (!width) {
      const set = [240, 480, 960].map((each) => `/${each}.png ${each}w`).join(', ');
      response.writeHead(200, { 'content-type': 'text/html' });
      return response.end(`<img id="case" src="/240.png" srcset="${set}" sizes="240px">`);
    }
    requests.push(url);
    const headers = { 'content-type': 'image/png', 'cache-control': 'max-age=600' };
    response.writeHead(200, headers).end(await noise(width, (width * 2) / 3));
  });
  const port = () => (server.address() as AddressInfo).port;
  return {
    requests,
    address: () => `http://127.0.0.1:${port()}/`,
    start: () => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

it('offers what the page says inside the empty prompt, and puts nothing in by itself', async () => {
  const panel = await capture(pageOf(site, `${site.origin}/same.png`));
  const offered = panel.getByRole('combobox', { name: 'From the page' });
  await expect
    .poll(() => offered.locator('option').allTextContents())
    .toEqual(['From the page', 'the case', 'A caption']);
  expect(await promptOf(panel).inputValue()).toBe('');
  await offered.selectOption('the case');
  await expect.poll(() => promptOf(panel).inputValue()).toBe('the case');
  expect(await offered.count()).toBe(0);
  await promptOf(panel).fill('');
  await offered.waitFor(); // not in the prompt any more, so offered again
});
