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
  world = await startWorld({ connected: false });
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

it('it stays on in a panel that is opened later', async () => {
  await atOnce().check();
  await panel.close();
  panel = await openPanelTab(world.browser);
  await expect.poll(() => atOnce().isChecked()).toBe(true);
  await atOnce().uncheck();
});
