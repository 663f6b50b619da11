import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import type { ImageRecord } from '../../utils/library/records';
import { renderPicture } from '../gallery/pictures';
import { STRANGER_BOX } from '../gallery/scenes/harbour/harbour';
import { downloadInto } from '../rig/download';
import { killWorker } from '../rig/kill-worker';
import { drag, type Fraction } from '../rig/pointer';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { allRecords, newestRecord } from './library';
import { decodePixels, type Pixels } from './pixels';
import {
  alertOf,
  button,
  expectWords,
  maskIsShown,
  openPanelTab,
  openPlainPicture,
  paint,
  promptOf,
  stageOf,
} from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;
let folder: string;

beforeAll(async () => {
  folder = makeTempFolder('repaint-removed-');
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
const outcome = () => panel.getByRole('status').filter({ hasText: 'changed outside' });

/** Masks a box of the picture by the rectangle tool, in shares of its sides. */
async function maskBox(from: Fraction, to: Fraction): Promise<void> {
  await button(panel, 'More tools').click();
  await button(panel, 'Rectangle').click();
  await drag(panel, stageOf(panel), [from, to]);
  await expect.poll(() => maskIsShown(panel)).toBe(true);
}

const middle = [
  [0.4, 0.4],
  [0.6, 0.6],
] as const;

/** Colours in steps of 16 with how often they occur among pixels. */
function coloursOf({ rgba }: Pixels, pixels: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pixel of pixels) {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(4 * pixel, 4 * pixel + 3);
    const colour = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

async function openPng(png: Uint8Array): Promise<void> {
  const buffer = Buffer.from(png);
  const file = { name: 'picture.png', mimeType: 'image/png', buffer };
  await panel.locator('input[type=file]').setInputFiles(file);
  await stageOf(panel).waitFor();
}

it('without key and network a stranger is brushed away: the harbour goes on behind, and nothing else changes', async () => {
  const png = await sharp((await renderPicture('harbour.webp')).bytes)
    .png()
    .toBuffer();
  await openPng(png);
  const before = decodePixels(png);
  const { left, top, width, height } = STRANGER_BOX;
  const at = (x: number, y: number): Fraction => [x / before.width, y / before.height];
  await maskBox(at(left - 8, top - 8), at(left + width + 8, top + height + 8));
  await button(panel, 'Remove').click();
  await option(1).waitFor();
  await option(3).waitFor();
  await expect.poll(() => outcome().textContent()).toMatch(/^free, made on this device · Only the painted area changed \(0 of [\d,]+ pixels changed outside\)$/); // biome-ignore format: one line
  const file = await downloadInto(world.browser, folder, () => button(panel, 'Download').click());
  const after = decodePixels(await readFile(file));
  const { options, drawing } = await newestRecord<EditJob>(panel, 'jobs');
  const [box] = unpackDrawing(drawing).flatMap((step) =>
    step.kind === 'rectangle' ? [step.rect] : [],
  );
  if (!box) throw new Error('no rectangle');

  const inside: number[] = [];
  const surroundings: number[] = [];
  let changedOutside = 0;
  for (let i = 0; i < before.width * before.height; i += 1) {
    const [x, y] = [i % before.width, Math.floor(i / before.width)];
    const away = Math.max(
      box.x - x - 1,
      x - box.x - box.width,
      box.y - y - 1,
      y - box.y - box.height,
    );
    const isChanged = [0, 1, 2, 3].some((c) => before.rgba[4 * i + c] !== after.rgba[4 * i + c]);
    if (away > options.featherPx && isChanged) changedOutside += 1;
    if (away < 0) inside.push(i);
    else surroundings.push(i);
  }
  expect(changedOutside).toBe(0);

  // What colours the stranger alone has are gone; what is there instead are colours of the surroundings.
  const around = coloursOf(before, surroundings);
  const strangers = (pixels: Pixels) =>
    [...coloursOf(pixels, inside)]
      .filter(([colour]) => (around.get(colour) ?? 0) < 20)
      .reduce((sum, [, count]) => sum + count, 0);
  expect(strangers(before)).toBeGreaterThan(1500);
  expect(strangers(after)).toBeLessThan(0.1 * strangers(before));
  const changed = inside.filter((i) => before.rgba[4 * i] !== after.rgba[4 * i]);
  expect(changed.length / inside.length).toBeGreaterThan(0.7);
  expect(world.server.requests).toEqual([]);
});

it('both ways to go on are in sight in a low and narrow panel, without scrolling', async () => {
  const size = { width: 360, height: 740 };
  await panel.setViewportSize(size);
  await openPlainPicture(panel);
  await paint(panel);
  for (const name of ['Remove', 'Repaint']) {
    const box = await button(panel, name).boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(size.height);
  }
  expect(await panel.evaluate(() => scrollY)).toBe(0);
});

it('a press without a mask leads to the stage, and nothing is started', async () => {
  await openPlainPicture(panel, 320, 240);
  await button(panel, 'Remove').click();
  await expect.poll(() => stageOf(panel).evaluate((stage) => stage === document.activeElement || stage.contains(document.activeElement))).toBe(true); // biome-ignore format: one line
  expect(await allRecords(panel, 'jobs')).toEqual([]);
});

it('with a mask over everything it says that nothing is left to copy from, and keeps the mask', async () => {
  await openPlainPicture(panel, 320, 240);
  await button(panel, 'More tools').click();
  await button(panel, 'Invert').click();
  await button(panel, 'Remove').click();
  await alertOf(panel).and(panel.locator('[data-code=nothing-to-copy]')).waitFor();
  await expectWords(panel);
  expect(await maskIsShown(panel)).toBe(true);
});

it('a hole of more than a third is filled, and the panel says that a model does it better', async () => {
  await openPlainPicture(panel, 320, 240);
  await maskBox([0.1, 0.1], [0.85, 0.8]);
  await button(panel, 'Remove').click();
  await option(3).waitFor();
  await expect.poll(() => outcome().textContent()).toContain('a model does better');
});

it('results are steps like others: compared, gone on from, and led back from', async () => {
  await openPlainPicture(panel, 320, 240);
  await maskBox(...middle);
  await promptOf(panel).fill('');
  await button(panel, 'Remove').click();
  await option(3).waitFor();
  await button(panel, 'Compare').waitFor();
  await option(3).click();
  await expect.poll(() => option(3).getAttribute('aria-selected')).toBe('true');
  await button(panel, 'Original').click();
  await expect.poll(() => maskIsShown(panel)).toBe(true);
});

describe('a removal that takes long', () => {
  /** 4 megapixels with much to fill. */
  async function startLong(): Promise<void> {
    await openPlainPicture(panel, 2400, 1808);
    await maskBox([0.2, 0.2], [0.7, 0.7]);
    await button(panel, 'Remove').click();
    await expect
      .poll(async () => Number(await panel.getByRole('progressbar').getAttribute('aria-valuenow')))
      .toBeGreaterThan(0);
  }

  it('is cancelled at once, and the picture is as it was', async () => {
    await startLong();
    await button(panel, 'Cancel').click();
    await panel.getByText('Cancelled. The picture is as it was.').waitFor();
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await allRecords<ImageRecord>(panel, 'images')).toHaveLength(1);
    expect(await maskIsShown(panel)).toBe(true);
  });

  it('goes on when the panel is closed', async () => {
    await startLong();
    const shown = await newestRecord<EditJob>(panel, 'jobs');
    await panel.close();
    panel = await openPanelTab(world.browser);
    await panel.getByRole('progressbar').waitFor();
    await expect
      .poll(async () => (await newestRecord<EditJob>(panel, 'jobs')).progress, { timeout: 60_000 })
      .toBeGreaterThan((shown.progress ?? 0) + 0.03);
    await button(panel, 'Cancel').click();
  });

  it('whose background is killed says so, and that nothing was billed; it can be started once more', async () => {
    await startLong();
    await killWorker(world.browser);
    await panel.close();
    panel = await openPanelTab(world.browser);
    await alertOf(panel).and(panel.locator('[data-code=interrupted-on-device]')).waitFor();
    await expectWords(panel);
    await button(panel, 'Try again').click();
    await panel.getByRole('progressbar').waitFor();
    await button(panel, 'Cancel').click();
    await panel.getByText('Cancelled. The picture is as it was.').waitFor();
  });
});
