import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { downloadInto } from '../rig/download';
import { drag } from '../rig/pointer';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { allRecords } from './library';
import { decodePixels } from './pixels';
import { button, maskIsShown, openPlainPicture, promptOf, stageOf } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;
let folder: string;

beforeAll(async () => {
  folder = makeTempFolder('repaint-cut-out-');
  world = await startWorld({ connected: false }); // as on the first day: no key
});
afterAll(async () => {
  await world?.stop();
  await removeFolder(folder);
});
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await world.browser.context.setOffline(true);
});

const option = (number: number) => panel.getByRole('option', { name: `Result ${number}` });

async function maskMiddle(): Promise<void> {
  await button(panel, 'More tools').click();
  await button(panel, 'Rectangle').click();
  await drag(panel, stageOf(panel), [
    [0.3, 0.3],
    [0.7, 0.7],
  ]);
  await expect.poll(() => maskIsShown(panel)).toBe(true);
}

const download = async () =>
  readFile(await downloadInto(world.browser, folder, () => button(panel, 'Download').click()));

it('without key and network what is painted is cut out, saved with its transparency, and led back from', async () => {
  await openPlainPicture(panel, 320, 240);
  await maskMiddle();
  await button(panel, 'Cut out').click();
  await button(panel, 'Keep only what is painted').click();
  await option(1).waitFor();
  await expect.poll(() => panel.getByRole('status').filter({ hasText: 'made on this device' }).textContent()).toBe('free, made on this device'); // biome-ignore format: one line
  const { width, height, rgba } = decodePixels(await download());
  expect([width, height]).toEqual([320, 240]);
  const alphaAt = (x: number, y: number) => rgba[4 * (y * width + x) + 3];
  expect([alphaAt(160, 120), alphaAt(5, 5), alphaAt(315, 235)]).toEqual([255, 0, 0]);
  await button(panel, 'Original').click();
  await expect.poll(() => maskIsShown(panel)).toBe(true);

  await button(panel, 'Cut out').click();
  await button(panel, 'White background').click();
  await option(2).waitFor();
  await expect.poll(() => option(2).getAttribute('aria-selected')).toBe('true');
  const white = await sharp(await download()).ensureAlpha().raw().toBuffer(); // biome-ignore format: one line
  expect([...white.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  expect(world.server.requests).toEqual([]);
});

it('a press without a mask leads to the stage; it says what it waits for, and nothing is started', async () => {
  await openPlainPicture(panel, 320, 240);
  expect(await button(panel, 'Cut out').textContent()).toContain('paint first');
  await button(panel, 'Cut out').click();
  await expect.poll(() => stageOf(panel).evaluate((stage) => stage === document.activeElement || stage.contains(document.activeElement))).toBe(true); // biome-ignore format: one line
  expect(await button(panel, 'White background').count()).toBe(0);
  expect(await allRecords(panel, 'jobs')).toEqual([]);
});

it('at every width the buttons stand where they do without a mask, each wholly in sight', async () => {
  for (const width of [360, 240]) {
    await panel.setViewportSize({ width, height: 700 });
    await openPlainPicture(panel, 320, 240);
    const boxes = async () => {
      const names = ['Remove', 'Cut out', 'Repaint'];
      return Promise.all(names.map((name) => button(panel, name).boundingBox()));
    };
    const before = await boxes();
    for (const box of before) {
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
    expect(before[1]?.y).toBe(before[0]?.y);
    await maskMiddle();
    const after = await boxes();
    expect(after.map((box) => box?.x)).toEqual(before.map((box) => box?.x));
    expect(after.map((box) => box?.height)).toEqual(before.map((box) => box?.height));
    const dir = process.env.CUT_OUT_SHOTS;
    if (dir) await panel.screenshot({ path: `${dir}/${width}.png` });
    panel = await startAfresh(world, panel);
  }
});

it('what is written is left alone, and nothing of it goes along', async () => {
  await openPlainPicture(panel, 320, 240);
  await maskMiddle();
  await promptOf(panel).fill('a cat');
  await button(panel, 'Cut out').click();
  await button(panel, 'Clear what is painted').click();
  await option(1).waitFor();
  const [job] = await allRecords<{ prompt: string; state: string }>(panel, 'jobs');
  expect(job).toMatchObject({ prompt: '', state: 'succeeded' });
});
