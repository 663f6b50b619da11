import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { siteCases } from './capture-site/cases';
import { noise } from './capture-site/pictures';
import { type Site, startSite } from './capture-site/site';
import type { SiteCase } from './capture-site/site-case';
import { type CaptureOutcome, newestCapture, nextCapture } from './capture-steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;
const rows: string[] = [];

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
  if (rows.length < siteCases.length) return; // a part of the cases is no table
  const head = '| case | rungs | taken | size |\n| --- | --- | --- | --- |';
  mkdirSync('out', { recursive: true });
  writeFileSync('out/capture-table.md', `${head}\n${rows.join('\n')}\n`);
});

/** What the picker has put into the page. */
const pickerHosts = (page: Page) => page.locator('div[popover=manual]');

/** Starts the picker by its shortcut, points at the case and takes what is chosen. */
async function pick(page: Page, { at = '#case', keys = [], isClicked }: SiteCase): Promise<void> {
  await world.display.key('alt+p');
  await pickerHosts(page).waitFor({ state: 'attached' });
  const over = await page.locator('#over').count();
  const target = page.locator(over ? '#over' : at || 'body').first();
  if (at) {
    const box = await target.boundingBox();
    if (!box) throw new Error(`nothing to point at: ${at}`);
    const inside = (start: number, length: number, limit: number) =>
      Math.min(start + Math.min(length / 2, 100), limit - 20);
    await page.mouse.move(inside(box.x, box.width, 700), inside(box.y, box.height, 600));
    await page.mouse.move(inside(box.x, box.width, 700) + 1, inside(box.y, box.height, 600));
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
  for (const key of keys) await page.keyboard.press(key);
  if (isClicked) {
    await page.mouse.down();
    await page.mouse.up();
  } else await page.keyboard.press('Enter');
}

const describeRungs = ({ rungs }: CaptureOutcome): string =>
  rungs.map(({ rung, outcome }) => `${rung}: ${outcome}`).join(', ');

async function isThePicture({ base64 = '', width = 1, height = 1 }: CaptureOutcome) {
  const rgb = (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer();
  const stored = await rgb(Buffer.from(base64, 'base64'));
  return stored.equals(await rgb(await noise(width, height)));
}

it.each(siteCases.map((siteCase, index) => ({ ...siteCase, index })))(
  'takes the best pixels: $name',
  async (siteCase) => {
    const { index, name, path, expected, isEndless } = siteCase;
    const address = `${site.origin}${path ?? `/case/${index}`}`;
    const page = await world.visit(isEndless ? 'about:blank' : address);
    if (isEndless) await page.goto(address, { waitUntil: 'commit' });
    await page.locator('body').waitFor({ state: 'attached' });
    const before = await newestCapture(world);
    await pick(page, siteCase);
    const outcome = await nextCapture(world, before, 40_000);
    const { state, code, source, width, height } = outcome;
    rows.push(
      `| ${name} | ${describeRungs(outcome)} | ${source ?? code} | ${width ?? ''} × ${height ?? ''} |`,
    );
    const { exact, code: expectedCode, ...wanted } = expected;
    if (wanted.source === 'failed')
      expect({ state, code }).toEqual({ state: 'failed', code: expectedCode });
    else expect({ state, code, source, width, height }).toMatchObject({ state: 'done', ...wanted });
    if (exact) expect(await isThePicture(outcome)).toBe(true);
    await until('the picker is gone', async () => (await pickerHosts(page).count()) === 0);
  },
  60_000,
);
