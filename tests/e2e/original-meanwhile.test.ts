import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { unpackDrawing } from '../../utils/drawing/steps';
import type { StoredDraft } from '../../utils/library/records';
import { allowPermission } from '../rig/permission-dialog';
import { until } from '../rig/poll';
import { newestCapture, nextCapture } from './capture-steps';
import { type HoldingServer, startHoldingServer } from './holding-server';
import { newestRecord } from './library';
import { promptOf, stageOf } from './steps';
import { startWorld, type World } from './world';

/** The original of a screenshot takes its time; the user goes on meanwhile. */

let world: World;
let site: HoldingServer;
let isAllowed = false;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startHoldingServer()]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

beforeEach(() => site.release(403)); // so that a screenshot is taken

/** A screenshot at half the picture's size, whose original has been asked for and waits to be sent. */
async function originalOnItsWay(name: string, file?: 'picture.svg'): Promise<Page> {
  const before = await newestCapture(world);
  const page = await world.visit(site.pageWith(name, file));
  await page.locator('#case').evaluate((element) => {
    element.style.width = '120px';
  });
  await world.rightClick(page.locator('#case'));
  expect(await nextCapture(world, before)).toMatchObject({ source: 'screenshot', width: 120 });
  const panel = await world.panel();
  const press = () => panel.getByRole('button', { name: /^Get the original/ }).click();
  await stageOf(panel).and(panel.locator('[data-source=screenshot]')).waitFor();
  site.hold();
  if (isAllowed) await press();
  else await allowPermission(world.display, press);
  isAllowed = true;
  await until('the original to be asked for', () => site.held() > 0);
  return panel;
}

const widthOf = (panel: Page) => stageOf(panel).getAttribute('data-image-width');
const drawnSteps = async (panel: Page) =>
  unpackDrawing((await newestRecord<StoredDraft>(panel, 'drafts')).drawing);

it('leaves the picture under a stroke until that is done, and puts the stroke on the original', async () => {
  const panel = await originalOnItsWay('stroke');
  const picture = await stageOf(panel).locator('.mask-picture').boundingBox();
  if (!picture) throw new Error('no picture');
  const at = (share: number) => [picture.x + share * picture.width, picture.y + 60] as const;
  const { mouse } = panel;
  await mouse.move(...at(0.25));
  await mouse.down();
  await mouse.move(...at(0.4), { steps: 4 });
  const before = await newestCapture(world);
  site.release(200);
  await nextCapture(world, before);
  await mouse.move(...at(0.75), { steps: 8 });
  expect(await widthOf(panel)).toBe('120');
  await mouse.up();
  await expect.poll(() => widthOf(panel)).toBe('240');
  await expect.poll(async () => (await drawnSteps(panel)).length).toBe(1);
  const [stroke] = await drawnSteps(panel);
  if (stroke?.kind !== 'stroke') throw new Error('no stroke');
  expect(stroke.points[0]?.[0]).toBeCloseTo(0.25 * 240, 0);
  expect(stroke.points.at(-1)?.[0]).toBeCloseTo(0.75 * 240, 0);
  await panel.getByRole('button', { name: 'Undo' }).and(panel.locator(':enabled')).waitFor();
});

it('leaves the prompt under the hands that type it', async () => {
  const panel = await originalOnItsWay('prompt');
  await promptOf(panel).pressSequentially('a red ');
  await promptOf(panel).press('Home');
  site.release(200);
  for (const letter of 'as large as it can be, ') {
    await panel.keyboard.type(letter);
    await panel.evaluate(() => new Promise(requestAnimationFrame));
  }
  await expect.poll(() => widthOf(panel)).toBe('240');
  await panel.keyboard.type('by night, ');
  expect(await promptOf(panel).inputValue()).toBe('as large as it can be, by night, a red ');
});

it('draws an SVG without taking the stage from the picture that the user has gone on to', async () => {
  const panel = await originalOnItsWay('drawing', 'picture.svg');
  await panel.getByRole('tab', { name: 'History' }).click();
  const entries = panel.locator('.history-entry');
  await entries.filter({ hasText: '120 × 80' }).waitFor();
  const count = await entries.count();
  await entries.nth(1).locator('.history-picture').click();
  await expect.poll(() => widthOf(panel)).toBe('240');
  const before = await newestCapture(world);
  site.release(200);
  expect(await nextCapture(world, before)).toMatchObject({ source: 'original', width: 2048 });
  expect(await widthOf(panel)).toBe('240');
  await panel.getByRole('tab', { name: 'History' }).click();
  await expect.poll(() => entries.first().innerText()).toContain('2048');
  expect(await entries.count()).toBe(count); // in its screenshot's place
});
