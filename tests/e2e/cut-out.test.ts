import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { EditJob } from '../../utils/library/jobs';
import { downloadInto } from '../rig/download';
import { drag } from '../rig/pointer';
import { useKeylessPanel } from './keyless-panel';
import { allRecords, newestRecord } from './library';
import { decodePixels } from './pixels';
import { button, maskIsShown, openPlainPicture, promptOf, stageOf } from './steps';

const keyless = useKeylessPanel();

const option = (number: number) => keyless.panel.getByRole('option', { name: `Result ${number}` });

async function maskMiddle(): Promise<void> {
  await button(keyless.panel, 'More tools').click();
  await button(keyless.panel, 'Rectangle').click();
  await drag(keyless.panel, stageOf(keyless.panel), [
    [0.3, 0.3],
    [0.7, 0.7],
  ]);
  await expect.poll(() => maskIsShown(keyless.panel)).toBe(true);
}

const download = async () =>
  readFile(
    await downloadInto(keyless.world.browser, keyless.folder, () =>
      button(keyless.panel, 'Download').click(),
    ),
  );

/** Sum of what the red of a file's first row changes by from one pixel to the next. */
async function detailInTopRow(file: Uint8Array): Promise<number> {
  const { width, rgba } = decodePixels(file);
  const reds = Array.from({ length: width }, (_, x) => rgba[4 * x] ?? 0);
  return reds.reduce((sum, red, x) => sum + Math.abs(red - (reds[x + 1] ?? red)), 0);
}

it('without key and network what is painted is cut out, saved with its transparency, and led back from', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await maskMiddle();
  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'Keep only this part').click();
  await option(1).waitFor();
  await expect.poll(() => keyless.panel.getByRole('status').filter({ hasText: 'made on this device' }).textContent()).toBe('free, made on this device'); // biome-ignore format: one line
  const { width, height, rgba } = decodePixels(await download());
  expect([width, height]).toEqual([320, 240]);
  const alphaAt = (x: number, y: number) => rgba[4 * (y * width + x) + 3];
  expect([alphaAt(160, 120), alphaAt(5, 5), alphaAt(315, 235)]).toEqual([255, 0, 0]);
  await button(keyless.panel, 'Original').click();
  await expect.poll(() => maskIsShown(keyless.panel)).toBe(true);

  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'White background').click();
  await option(2).waitFor();
  await expect.poll(() => option(2).getAttribute('aria-selected')).toBe('true');
  const white = await sharp(await download()).ensureAlpha().raw().toBuffer(); // biome-ignore format: one line
  expect([...white.subarray(0, 4)]).toEqual([255, 255, 255, 255]);

  await button(keyless.panel, 'Original').click();
  await expect.poll(() => maskIsShown(keyless.panel)).toBe(true);
  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'Blur background').click();
  await option(3).waitFor();
  await expect.poll(() => option(3).getAttribute('aria-selected')).toBe('true');
  const blurred = await detailInTopRow(await download());
  await button(keyless.panel, 'Original').click();
  await expect.poll(() => option(3).getAttribute('aria-selected')).toBe('false');
  expect(blurred).toBeLessThan(0.7 * (await detailInTopRow(await download())));
  expect(keyless.world.server.requests).toEqual([]);
});

it('a press without a mask leads to the stage; it says what it waits for, and nothing is started', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  expect(await button(keyless.panel, 'Cut out').textContent()).toContain('paint first');
  await button(keyless.panel, 'Cut out').click();
  await expect.poll(() => stageOf(keyless.panel).evaluate((stage) => stage === document.activeElement || stage.contains(document.activeElement))).toBe(true); // biome-ignore format: one line
  expect(await button(keyless.panel, 'White background').count()).toBe(0);
  expect(await allRecords(keyless.panel, 'jobs')).toEqual([]);
});

it('the button stands beside the switch, and no button moves when something is painted', async () => {
  await keyless.panel.setViewportSize({ width: 360, height: 700 });
  await openPlainPicture(keyless.panel, 320, 240);
  await button(keyless.panel, 'More tools').click();
  await button(keyless.panel, 'Rectangle').click();
  const places = () =>
    Promise.all(
      ['Cut out', 'Remove', 'Repaint'].map(async (name) => {
        const {
          x = 0,
          y = 0,
          width = 0,
          height = 0,
        } = (await button(keyless.panel, name).boundingBox()) ?? {};
        return { right: x + width, y, middle: y + height / 2 };
      }),
    );
  const before = await places();
  const toggle = await keyless.panel
    .getByRole('checkbox', { name: 'Remove at once' })
    .boundingBox();
  const [{ right = 0, y = 0, middle = 0 } = {}] = before;
  expect(right).toBeLessThanOrEqual(360);
  expect(toggle?.y).toBeGreaterThan(y);
  expect((toggle?.y ?? 0) + (toggle?.height ?? 0)).toBeLessThan(2 * middle - y);
  await drag(keyless.panel, stageOf(keyless.panel), [
    [0.3, 0.3],
    [0.7, 0.7],
  ]);
  await expect.poll(() => button(keyless.panel, 'Cut out').textContent()).toBe('Cut outfree');
  const tops = (all: typeof before) => all.map((place) => [place.right, place.y]);
  expect(tops(await places())).toEqual(tops(before));
});

it('the way on from a cut-out is another mask or another kind: the same again would be the same', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await maskMiddle();
  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'Keep only this part').click();
  await option(1).waitFor();
  await button(keyless.panel, 'Same mask again').waitFor();
  expect(await keyless.panel.getByRole('button', { name: /^Another try/ }).count()).toBe(0);
});

it('what is written is left alone, and nothing of it goes along', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await maskMiddle();
  await promptOf(keyless.panel).fill('a cat');
  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'Clear this part').click();
  await option(1).waitFor();
  const [job] = await allRecords<{ prompt: string; state: string }>(keyless.panel, 'jobs');
  expect(job).toMatchObject({ prompt: '', state: 'succeeded' });
});

it('Cancel ends a cut-out of 12 megapixels while it is made: nothing comes of it, and the next one begins', async () => {
  await openPlainPicture(keyless.panel, 4000, 3008);
  await maskMiddle();
  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'Blur background').click();
  await button(keyless.panel, 'Cancel').click(); // there as long as it runs
  const stateOf = async () => (await newestRecord<EditJob>(keyless.panel, 'jobs')).state;
  await expect.poll(stateOf).toBe('cancelled');
  await button(keyless.panel, 'Cut out').click();
  await button(keyless.panel, 'Keep only this part').click();
  await option(1).waitFor();
  const jobs = await allRecords<EditJob>(keyless.panel, 'jobs');
  expect(jobs.map(({ state, resultIds }) => [state, resultIds.length])).toEqual(
    expect.arrayContaining([
      ['cancelled', 0],
      ['succeeded', 1],
    ]),
  );
});
