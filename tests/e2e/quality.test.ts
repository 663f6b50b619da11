import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrushStroke, unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob, JobRecord } from '../../utils/library/jobs';
import type { ImageRecord } from '../../utils/library/records';
import { downloadInto } from '../rig/download';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { newestRecord } from './library';
import { decodePixels, pixelsInside } from './pixels';
import {
  ask,
  button,
  bytesOf,
  openOptions,
  openPicture,
  openPlainPicture,
  paintAndAsk,
  promptOf,
  resultText,
  stageOf,
} from './steps';
import { startAfresh, startWorld, type World } from './world';

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

/** Each test starts with an empty library and settings as they come. */
beforeEach(async () => {
  panel = await startAfresh(world, panel);
});

const more = () => openOptions(panel);
const result = (number: number) => panel.getByRole('option', { name: `Result ${number}` });
const download = async () =>
  readFile(await downloadInto(world.browser, folder, () => button(panel, 'Download').click()));
const edits = () => world.server.requests.filter(({ path }) => path.endsWith('/images/edits'));

describe('an instruction over the whole image', () => {
  it('needs no mask, sends none and takes the answer as it comes', async () => {
    await openPlainPicture(panel, 1040, 784);
    await more();
    await panel.getByRole('radio', { name: 'Whole image' }).check();
    await panel.getByText('100% of the picture').waitFor();
    await ask(panel, 'make it evening');
    await result(1).waitFor();
    expect(
      edits()
        .at(-1)
        ?.files.map(({ field }) => field),
    ).toEqual(['image']);
    const { width, height } = await sharp(await download()).metadata();
    expect([width, height]).toEqual([1040, 784]);
    expect(await panel.getByText('changed outside').count()).toBe(0);
  });
});

describe('an answer that does not fit', () => {
  it('is kept, and becomes a result without another request', async () => {
    await openPlainPicture(panel);
    world.server.behave({ registration: 'reframed' });
    await paintAndAsk(panel, 'a yellow sun');
    await panel.locator('[role=alert][data-code=answer-misfit]').waitFor();
    const { answers } = await newestRecord<JobRecord>(panel, 'jobs');
    expect(answers).toHaveLength(1);
    await button(panel, 'Use the full returned image').click();
    await result(1).waitFor();
    expect(await panel.getByRole('alert').count()).toBe(0);
    expect(await newestRecord<ImageRecord>(panel, 'images')).toMatchObject({
      notes: ['whole-answer'],
    });
    expect(edits()).toHaveLength(1);
  });
});

/** So little of what is sent that the server recomposes the rest. */
const aSpot = [
  [0.48, 0.48],
  [0.52, 0.52],
] as const;

describe('an answer that shows the picture from elsewhere', () => {
  it('is refused, and a tighter retry shows the model less and fits', async () => {
    await openPlainPicture(panel);
    world.server.behave({ registration: 'recomposed' });
    await paintAndAsk(panel, 'a yellow sun', aSpot);
    await panel.locator('[role=alert][data-code=answer-reframed]').waitFor();
    const first = await newestRecord<EditJob>(panel, 'jobs');
    expect(first).toMatchObject({ state: 'failed', resultIds: [] });
    expect(first.answers).toHaveLength(1);
    await button(panel, 'Try again with less context').click();
    await panel.getByText(/0 of [\d,]+ pixels changed outside/).waitFor();
    const second = await newestRecord<EditJob>(panel, 'jobs');
    expect(second.crop?.width).toBeLessThan(0.7 * (first.crop?.width ?? 0));
    expect(second.drawing).toBe(first.drawing);
    expect(edits()).toHaveLength(2);
  });

  it('goes in as it lies if the user says so, without another request', async () => {
    await openPlainPicture(panel);
    world.server.behave({ registration: 'recomposed' });
    await paintAndAsk(panel, 'a yellow sun', aSpot);
    await panel.locator('[role=alert][data-code=answer-reframed]').waitFor();
    await button(panel, 'Paste anyway').click();
    expect(await resultText(panel)).toMatch(/(^|\D)0 of [\d,]+ pixels changed outside/);
    const job = await newestRecord<EditJob>(panel, 'jobs');
    expect(job).toMatchObject({ state: 'succeeded', pasteAnyway: true });
    expect(await panel.getByRole('alert').count()).toBe(0);
    expect(edits()).toHaveLength(1);
  });
});

