import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/pack';
import type { BrushStroke } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import { renderPicture } from '../gallery/pictures';
import { downloadInto } from '../rig/download';
import { drag } from '../rig/pointer';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestRecord } from './library';
import { countDifferences, decodePixels } from './pixels';
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

const result = (number: number) => panel.getByRole('option', { name: `Result ${number}` });

async function open(path: string, style?: string): Promise<void> {
  const page = await world.visit(pageOf(site, `${site.origin}${path}`, style));
  await world.rightClick(page.locator('#case'));
  panel = await world.panel();
  await panel.getByTestId('stage').waitFor();
}

async function repaint(prompt: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await panel.getByRole('button', { name: 'Repaint' }).click();
}

const download = () =>
  downloadInto(world.browser, folder, () =>
    panel.getByRole('button', { name: 'Download' }).click(),
  );

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
  await open('/same.png');
  await drag(
    panel,
    panel.getByTestId('stage'),
    [
      [0.4, 0.45],
      [0.5, 0.55],
      [0.6, 0.45],
    ],
    { steps: 10 },
  );
  await repaint('a yellow sun');
  await result(1).waitFor();
  const file = await download();
  expect(basename(file)).toMatch(/^Case.* - repaint\.png$/);
  const { outside, inside, painted } = await compare(file, await noise(240, 160));
  expect(outside).toBe(0);
  expect(inside / painted).toBeGreaterThan(0.7);
  expect(world.server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

it('counts in the panel what it left untouched', async () => {
  await panel.getByText(/^cost \$0\.\d+ · 0 of [\d,]+ pixels changed outside$/).waitFor();
});

it('shows the image before as long as Compare is held', async () => {
  const shownSource = () => panel.getByTestId('stage').locator('img').last().getAttribute('src');
  const after = await shownSource();
  await panel.getByRole('button', { name: 'Compare' }).hover();
  await panel.mouse.down();
  await expect.poll(shownSource).not.toBe(after);
  await panel.mouse.up();
  await expect.poll(shownSource).toBe(after);
});

it('goes on from a result with mask and prompt in place, still exact', async () => {
  const first = await readFile(await download());
  await panel.getByRole('button', { name: 'Edit this' }).click();
  await expect.poll(() => panel.getByTestId('stage').getAttribute('data-source')).toBe('edit');
  expect(await panel.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('a yellow sun');
  await repaint('a blue star');
  await result(1).waitFor();
  const { outside, inside } = await compare(await download(), first);
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(0);
});

it('keeps every pixel of an image with partial transparency', async () => {
  await open('/sticker.png', 'width:400px;height:400px');
  await drag(
    panel,
    panel.getByTestId('stage'),
    [
      [0.45, 0.4],
      [0.55, 0.5],
    ],
    { steps: 10 },
  );
  await repaint('a red heart');
  await result(1).waitFor();
  const original = (await renderPicture('sticker.png')).bytes;
  const { outside, inside } = await compare(await download(), original);
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(0);
});

it('never uploads what a photo says about its place and camera', async () => {
  await open('/mug.jpg', 'width:300px;height:400px');
  await drag(
    panel,
    panel.getByTestId('stage'),
    [
      [0.45, 0.2],
      [0.55, 0.25],
    ],
    { steps: 10 },
  );
  await repaint('a plain wall');
  await result(1).waitFor();
  const { files } = world.server.requests.at(-1) ?? { files: [] };
  expect(files.map(({ field }) => field)).toEqual(['image', 'mask']);
  for (const { data } of files) {
    const { exif, xmp, icc } = await sharp(data).metadata();
    expect([exif, xmp, icc]).toEqual([undefined, undefined, undefined]);
  }
});

it('sends the surroundings of the mask pixel for pixel, at a legal size', async () => {
  const { crop } = await newestRecord<EditJob>(panel, 'jobs');
  const fields = world.server.requests.at(-1)?.fields ?? {};
  expect(fields).toMatchObject({ size: `${crop?.width}x${crop?.height}` });
  expect(fields).not.toHaveProperty('response_format');
  expect(fields).not.toHaveProperty('input_fidelity');
});
