import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type BrushStroke, unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import { renderPicture } from '../gallery/pictures';
import type { RecordedRequest } from '../images-server/recorder';
import { downloadInto } from '../rig/download';
import { drag } from '../rig/pointer';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestCapture, nextCapture } from './capture-steps';
import { allRecords, holdTable, newestRecord } from './library';
import { countDifferences, decodePixels } from './pixels';
import {
  acrossTheMiddle,
  ask,
  button,
  maskIsShown,
  paint,
  paintAndAsk,
  promptOf,
  resultText,
  stageOf,
} from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;
let panel: Page;
let folder: string;

beforeAll(async () => {
  folder = makeTempFolder('repaint-downloads-');
  [world, site] = await Promise.all([startWorld(), startSite()]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
  await removeFolder(folder);
});

beforeEach(() => world.server.reset());

const result = (number: number) => panel.getByRole('option', { name: `Result ${number}` });

async function open(path: string, style?: string): Promise<void> {
  const page = await world.visit(pageOf(site, `${site.origin}${path}`, style));
  const before = await newestCapture(world);
  await world.rightClick(page.locator('#case'));
  await nextCapture(world, before);
  panel = await world.panel();
  await stageOf(panel).and(panel.locator(`[data-source=original]`)).waitFor();
}

const download = () =>
  downloadInto(world.browser, folder, () =>
    panel.getByRole('button', { name: 'Download' }).click(),
  );

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');

/** Opens a small opaque picture, brushes over its middle and waits for the result. */
async function repaintNoise(): Promise<void> {
  await open('/same.png');
  await paintAndAsk(panel, 'a yellow sun', [
    [0.4, 0.45],
    [0.5, 0.55],
    [0.6, 0.45],
  ]);
  await result(1).waitFor();
  await resultText(panel);
}

/** Compares a saved file with the image it was made from, by the strokes that were stored with the job. */
async function compare(file: string, original: Uint8Array) {
  const { drawing, options } = await newestRecord<EditJob>(panel, 'jobs');
  const strokes = unpackDrawing(drawing).filter(
    (step): step is BrushStroke => step.kind === 'stroke',
  );
  const before = decodePixels(original);
  const after = decodePixels(await readFile(file));
  expect([after.width, after.height]).toEqual([before.width, before.height]);
  return countDifferences(before, after, strokes, options.featherPx);
}

it('repaints what was brushed on an opaque image, and nothing else', async () => {
  await repaintNoise();
  const file = await download();
  expect(basename(file)).toMatch(/^Case.* - repaint\.png$/);
  const { outside, inside, painted } = await compare(file, await noise(240, 160));
  expect(outside).toBe(0);
  expect(inside / painted).toBeGreaterThan(0.7);
  expect(posts()).toHaveLength(1);
});

it('counts in the panel what it left untouched', async () => {
  await repaintNoise();
  expect(await resultText(panel)).toMatch(
    /Cost \$0\.\d+ · Only the painted area changed \(0 of [\d,]+ pixels changed outside\)$/,
  );
});

it('shows the image before as long as Compare is held', async () => {
  await repaintNoise();
  const shownSource = () => stageOf(panel).locator('img').last().getAttribute('src');
  const after = await shownSource();
  await button(panel, 'Compare').hover();
  await panel.mouse.down();
  await expect.poll(shownSource).not.toBe(after);
  await panel.mouse.up();
  await expect.poll(shownSource).toBe(after);
});

it('goes on from a result with a fresh mask and no prompt, still exact', async () => {
  await repaintNoise();
  const first = await readFile(await download());
  expect(await promptOf(panel).inputValue()).toBe('');
  expect(await maskIsShown(panel)).toBe(false);
  await paintAndAsk(panel, 'a blue star', [
    [0.2, 0.2],
    [0.3, 0.3],
  ]);
  await result(2).waitFor();
  const { outside, inside } = await compare(await download(), first);
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(0);
});

it('puts mask and prompt of an edit on its result by one click', async () => {
  await repaintNoise();
  const { drawing } = await newestRecord<EditJob>(panel, 'jobs');
  await button(panel, 'Same mask again').click();
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a yellow sun');
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  await ask(panel, 'a blue star');
  await result(2).waitFor();
  const again = await newestRecord<EditJob>(panel, 'jobs');
  expect(again.prompt).toBe('a blue star');
  expect(again.drawing).toBe(drawing);
});

it('edits the picture that was chosen, however slow the library is and quick the hand', async () => {
  await repaintNoise();
  const { imageId: id } = await newestRecord<EditJob>(panel, 'jobs');
  const release = await holdTable(panel, 'drafts');
  await button(panel, 'Original').click();
  await expect.poll(() => button(panel, 'Repaint').isDisabled()).toBe(true);
  expect(await promptOf(panel).isDisabled()).toBe(true);
  await drag(panel, stageOf(panel), acrossTheMiddle);
  await release();
  await ask(panel, 'a blue star'); // as soon as it can be done
  await expect.poll(() => posts().length).toBe(2);
  expect(await newestRecord<EditJob>(panel, 'jobs')).toMatchObject({
    imageId: id,
    prompt: 'a blue star',
  });
  await result(2).waitFor();
});

it('stores what was prepared before anything is sent', async () => {
  await open('/same.png');
  await paint(panel);
  const before = posts().length;
  const jobs = (await allRecords(panel, 'jobs')).length;
  const release = await holdTable(panel, 'drafts');
  await ask(panel, 'a blue star');
  // Thirty frames: far longer than a job takes to be stored.
  await panel.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let frames = 0;
        const next = () => (++frames > 30 ? resolve() : requestAnimationFrame(next));
        next();
      }),
  );
  expect((await allRecords(panel, 'jobs')).length).toBe(jobs);
  await release();
  await expect.poll(() => posts().length).toBe(before + 1);
  await resultText(panel);
});

it('keeps every pixel of an image with partial transparency', async () => {
  await open('/sticker.png', 'width:400px;height:400px');
  await paintAndAsk(panel, 'a red heart', [
    [0.45, 0.4],
    [0.55, 0.5],
  ]);
  await result(1).waitFor();
  const original = (await renderPicture('sticker.png')).bytes;
  const { outside, inside } = await compare(await download(), original);
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(0);
});

/** Opens a photo, brushes over a part of it and waits until it is sent; returns the request. */
async function sendPhoto(): Promise<RecordedRequest> {
  await open('/mug.jpg', 'width:300px;height:400px');
  await paintAndAsk(panel, 'a plain wall', [
    [0.45, 0.2],
    [0.55, 0.25],
  ]);
  await result(1).waitFor();
  const request = posts().at(-1);
  if (!request) throw new Error('nothing was sent');
  return request;
}

it('never uploads what a photo says about its place and camera', async () => {
  const { files } = await sendPhoto();
  expect(files.map(({ field }) => field)).toEqual(['image', 'mask']);
  for (const { data } of files) {
    const { exif, xmp, icc } = await sharp(data).metadata();
    expect([exif, xmp, icc]).toEqual([undefined, undefined, undefined]);
  }
});

it('sends the surroundings of the mask pixel for pixel, at a legal size', async () => {
  const { fields } = await sendPhoto();
  const { crop } = await newestRecord<EditJob>(panel, 'jobs');
  expect(fields).toMatchObject({ size: `${crop?.width}x${crop?.height}` });
  expect(fields).not.toHaveProperty('response_format');
  expect(fields).not.toHaveProperty('input_fidelity');
});