describe('a model that paints past the edge of what was brushed over', () => {
  it('finds its colours in the saved file, and the rest as it was', async () => {
    const colour = [30, 60, 200] as const;
    await openPicture(panel, 'mug.jpg');
    world.server.behave({ flatShape: { colour, reachPx: 6 } });
    await paintAndAsk(panel, 'a blue sticker');
    expect(await resultText(panel)).toMatch(/(^|\D)0 of [\d,]+ pixels changed outside/);
    const saved = decodePixels(await download());
    const { drawing } = await newestRecord<EditJob>(panel, 'jobs');
    const strokes = unpackDrawing(drawing).filter((step): step is BrushStroke => step.kind === 'stroke'); // biome-ignore format: one question
    const inside = pixelsInside(saved, strokes);
    const errors = inside.map((pixel) =>
      Math.max(...colour.map((value, c) => Math.abs(value - (saved.rgba[4 * pixel + c] ?? 0)))),
    );
    expect(errors.length).toBeGreaterThan(1000);
    expect(Math.max(...errors)).toBeLessThanOrEqual(6);
  });
});

describe('saving a result', () => {
  it('keeps and strips what is chosen, and a file with its recipe brings the prompt back', async () => {
    await openPicture(panel, 'mug.jpg');
    await paintAndAsk(panel, 'a plain wall');
    await result(1).waitFor();
    const plain = await sharp(await download()).metadata();
    expect([plain.format, plain.exif]).toEqual(['png', undefined]);
    expect(plain.xmp?.toString()).toContain('compositeWithTrainedAlgorithmicMedia');
    expect(plain.xmp?.toString()).not.toContain('a plain wall');

    await button(panel, 'File options').click();
    await panel.getByRole('combobox', { name: 'Format' }).first().selectOption('jpeg');
    await panel.getByRole('checkbox', { name: "Keep the original's EXIF and XMP" }).check();
    await panel.getByRole('checkbox', { name: 'Include prompt and model' }).check();
    const jpeg = await download();
    const told = await sharp(jpeg).metadata();
    expect([told.format, told.orientation]).toEqual(['jpeg', 1]);
    expect(told.exif).toBeDefined();
    expect(told.xmp?.toString()).toContain('a plain wall');

    await panel.locator('main').evaluate((main, bytes) => {
      const data = new DataTransfer();
      const file = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      data.items.add(new File([file], 'saved.jpg', { type: 'image/jpeg' }));
      main.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    }, jpeg.toString('base64'));
    await panel.locator('[data-testid=stage][data-source=file]').waitFor();
    await expect.poll(() => newestSource()).toBe('file');
    await expect.poll(() => promptOf(panel).inputValue()).toBe('a plain wall');
  });
});

const newestSource = async () => (await newestRecord<ImageRecord>(panel, 'images')).source;

describe('an image that is extended', () => {
  it('is painted where it is new and nowhere else', async () => {
    await openPlainPicture(panel, 896, 704);
    await more();
    await panel.getByRole('combobox', { name: 'Extend' }).selectOption('16:9');
    await expect.poll(() => stageOf(panel).getAttribute('data-image-width')).toBe('1252');
    const base = await bytesOf(stageOf(panel).locator('img').first());
    await ask(panel, 'more of it');
    await result(1).waitFor();
    await panel.getByText(/0 of [\d,]+ pixels changed outside/).waitFor();
    const saved = await sharp(await download())
      .removeAlpha()
      .raw()
      .toBuffer();
    const before = await sharp(base).removeAlpha().raw().toBuffer();
    const row = (pixels: Buffer, y: number) =>
      pixels.subarray(3 * (1252 * y + 178), 3 * (1252 * y + 178 + 896));
    for (const y of [0, 350, 703]) expect(row(saved, y)).toEqual(row(before, y));
    const left = saved.subarray(3 * 1252 * 350, 3 * (1252 * 350 + 178));
    expect(left.some((sample) => sample > 0)).toBe(true);
    await button(panel, 'Original').click();
    await panel.locator('[data-testid=stage]:not([data-source=edit])').waitFor();
    await panel.getByRole('combobox', { name: 'Extend' }).selectOption('none');
    await expect.poll(() => stageOf(panel).getAttribute('data-image-width')).toBe('896');
  });
});

describe('reference images', () => {
  it('are sent beside the image, cost something, and stay until they are removed', async () => {
    await openPlainPicture(panel);
    await more();
    const file = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
      .png()
      .toBuffer();
    const give = (name: string) => ({ name, mimeType: 'image/png', buffer: file });
    await panel.getByTestId('reference-files').setInputFiles([give('one.png'), give('two.png')]);
    await button(panel, 'Remove two').waitFor();
    await button(panel, 'Remove two').click();
    await button(panel, 'From history').click();
    await button(panel, 'Add two').click();
    await paintAndAsk(panel, 'like these');
    await result(1).waitFor();
    const fields = edits()
      .at(-1)
      ?.files.map(({ field }) => field);
    expect(fields?.sort()).toEqual(['image[]', 'image[]', 'image[]', 'mask']);
    await button(panel, 'Original').click();
    await button(panel, 'Remove two').waitFor();
    await panel.reload();
    await button(panel, 'Remove two').waitFor();
  });
});
