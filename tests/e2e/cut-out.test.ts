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

/** Sum of what the red of a file's first row changes by from one pixel to the next. */
async function detailInTopRow(file: Uint8Array): Promise<number> {
  const { width, rgba } = decodePixels(file);
  const reds = Array.from({ length: width }, (_, x) => rgba[4 * x] ?? 0);
  return reds.reduce((sum, red, x) => sum + Math.abs(red - (reds[x + 1] ?? red)), 0);
}

it('without key and network what is painted is cut out, saved with its transparency, and led back from', async () => {
  await openPlainPicture(panel, 320, 240);
  await maskMiddle();
  await button(panel, 'Cut out').click();
  await button(panel, 'Keep only this part').click();
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

  await button(panel, 'Original').click();
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  await button(panel, 'Cut out').click();
  await button(panel, 'Blur background').click();
  await option(3).waitFor();
  await expect.poll(() => option(3).getAttribute('aria-selected')).toBe('true');
  const blurred = await detailInTopRow(await download());
  await button(panel, 'Original').click();
  await expect.poll(() => option(3).getAttribute('aria-selected')).toBe('false');
  expect(blurred).toBeLessThan(0.7 * (await detailInTopRow(await download())));
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

it('the button stands beside the switch, and no button moves when something is painted', async () => {
  await panel.setViewportSize({ width: 360, height: 700 });
  await openPlainPicture(panel, 320, 240);
  await button(panel, 'More tools').click();
  await button(panel, 'Rectangle').click();
  const places = () =>
    Promise.all(
      ['Cut out', 'Remove', 'Repaint'].map(async (name) => {
        const {
          x = 0,
          y = 0,
          width = 0,
          height = 0,
        } = (await button(panel, name).boundingBox()) ?? {};
        return { right: x + width, y, middle: y + height / 2 };
      }),
    );
  const before = await places();
  const toggle = await panel.getByRole('checkbox', { name: 'Remove at once' }).boundingBox();
  const [{ right = 0, y = 0, middle = 0 } = {}] = before;
  expect(right).toBeLessThanOrEqual(360);
  expect(toggle?.y).toBeGreaterThan(y);
  expect((toggle?.y ?? 0) + (toggle?.height ?? 0)).toBeLessThan(2 * middle - y);
  await drag(panel, stageOf(panel), [
    [0.3, 0.3],
    [0.7, 0.7],
  ]);
  await expect.poll(() => button(panel, 'Cut out').textContent()).toBe('Cut outfree');
  const tops = (all: typeof before) => all.map((place) => [place.right, place.y]);
  expect(tops(await places())).toEqual(tops(before));
});

it('what is written is left alone, and nothing of it goes along', async () => {
  await openPlainPicture(panel, 320, 240);
  await maskMiddle();
  await promptOf(panel).fill('a cat');
  await button(panel, 'Cut out').click();
  await button(panel, 'Clear this part').click();
  await option(1).waitFor();
  const [job] = await allRecords<{ prompt: string; state: string }>(panel, 'jobs');
  expect(job).toMatchObject({ prompt: '', state: 'succeeded' });
});
