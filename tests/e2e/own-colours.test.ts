import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { downloadInto } from '../rig/download';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { decodePixels } from './pixels';
import { ask, button, openOptions, paintAndAsk, resultText, stageOf } from './steps';
import { startAfresh, startWorld, type World } from './world';

/*
 * A picture in Display P3, as every iPhone takes them, of which all is redrawn: the server sees it in sRGB, and what it makes
 * comes back in the picture's own space. Colours are judged by lcms2 (in sharp), which is none of the code under test.
 */

let world: World;
let panel: Page;
let folder: string;

beforeAll(async () => {
  folder = makeTempFolder('repaint-downloads-');
  world = await startWorld({ headless: true });
});

afterAll(async () => {
  await world?.stop();
  await removeFolder(folder);
});

beforeEach(async () => {
  panel = await startAfresh(world, panel);
  // The answer lies where the picture is; the server still tints it by a few levels.
  world.server.behave({ registration: 'perfect', flatShape: { colour, reachPx: 0 } });
});

const [width, height] = [1040, 784];

/** Of sRGB. The same numbers in Display P3 are shown without any red. */
const colour = [40, 200, 60] as const;

/** The server's tint, rounding, and two conversions. */
const tintAndRounding = 10;

/** Soft patches of strong colours, whose samples in Display P3 are other ones than in sRGB. */
async function wideGamutPicture(): Promise<Buffer> {
  const [columns, rows] = [13, 10];
  const patches = Buffer.from(
    Array.from({ length: columns * rows * 3 }, (_, i) => 40 + (((i * 2_654_435_761) >>> 8) % 180)),
  );
  const small = { raw: { width: columns, height: rows, channels: 3 } } as const;
  return sharp(patches, small)
    .resize(width, height, { kernel: 'cubic' })
    .withIccProfile('p3')
    .png()
    .toBuffer();
}

async function openWideGamutPicture(): Promise<Buffer> {
  const buffer = await wideGamutPicture();
  const file = { name: 'phone.png', mimeType: 'image/png', buffer };
  await panel.locator('input[type=file]').setInputFiles(file);
  await stageOf(panel).waitFor();
  return buffer;
}

/** Red, green and blue of each px as it is shown on a screen of sRGB, and as the file has them. */
const shownIn = (file: Buffer): Promise<Buffer> => sharp(file).removeAlpha().raw().toBuffer();
const samplesIn = (file: Buffer): Uint8Array =>
  decodePixels(file).rgba.filter((_, i) => i % 4 !== 3);

const download = async () =>
  readFile(await downloadInto(world.browser, folder, () => button(panel, 'Download').click()));

const result = (number: number) => panel.getByRole('option', { name: `Result ${number}` });

/** Mean of the differences of a part of two pictures of `width` px across, the largest of the three channels. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>, from: number, rows = 60): number {
  const sums = [0, 0, 0];
  for (let y = from; y < from + rows; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let c = 0; c < 3; c += 1) {
        const at = 3 * (y * width + x) + c;
        sums[c] = (sums[c] ?? 0) + Math.abs((a[at] ?? 0) - (b[at] ?? 0));
      }
  return Math.max(...sums) / (rows * width);
}

/** The colour that most px have. */
function mostFrequent(samples: Uint8Array): number[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < samples.length; i += 3) {
    const [red = 0, green = 0, blue = 0] = samples.subarray(i, i + 3);
    const key = (red << 16) | (green << 8) | blue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [key] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return [key >> 16, (key >> 8) & 255, key & 255];
}

/** What was sent last as the picture. */
function sent(): Buffer {
  const files = world.server.requests.at(-1)?.files ?? [];
  const data = files.find(({ field }) => field.startsWith('image'))?.data;
  if (!data) throw new Error('no picture was sent');
  return data;
}

/** Sent as it is shown, by samples that need no profile. */
async function expectSentAsShown(picture: Buffer): Promise<void> {
  const image = sent();
  expect((await sharp(image).metadata()).icc).toBe(undefined);
  const samples = samplesIn(image);
  expect(difference(samples, await shownIn(picture), 0)).toBeLessThan(2);
  expect(difference(samples, samplesIn(picture), 0)).toBeGreaterThan(8);
}

/** In the picture's own space, and shown as what the server made of it. */
async function expectMadeOf(picture: Buffer, saved: Buffer): Promise<void> {
  const [before, after] = await Promise.all([sharp(picture).metadata(), sharp(saved).metadata()]);
  expect(after.icc).toEqual(before.icc);
  const shown = await shownIn(saved);
  const middle = 3 * ((height / 2) * width + width / 2);
  for (const [c, value] of colour.entries())
    expect(Math.abs((shown[middle + c] ?? 0) - value)).toBeLessThan(tintAndRounding);
  expect(difference(shown, await shownIn(picture), 0)).toBeLessThan(tintAndRounding);
  // Only relabelled, it would have the numbers of sRGB.
  const samples = samplesIn(saved);
  expect(Math.abs((samples[middle] ?? 0) - colour[0])).toBeGreaterThan(2 * tintAndRounding);
}

describe('a picture in Display P3 of which all is redrawn', () => {
  it('is sent in sRGB and comes back in its own colours: an instruction over the whole image', async () => {
    const picture = await openWideGamutPicture();
    await openOptions(panel);
    await panel.getByRole('radio', { name: 'Whole image' }).check();
    await panel.getByText('100% of the picture').waitFor();
    await ask(panel, 'make it evening');
    await result(1).waitFor();
    await expectSentAsShown(picture);
    await expectMadeOf(picture, await download());
  });

  it('is sent in sRGB and comes back in its own colours: Variations of a result', async () => {
    const picture = await openWideGamutPicture();
    await paintAndAsk(panel, 'a green sticker');
    await resultText(panel);
    await button(panel, 'Variations').click();
    await result(4).waitFor();
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(world.server.requests.at(-1)?.fields.prompt).toMatch(/variation of this picture/);
    await expectSentAsShown(picture);
    await result(4).click();
    await expectMadeOf(picture, await download());
  });

  it('comes back in its own colours where the full returned image is taken', async () => {
    const picture = await openWideGamutPicture();
    world.server.behave({ registration: 'reframed' });
    await paintAndAsk(panel, 'a green sticker');
    await panel.locator('[role=alert][data-code=answer-misfit]').waitFor();
    await button(panel, 'Use the full returned image').click();
    await result(1).waitFor();
    const saved = await download();
    const { icc } = await sharp(picture).metadata();
    expect((await sharp(saved).metadata()).icc).toEqual(icc);
    // What is flat is what the server painted, wherever it lies in a picture of another size.
    for (const [c, value] of mostFrequent(await shownIn(saved)).entries())
      expect(Math.abs(value - (colour[c] ?? 0))).toBeLessThan(tintAndRounding);
    const [red = 0] = mostFrequent(samplesIn(saved));
    expect(Math.abs(red - colour[0])).toBeGreaterThan(2 * tintAndRounding);
  });
});
