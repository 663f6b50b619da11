import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { downloadInto } from '../rig/download';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { alertOf, button, bytesOf, openOptions, pictureOn, promptOf, stageOf } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;
const folder = makeTempFolder('repaint-downloads');

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await panel.getByRole('tab', { name: 'Generate' }).click();
});
afterAll(async () => {
  await world?.stop();
  await removeFolder(folder);
});

const picture = () => panel.locator('img.generated');

it('without a prompt the button says what it waits for, and leads there', async () => {
  expect(await button(panel, 'Generate').textContent()).toContain('say what');
  await button(panel, 'Generate').click();
  expect(await promptOf(panel).evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await alertOf(panel).count()).toBe(0);
  expect(world.server.requests).toEqual([]);
});

/** Generates a picture with options of its own, and waits until it is shown. */
async function generate(): Promise<void> {
  await promptOf(panel).fill('a house by the sea');
  await panel.getByRole('combobox', { name: 'Size' }).selectOption('1536x1024');
  await openOptions(panel);
  await panel.getByRole('combobox', { name: 'Model' }).selectOption('gpt-image-2.5-flare');
  await panel.getByRole('combobox', { name: 'Quality' }).selectOption('low');
  await panel.getByTestId('cost').getByText('$').waitFor();
  await button(panel, 'Generate').click();
  await picture()
    .and(panel.getByRole('img', { name: 'a house by the sea' }))
    .waitFor();
}

const download = async () => {
  const file = await downloadInto(world.browser, folder, () => button(panel, 'Download').click());
  return { file, bytes: await readFile(file) };
};

it('prompt, size, quality and model are sent as chosen and become a picture of that size', async () => {
  await generate();
  const shown = await picture().evaluate((image) =>
    image instanceof HTMLImageElement
      ? image.decode().then(() => [image.naturalWidth, image.naturalHeight])
      : [],
  );
  expect(shown).toEqual([1536, 1024]);
  expect(world.server.requests.map(({ path, fields }) => ({ path, ...fields }))).toMatchObject([
    {
      path: '/v1/images/generations',
      prompt: 'a house by the sea',
      model: 'gpt-image-2.5-flare',
      size: '1536x1024',
      quality: 'low',
    },
  ]);
});

it('Download saves that picture under a name made of the prompt', async () => {
  await generate();
  const { file, bytes } = await download();
  expect(file).toMatch(/a house by the sea - repaint\.png$/);
  expect(await sharp(bytes).metadata()).toMatchObject({
    format: 'png',
    width: 1536,
    height: 1024,
  });
});

it('"Keep editing" opens the same pixels in the Edit tab', async () => {
  await generate();
  const saved = await download();
  await button(panel, 'Keep editing').click();
  await panel.locator('[data-testid=stage][data-source=generated]').waitFor();
  expect(await stageOf(panel).getAttribute('data-image-width')).toBe('1536');
  expect(await stageOf(panel).getAttribute('data-image-height')).toBe('1024');
  const bytes = await bytesOf(pictureOn(panel));
  // The file that was saved says beside its pixels that a model made it.
  const pixels = (file: Buffer) => sharp(file).raw().toBuffer();
  expect((await pixels(bytes)).equals(await pixels(saved.bytes))).toBe(true);
});

it('keeps the earlier pictures in sight while another one is made, and goes back to that', async () => {
  await generate();
  world.server.behave({ delayBeforeHeadersMs: 600_000 });
  await promptOf(panel).fill('a house in the hills');
  await button(panel, 'Generate').click();
  const unfinished = panel.locator('.generated.skeleton');
  await unfinished.waitFor();
  await panel.getByRole('option', { name: 'Result 1' }).click();
  await panel.getByRole('img', { name: 'a house by the sea' }).waitFor();
  await button(panel, 'Download').waitFor();
  await button(panel, 'The picture that is being made').click();
  await unfinished.waitFor();
  world.server.release();
  await panel.getByRole('img', { name: 'a house in the hills' }).waitFor();
  expect(await panel.getByRole('option', { name: /^Result/ }).count()).toBe(2);
});
