import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { downloadInto } from '../rig/download';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import {
  ask,
  button,
  bytesOf,
  openOptions,
  openPlainPicture,
  pictureOn,
  resultText,
  stageOf,
} from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;
const folder = makeTempFolder('repaint-extended-');

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel, 896, 704);
});
afterAll(async () => {
  await world?.stop();
  await removeFolder(folder);
});

const extend = () => panel.getByRole('combobox', { name: 'Extend' });
const stageWidth = async () => Number(await stageOf(panel).getAttribute('data-image-width'));

/** RGB samples of a picture's file. */
async function samplesOf(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Drags an edge of the canvas by CSS px. */
async function dragEdge(name: string, dx: number, dy: number): Promise<void> {
  const box = await button(panel, `New canvas: ${name}`).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 14, (box?.y ?? 0) + 14];
  await panel.mouse.move(x, y);
  await panel.mouse.down();
  await panel.mouse.move(x + dx / 2, y + dy / 2);
  await panel.mouse.move(x + dx, y + dy);
  await panel.mouse.up();
}

/** Extends the picture to the left and to the top; returns by how much, image px. */
async function extendByDragging(): Promise<{ left: number; top: number }> {
  await openOptions(panel);
  await extend().selectOption({ label: 'Drag the edges' });
  await stageOf(panel).scrollIntoViewIfNeeded();
  await dragEdge('left edge', -40, 0);
  await dragEdge('top edge', 0, -20);
  const left = Number(await panel.getByRole('spinbutton', { name: 'Left, px' }).inputValue());
  const top = Number(await panel.getByRole('spinbutton', { name: 'Top, px' }).inputValue());
  expect(Math.min(left, top)).toBeGreaterThan(10);
  await button(panel, 'Extend').click();
  await expect.poll(stageWidth).toBe(896 + left);
  return { left, top };
}

it('paints what was added by dragging edges, and keeps every pixel of the picture', async () => {
  const before = await samplesOf(await bytesOf(pictureOn(panel)));
  const { left, top } = await extendByDragging();
  await ask(panel, 'more of it');
  expect(await resultText(panel)).toContain('0 of');
  const download = () => button(panel, 'Download').click();
  const saved = await samplesOf(
    await readFile(await downloadInto(world.browser, folder, download)),
  );
  expect([saved.width, saved.height]).toEqual([896 + left, 704 + top]);
  for (let y = 0; y < 704; y += 1) {
    const from = 3 * ((y + top) * saved.width + left);
    const row = saved.data.subarray(from, from + 3 * 896);
    expect(row.equals(before.data.subarray(3 * 896 * y, 3 * 896 * (y + 1)))).toBe(true);
  }
  expect(saved.data.subarray(0, 3 * saved.width).some((sample) => sample > 0)).toBe(true);
});

it('is undone by choosing “Original size”', async () => {
  await extendByDragging();
  await extend().selectOption({ label: 'Original size' });
  await expect.poll(stageWidth).toBe(896);
});
