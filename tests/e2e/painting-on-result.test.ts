import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { maskIsShown, openPlainPicture, paint, paintAndAsk, resultText, stageOf } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
afterAll(() => world?.stop());

/** Each begins with a result on the stage. */
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel);
  await paint(panel, [
    [0.7, 0.7],
    [0.8, 0.75],
  ]);
  await paintAndAsk(panel, 'a red balloon');
  await resultText(panel);
});

const source = () => stageOf(panel).getAttribute('data-source');

it('shows the image again, with the mask in sight, as soon as a result is painted on', async () => {
  expect(await maskIsShown(panel)).toBe(false);
  await paint(panel, [
    [0.2, 0.2],
    [0.3, 0.25],
  ]);
  await expect.poll(source).toBe('file');
  expect(await maskIsShown(panel)).toBe(true);
});

it('does so for an undo by key, too, and the result is one click away', async () => {
  expect(await maskIsShown(panel)).toBe(false);
  await stageOf(panel).press('Control+z');
  await expect.poll(source).toBe('file');
  expect(await maskIsShown(panel)).toBe(true);
});

it('shows the image while a lasso gets its corners by keys', async () => {
  await stageOf(panel).press('l');
  expect(await source()).toBe('edit');
  await stageOf(panel).press('Space');
  await expect.poll(source).toBe('file');
  for (const key of ['ArrowRight', 'Space', 'ArrowDown', 'Space', 'Enter'])
    await stageOf(panel).press(key);
  expect(await maskIsShown(panel)).toBe(true);
});

it('shows the image with the box of what is sent when that is asked for, also once more', async () => {
  const move = panel
    .getByRole('button', { name: 'Crop box', exact: true })
    .and(panel.locator('.box-move'));
  for (const _ of ['with another tool chosen', 'with its tool chosen already']) {
    await panel.getByRole('option', { name: 'Result 1' }).click();
    await expect.poll(source).toBe('edit');
    expect(await move.count()).toBe(0);
    await stageOf(panel).press('c');
    await expect.poll(source).toBe('file');
    await move.waitFor();
  }
});

it('leaves the result in sight while the picture is only moved', async () => {
  const box = await stageOf(panel).boundingBox();
  if (!box) throw new Error('no stage');
  await panel.mouse.move(box.x + 100, box.y + 100);
  await panel.mouse.down({ button: 'middle' });
  await panel.mouse.move(box.x + 150, box.y + 130, { steps: 5 });
  await panel.mouse.up({ button: 'middle' });
  expect(await source()).toBe('edit');
});
