import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { noCopyStepsOf } from '../../utils/drawing/no-copy';
import { unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import type { ImageRecord, StoredDraft } from '../../utils/library/records';
import { renderPicture } from '../gallery/pictures';
import { strangerBox } from '../gallery/scenes/harbour/harbour';
import { downloadInto } from '../rig/download';
import { killWorker } from '../rig/kill-worker';
import { drag, type Fraction } from '../rig/pointer';
import { useKeylessPanel } from './keyless-panel';
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
  pictureOn,
  promptOf,
  stageOf,
} from './steps';

const keyless = useKeylessPanel();

const option = (number: number) => keyless.panel.getByRole('option', { name: `Result ${number}` });
const outcome = () => keyless.panel.getByRole('status').filter({ hasText: 'changed outside' });

/** Masks a box of the picture by the rectangle tool, in shares of its sides. */
async function maskBox(from: Fraction, to: Fraction): Promise<void> {
  await button(keyless.panel, 'More tools').click();
  await button(keyless.panel, 'Rectangle').click();
  await drag(keyless.panel, pictureOn(keyless.panel), [from, to]);
  await expect.poll(() => maskIsShown(keyless.panel)).toBe(true);
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
  await keyless.panel.locator('input[type=file]').setInputFiles(file);
  await stageOf(keyless.panel).waitFor();
}

it('without key and network a stranger is brushed away: the harbour goes on behind, and nothing else changes', async () => {
  const png = await sharp((await renderPicture('harbour.webp')).bytes)
    .png()
    .toBuffer();
  await openPng(png);
  const before = decodePixels(png);
  const { left, top, width, height } = strangerBox;
  const at = (x: number, y: number): Fraction => [x / before.width, y / before.height];
  await maskBox(at(left - 8, top - 8), at(left + width + 8, top + height + 8));
  await button(keyless.panel, 'Remove').click();
  await option(1).waitFor();
  await option(3).waitFor();
  await expect.poll(() => outcome().textContent()).toMatch(/^free, made on this device · Only the painted area changed \(0 of [\d,]+ pixels changed outside\)$/); // biome-ignore format: one line
  const file = await downloadInto(keyless.world.browser, keyless.folder, () =>
    button(keyless.panel, 'Download').click(),
  );
  const after = decodePixels(await readFile(file));
  const { options, drawing } = await newestRecord<EditJob>(keyless.panel, 'jobs');
  const [box] = unpackDrawing(drawing).flatMap((step) =>
    step.kind === 'rectangle' ? [step.rect] : [],
  );
  if (!box) throw new Error('no rectangle');
  const covers = box.x <= left && box.x + box.width >= left + width;
  expect(covers && box.y <= top && box.y + box.height >= top + height).toBe(true); // all of the stranger

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
  expect(strangers(before)).toBeGreaterThan(10_000);
  expect(strangers(after)).toBeLessThan(0.1 * strangers(before));
  expect(coloursOf(after, inside).size).toBeGreaterThan(100); // and not a few of them
  const changed = inside.filter((i) => before.rgba[4 * i] !== after.rgba[4 * i]);
  expect(changed.length / inside.length).toBeGreaterThan(0.7);
  expect(keyless.world.server.requests).toEqual([]);
});

