import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rect } from '../../utils/base/geometry';
import { type BrushStroke, unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import { downloadInto } from '../rig/download';
import { drag } from '../rig/pointer';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestRecord } from './library';
import { countAroundBox, countDifferences, decodePixels } from './pixels';
import { alertOf, ask, button, openPanelTab, paint, stageOf } from './steps';
import { startWorld, type World } from './world';

const size = { width: 1200, height: 900 };
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

/** Polls with patience for a busy machine. */
const eventually = <T>(get: () => T) => expect.poll(get);

const hint = (page = panel) => page.getByTestId('marks-hint').textContent();
const marks = (page: Page) => stageOf(page).locator('canvas.mask-marks');
const job = () => newestRecord<EditJob>(panel, 'jobs');
const posts = () => world.server.requests.filter(({ method }) => method === 'POST');
const chooseModel = (model: string) =>
  panel.evaluate(async (id) => {
    const { editOptions = {} } = await chrome.storage.local.get('editOptions');
    await chrome.storage.local.set({ editOptions: { ...Object(editOptions), model: id } });
  }, model);

/** Saves the result that is shown. */
const download = async () =>
  decodePixels(
    await readFile(
      await downloadInto(world.browser, folder, () => button(panel, 'Download').click()),
    ),
  );

/** The box on the stage that says what may change, image px. */
async function tintedBox(): Promise<Rect> {
  const picture = await stageOf(panel).locator('img').first().boundingBox();
  const box = await stageOf(panel).locator('.mask-change').boundingBox();
  if (!picture || !box) throw new Error('no box on the stage');
  const scale = size.width / picture.width;
  return {
    x: (box.x - picture.x) * scale,
    y: (box.y - picture.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** The files of the newest request, by field, with their sizes. */
const sent = () =>
  Object.fromEntries(
    (posts().at(-1)?.files ?? []).map((file) => [file.field, [file.width, file.height]]),
  );

async function backToImage(): Promise<void> {
  await button(panel, 'Original').click();
  await eventually(() => stageOf(panel).getAttribute('data-source')).toBe('original');
}

it('sends an arrow as markup, without a mask, and changes nothing outside of the box that was shown', async () => {
  const page = await world.visit(
    pageOf(site, `${site.origin}/n/${size.width}x${size.height}.png`, 'width:480px;height:360px'),
  );
  await world.rightClick(page.locator('#case'));
  panel = await world.panel();
  await stageOf(panel).waitFor();
  await button(panel, 'More tools').click();
  await button(panel, 'Arrow').click();
  await drag(panel, stageOf(panel), [
    [0.42, 0.5],
    [0.56, 0.46],
  ]);
  await eventually(() => hint()).toBe('Marks are hints. Only the tinted box changes.');
  await panel.getByTestId('cost').getByText('$').waitFor();
  const box = await tintedBox();
  await ask(panel, 'move the shape along the arrow');
  await stageOf(panel).and(panel.locator('[data-source=edit]')).waitFor();

  const { image, markup, ...others } = sent();
  expect(others).toEqual({});
  expect(markup).toEqual(image);
  const png = posts()[0]?.files.find(({ field }) => field === 'markup')?.data;
  const { channels } = await sharp(png).stats();
  expect(channels).toHaveLength(4);
  expect([channels[3]?.min, channels[3]?.max]).toEqual([0, 255]);
  expect(channels[0]?.mean).toBeGreaterThan(channels[2]?.mean ?? 0);

  const { options } = await job();
  const before = decodePixels(await noise(size.width, size.height));
  // A CSS px of the stage is some px of the image.
  const { outside, inside } = countAroundBox(before, await download(), box, options.featherPx + 4);
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(500);
});

it('changes the mask alone where there is one beside the marks, and the marks go along', async () => {
  await backToImage();
  await button(panel, 'Brush').click();
  await paint(panel, [
    [0.45, 0.42],
    [0.55, 0.52],
  ]);
  await eventually(() => hint()).toBe('Marks are hints. Only the mask changes.');
  expect(await stageOf(panel).locator('.mask-change').count()).toBe(0);
  await ask(panel, 'a red boat where the arrow points');
  await eventually(() => posts().length).toBe(2);
  await stageOf(panel).and(panel.locator('[data-source=edit]')).waitFor();
  const { image, markup, ...others } = sent();
  expect(others).toEqual({});
  expect(markup).toEqual(image);
  const { drawing, options } = await job();
  const strokes = unpackDrawing(drawing).filter(
    (step): step is BrushStroke => step.kind === 'stroke',
  );
  const before = decodePixels(await noise(size.width, size.height));
  const { outside, inside } = countDifferences(
    before,
    await download(),
    strokes,
    options.featherPx,
  );
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(100);
});

it('keeps marks through a reload and shows them in a tab, with the same live state', async () => {
  await backToImage();
  const tab = await openPanelTab(world.browser);
  await stageOf(tab).waitFor();
  await eventually(() => marks(tab).isVisible()).toBe(true);
  await button(tab, 'Undo').click();
  await eventually(() => hint()).toBe('Marks are hints. Only the tinted box changes.');
  await tab.reload();
  await eventually(() => hint(tab)).toBe('Marks are hints. Only the tinted box changes.');
  await button(panel, 'Undo').click();
  await eventually(() => marks(tab).isVisible()).toBe(false);
  await button(panel, 'Redo').click();
  await eventually(() => marks(tab).isVisible()).toBe(true);
  await tab.close();
});

it('says of a model that takes no marks that it sees none, keeps them, and pays for nothing', async () => {
  await button(panel, 'Arrow').click();
  await chooseModel('gpt-image-2');
  await eventually(() => hint()).toBe('This model sees no marks: choose another or paint.');
  expect(await button(panel, 'Arrow').count()).toBe(0);
  expect(await button(panel, 'Brush').getAttribute('aria-pressed')).toBe('true');
  expect(await marks(panel).isVisible()).toBe(true);
  await button(panel, 'Repaint').click();
  await eventually(() => alertOf(panel).getAttribute('data-code')).toBe('marks-not-taken');
  expect(posts()).toHaveLength(2);

  await button(panel, 'Redo').click();
  await eventually(() => hint()).toBe('This model sees only the mask, not your marks.');
  await ask(panel, 'a green boat');
  await eventually(() => posts().length).toBe(3);
  await stageOf(panel).and(panel.locator('[data-source=edit]')).waitFor();
  expect(Object.keys(sent()).toSorted()).toEqual(['image', 'mask']);

  await backToImage();
  await chooseModel('gpt-image-2.6-sunburst');
  await eventually(() => hint()).toBe('Marks are hints. Only the mask changes.');
});
