import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import { drag } from '../rig/pointer';
import { allRecords } from './library';
import {
  acrossTheMiddle,
  button,
  maskIsShown,
  openPanelTab,
  openPlainPicture,
  stageOf,
} from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ connected: false, headless: true });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel, 320, 240);
});

const atOnce = () => panel.getByRole('checkbox', { name: 'Remove at once' });
const option = (number: number) => panel.getByRole('option', { name: `Result ${number}` });
const isShown = (number: number) => option(number).getAttribute('aria-selected');
const jobs = () => allRecords<EditJob>(panel, 'jobs');

it('it is off at first: a stroke is only painted', async () => {
  expect(await atOnce().isChecked()).toBe(false);
  await drag(panel, stageOf(panel), acrossTheMiddle);
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  expect(await jobs()).toEqual([]);
});

it('on, each finished stroke is removed, one on top of the other, and undo leads back', async () => {
  await atOnce().check();
  await drag(panel, stageOf(panel), acrossTheMiddle);
  await expect.poll(() => isShown(1)).toBe('true');
  await expect.poll(() => maskIsShown(panel)).toBe(false);
  await drag(panel, stageOf(panel), [
    [0.2, 0.2],
    [0.3, 0.2],
  ]);
  await expect.poll(() => isShown(2)).toBe('true');
  const made = (await jobs()).sort((a, b) => a.createdAt - b.createdAt);
  expect(made.map(({ options }) => [options.onDevice, options.variants])).toEqual([
    [true, 1],
    [true, 1],
  ]);
  expect(made[1]?.imageId).toBe(made[0]?.resultIds[0]);
  expect(made.map(({ drawing }) => unpackDrawing(drawing).length)).toEqual([1, 1]);

  await button(panel, 'Undo').click();
  await expect.poll(() => isShown(1)).toBe('true');
  await expect.poll(() => maskIsShown(panel)).toBe(true); // the stroke that was removed from it
  await button(panel, 'Undo').click();
  await expect.poll(() => maskIsShown(panel)).toBe(false);
  await button(panel, 'Redo').click();
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  expect(await jobs()).toHaveLength(2); // neither undo nor redo removes anything
  expect(world.server.requests).toEqual([]);
});

it('what must not be copied holds for the next stroke on the result, which is seen without its stripes', async () => {
  await button(panel, 'More tools').click();
  await button(panel, 'Don’t copy from here').click();
  await drag(panel, stageOf(panel), [
    [0.7, 0.8],
    [0.9, 0.8],
  ]);
  const stripes = () =>
    panel.locator('canvas.mask-no-copy').evaluate((canvas) => (canvas as HTMLCanvasElement).width);
  await expect.poll(stripes).toBeGreaterThan(0);
  await button(panel, 'Brush').click();
  await atOnce().check();
  for (const number of [1, 2]) {
    const y = 0.2 * number;
    await drag(panel, stageOf(panel), [
      [0.2, y],
      [0.3, y],
    ]);
    await expect.poll(() => isShown(number)).toBe('true');
    await expect.poll(() => maskIsShown(panel)).toBe(false);
    await expect.poll(stripes).toBe(0);
  }
  const made = (await jobs()).sort((a, b) => a.createdAt - b.createdAt);
  const kinds = made.map(({ drawing }) => unpackDrawing(drawing).map(({ kind }) => kind));
  expect(kinds).toEqual([
    ['no-copy', 'stroke'],
    ['no-copy', 'stroke'],
  ]);
  const undo = () => button(panel, 'Undo').click();
  await undo(); // the second removal
  await expect.poll(() => isShown(1)).toBe('true');
  await expect.poll(stripes).toBeGreaterThan(0); // a stroke is on it again, and what came along beside it
  await undo(); // that stroke
  await expect.poll(() => maskIsShown(panel)).toBe(false);
  await undo(); // the first removal, not the stripes
  await expect.poll(stripes).toBeGreaterThan(0);
  await undo(); // the stroke on the picture itself
  await undo(); // and its stripes
  await expect.poll(stripes).toBe(0);
  await expect.poll(() => maskIsShown(panel)).toBe(false);
  expect(await jobs()).toHaveLength(2);
});

it('it stays on in a panel that is opened later', async () => {
  await atOnce().check();
  await panel.close();
  panel = await openPanelTab(world.browser);
  await expect.poll(() => atOnce().isChecked()).toBe(true);
  await atOnce().uncheck();
});