/** A lawn with a row of pink posts; the middle one goes on behind what is painted over. */
async function postsOnLawn(): Promise<Buffer> {
  const [width, height] = [360, 270];
  const rgb = Buffer.alloc(3 * width * height);
  for (let i = 0, noise = 1; i < width * height; i += 1) {
    noise = (noise * 16_807) % 2_147_483_647;
    const grain = noise % 60;
    const isPost = Math.abs(((i % width) % 120) - 60) < 9;
    rgb.set(isPost ? [255, 0, 200] : [60 + grain, 100 + grain, 50 + grain], 3 * i);
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

it('what is marked as not to be copied is not in what is filled; without the mark it is', async () => {
  const { world, panel, folder } = keyless;
  await openPng(await postsOnLawn());
  await maskBox([0.42, 0.4], [0.58, 0.6]);
  const pinkInHole = async (): Promise<number> => {
    const file = await downloadInto(world.browser, folder, () => button(panel, 'Download').click());
    const { rgba, width } = decodePixels(await readFile(file));
    let pink = 0;
    for (let y = 115; y < 155; y += 1)
      for (let x = 160; x < 200; x += 1) {
        const at = 4 * (y * width + x);
        if ((rgba[at] ?? 0) > 200 && (rgba[at + 1] ?? 0) < 90) pink += 1;
      }
    return pink;
  };
  await button(panel, 'Remove').click();
  await option(3).waitFor();
  await outcome().waitFor();
  expect(await pinkInHole()).toBeGreaterThan(200);

  await button(panel, 'Undo').click(); // back to the picture and what was painted on it
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  await button(panel, 'Don’t copy from here').click();
  await panel.getByRole('slider', { name: 'Brush size' }).fill('60');
  const picture = stageOf(panel).locator('img.mask-picture');
  for (const x of [1 / 6, 1 / 2, 5 / 6])
    await drag(panel, picture, [[x, 0.005], [x, 0.5], [x, 0.995]]); // biome-ignore format: one drag
  const draft = () => newestRecord<StoredDraft>(panel, 'drafts');
  await expect.poll(async () => noCopyStepsOf(unpackDrawing((await draft()).drawing)).length).toBe(3); // biome-ignore format: one line
  await panel.reload(); // what is marked is part of the draft
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  const drawn = panel.locator('canvas.mask-no-copy');
  await expect.poll(() => drawn.isVisible()).toBe(true);
  await button(panel, 'Remove').click();
  const jobs = async () => (await allRecords<EditJob>(panel, 'jobs')).filter(({ resultIds }) => resultIds.length === 3); // biome-ignore format: one line
  await expect.poll(async () => (await jobs()).length).toBe(2);
  const marked = (await jobs()).filter(({ drawing }) => drawing.includes('no-copy'));
  expect(marked).toHaveLength(1);
  // The library has the results before the stage shows the first of them.
  await expect.poll(pinkInHole, { interval: 500 }).toBe(0);
  expect(world.server.requests).toEqual([]);
});

it('both ways to go on are in sight in a low and narrow panel, without scrolling', async () => {
  const size = { width: 360, height: 740 };
  await keyless.panel.setViewportSize(size);
  await openPlainPicture(keyless.panel);
  await paint(keyless.panel);
  for (const name of ['Remove', 'Repaint']) {
    const box = await button(keyless.panel, name).boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(size.height);
  }
  expect(await keyless.panel.evaluate(() => scrollY)).toBe(0);
});

it('a press without a mask leads to the stage, and nothing is started', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await button(keyless.panel, 'Remove').click();
  await expect.poll(() => stageOf(keyless.panel).evaluate((stage) => stage === document.activeElement || stage.contains(document.activeElement))).toBe(true); // biome-ignore format: one line
  expect(await allRecords(keyless.panel, 'jobs')).toEqual([]);
});

it('with a mask over everything it says that nothing is left to copy from, and keeps the mask', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await button(keyless.panel, 'More tools').click();
  await button(keyless.panel, 'Invert').click();
  await button(keyless.panel, 'Remove').click();
  await alertOf(keyless.panel).and(keyless.panel.locator('[data-code=nothing-to-copy]')).waitFor();
  await expectWords(keyless.panel);
  expect(await maskIsShown(keyless.panel)).toBe(true);
});

it('a hole of more than a third is filled, and the panel says that a model does it better', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await maskBox([0.1, 0.1], [0.85, 0.8]);
  await button(keyless.panel, 'Remove').click();
  await option(3).waitFor();
  await expect.poll(() => outcome().textContent()).toContain('a model does better');
});

it('results are steps like others: compared, gone on from, and led back from', async () => {
  await openPlainPicture(keyless.panel, 320, 240);
  await maskBox(...middle);
  await promptOf(keyless.panel).fill('');
  await button(keyless.panel, 'Remove').click();
  await option(3).waitFor();
  await button(keyless.panel, 'Compare').waitFor();
  await option(3).click();
  await expect.poll(() => option(3).getAttribute('aria-selected')).toBe('true');
  await button(keyless.panel, 'Original').click();
  await expect.poll(() => maskIsShown(keyless.panel)).toBe(true);
});

describe('a removal that takes long', () => {
  /** 4 megapixels with much to fill. */
  async function startLong(): Promise<void> {
    await openPlainPicture(keyless.panel, 2400, 1808);
    await maskBox([0.2, 0.2], [0.7, 0.7]);
    await button(keyless.panel, 'Remove').click();
    await expect
      .poll(async () =>
        Number(await keyless.panel.getByRole('progressbar').getAttribute('aria-valuenow')),
      )
      .toBeGreaterThan(0);
  }

  it('is cancelled at once, and the picture is as it was', async () => {
    await startLong();
    await button(keyless.panel, 'Cancel').click();
    await keyless.panel.getByText('Cancelled. The picture is as it was.').waitFor();
    await keyless.panel.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await allRecords<ImageRecord>(keyless.panel, 'images')).toHaveLength(1);
    expect(await maskIsShown(keyless.panel)).toBe(true);
  });

  it('goes on when the panel is closed', async () => {
    await startLong();
    const shown = await newestRecord<EditJob>(keyless.panel, 'jobs');
    await keyless.panel.close();
    keyless.panel = await openPanelTab(keyless.world.browser);
    await keyless.panel.getByRole('progressbar').waitFor();
    await expect
      .poll(async () => (await newestRecord<EditJob>(keyless.panel, 'jobs')).progress, {
        timeout: 120_000,
      })
      .toBeGreaterThan((shown.progress ?? 0) + 0.03);
    await button(keyless.panel, 'Cancel').click();
  });

  it('whose background is killed says so, and that nothing was billed; it can be started once more', async () => {
    await startLong();
    await killWorker(keyless.world.browser);
    await keyless.panel.close();
    keyless.panel = await openPanelTab(keyless.world.browser);
    await alertOf(keyless.panel)
      .and(keyless.panel.locator('[data-code=interrupted-on-device]'))
      .waitFor();
    await expectWords(keyless.panel);
    await button(keyless.panel, 'Try again').click();
    await keyless.panel.getByRole('progressbar').waitFor();
    await button(keyless.panel, 'Cancel').click();
    await keyless.panel.getByText('Cancelled. The picture is as it was.').waitFor();
  });
});
