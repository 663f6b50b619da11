import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EditJob } from '../../utils/library/jobs';
import type { ImageRecord } from '../../utils/library/records';
import { allRecords, newestRecord } from './library';
import {
  ask,
  button,
  maskIsShown,
  openPlainPicture,
  paint,
  paintAndAsk,
  promptOf,
  resultText,
  stageOf,
} from './steps';
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
  await paintAndAsk(panel, 'a red balloon', [
    [0.7, 0.7],
    [0.8, 0.75],
  ]);
  await resultText(panel);
});

const source = () => stageOf(panel).getAttribute('data-source');
const result = (number: number) =>
  panel.getByRole('option', { name: `Result ${number}`, exact: true });
const job = () => newestRecord<EditJob>(panel, 'jobs');
const image = () => newestRecord<ImageRecord>(panel, 'images');
const inTheCorner = [
  [0.2, 0.2],
  [0.3, 0.25],
] as const;

it('painting on a result edits the result, with a mask of its own', async () => {
  const { id } = await image();
  expect(await maskIsShown(panel)).toBe(false);
  await paintAndAsk(panel, 'a blue kite', inTheCorner);
  expect(await source()).toBe('edit');
  await result(2).waitFor();
  expect(await job()).toMatchObject({ imageId: id, prompt: 'a blue kite' });
  expect(await image()).toMatchObject({ parentId: id });
});

it('the strip leads back to every picture, with the mask and the prompt that were left on it', async () => {
  await paintAndAsk(panel, 'a blue kite', inTheCorner);
  await result(2).waitFor();
  await result(1).click();
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a blue kite');
  await button(panel, 'Original').click();
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a red balloon');
  await expect.poll(source).toBe('file');
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  expect(await panel.getByRole('option').count()).toBe(2);
});

it('six edits, one after the other: each is sent as large as its own spot, and none is repainted', async () => {
  const areas: number[] = [];
  for (const [index, x] of [0.15, 0.3, 0.45, 0.6, 0.75, 0.9].entries()) {
    await paintAndAsk(panel, `spot ${index}`, [
      [x, 0.3],
      [x + 0.01, 0.32],
    ]);
    await result(index + 2).waitFor();
    await expect.poll(() => promptOf(panel).inputValue()).toBe('');
    const { crop } = await job();
    areas.push((crop?.width ?? 0) * (crop?.height ?? 0));
  }
  expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.5);
  const images = await allRecords<ImageRecord>(panel, 'images');
  const chain = images.sort((a, b) => a.createdAt - b.createdAt);
  expect(chain.map(({ parentId }) => parentId)).toEqual([
    undefined,
    ...chain.slice(0, -1).map(({ id }) => id),
  ]);
});

it('stays with the image, and the result waits in the strip, where something else was begun meanwhile', async () => {
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  world.server.behave({ delayBeforeHeadersMs: 1_000 });
  await ask(panel, 'a green hill');
  await panel.getByRole('progressbar').waitFor();
  await paint(panel, inTheCorner);
  await promptOf(panel).fill('a bird');
  await result(2).waitFor();
  expect(await source()).toBe('file');
  expect(await promptOf(panel).inputValue()).toBe('a bird');
  expect(await maskIsShown(panel)).toBe(true);
});

it('stays with the image for a stroke that was under way when the result came', async () => {
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  world.server.behave({ delayBeforeHeadersMs: 500 });
  await ask(panel, 'a green hill');
  const box = await stageOf(panel).boundingBox();
  if (!box) throw new Error('no stage');
  await panel.mouse.move(box.x + 80, box.y + 120);
  await panel.mouse.down();
  await panel.mouse.move(box.x + 100, box.y + 130, { steps: 4 });
  await result(2).waitFor();
  await panel.mouse.move(box.x + 120, box.y + 140, { steps: 4 });
  await panel.mouse.up();
  await expect.poll(source).toBe('file');
  const drawing = () => newestDrawing('a green hill');
  await expect.poll(drawing).not.toBe((await job()).drawing);
});

/** The drawing on the image that was edited last with that prompt, as it is stored now. */
async function newestDrawing(prompt: string): Promise<string | undefined> {
  const jobs = await allRecords<EditJob>(panel, 'jobs');
  const imageId = jobs.find((each) => each.prompt === prompt)?.imageId;
  const drafts = await allRecords<{ id: string; drawing: string }>(panel, 'drafts');
  return drafts.find(({ id }) => id === imageId)?.drawing;
}

it('one more try begins from the same image, with the same mask and words', async () => {
  const first = await job();
  await button(panel, 'Another try').click();
  await result(2).waitFor();
  const { imageId, drawing, prompt } = await job();
  expect({ imageId, drawing, prompt }).toEqual({
    imageId: first.imageId,
    drawing: first.drawing,
    prompt: first.prompt,
  });
  await expect.poll(() => result(2).getAttribute('aria-selected')).toBe('true');
});

it('keeps the view: what was zoomed into stays in the middle when its result comes', async () => {
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  await button(panel, 'Zoom in').click();
  await button(panel, 'Zoom in').click();
  const shown = () =>
    stageOf(panel)
      .locator('img')
      .first()
      .evaluate((picture) => getComputedStyle(picture).transform);
  const before = await shown();
  await ask(panel, 'a green hill');
  await expect.poll(() => result(2).getAttribute('aria-selected')).toBe('true');
  expect(await shown()).toBe(before);
});

it('a result that is deleted leaves the picture that it was made from on the stage, and comes back', async () => {
  await button(panel, 'Delete').click();
  await expect.poll(source).toBe('file');
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  await button(panel, 'Bring back').click();
  await result(1).waitFor();
});

it('nothing moves: stage and prompt stay where they are and as large, from the press to the result', async () => {
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  const places = () =>
    Promise.all([stageOf(panel), promptOf(panel)].map((each) => each.boundingBox()));
  const before = await places();
  expect(before[0]?.height).toBeGreaterThan(200);
  world.server.behave({ delayBeforeHeadersMs: 1_000 });
  await ask(panel, 'a green hill');
  await panel.getByRole('progressbar').waitFor();
  expect(await places()).toEqual(before);
  await expect.poll(() => result(2).getAttribute('aria-selected')).toBe('true');
  expect(await places()).toEqual(before);
  await paint(panel, inTheCorner);
  expect(await places()).toEqual(before);
});

it('the result takes the place of what was there at once: the picture before never stands for it', async () => {
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  await ask(panel, 'a green hill');
  /** What is drawn in the very moment in which the stage says that it shows the result. */
  const seen = await stageOf(panel).evaluate((stage) => {
    const picture = () => stage.querySelector<HTMLImageElement>('img.mask-picture');
    const before = picture()?.currentSrc;
    return new Promise<object>((resolve) => {
      new MutationObserver(() => {
        if (stage.getAttribute('data-source') !== 'edit') return;
        const { complete, naturalWidth, currentSrc } = picture() ?? new Image();
        resolve({ complete, naturalWidth, isNew: currentSrc !== before });
      }).observe(stage, { attributes: true });
    });
  });
  expect(seen).toEqual({ complete: true, naturalWidth: 1280, isNew: true });
});

it('offers no further try of an image that is gone', async () => {
  await button(panel, 'Another try').waitFor();
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  await button(panel, 'Delete').click();
  await panel.getByRole('tab', { name: 'History' }).click();
  await button(panel, 'Edit a red balloon').click();
  await expect.poll(source).toBe('edit');
  await button(panel, 'Variations').waitFor();
  expect(await button(panel, 'Another try').count()).toBe(0);
  expect(await button(panel, 'Same mask again').count()).toBe(0);
});

it('undo at the beginning of a drawing goes back to the image that the result was made from', async () => {
  await paint(panel, inTheCorner);
  await stageOf(panel).press('Control+z');
  await expect.poll(() => maskIsShown(panel)).toBe(false);
  expect(await source()).toBe('edit');
  await stageOf(panel).press('Control+z');
  await expect.poll(source).toBe('file');
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  expect(await result(1).count()).toBe(1);
});

it('redo goes forth to that result again, then to what was undone on it; not once something else was painted', async () => {
  await paint(panel, inTheCorner);
  await stageOf(panel).press('Control+z');
  await stageOf(panel).press('Control+z');
  await expect.poll(source).toBe('file');
  await button(panel, 'Redo').click();
  await expect.poll(source).toBe('edit');
  await expect.poll(() => maskIsShown(panel)).toBe(false);
  await button(panel, 'Redo').click();
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  await stageOf(panel).press('Control+z');
  await stageOf(panel).press('Control+z');
  await expect.poll(source).toBe('file');
  await paint(panel, inTheCorner);
  expect(await button(panel, 'Redo').isDisabled()).toBe(true);
  await stageOf(panel).press('Control+z');
  await button(panel, 'Redo').click();
  expect(await source()).toBe('file');
  expect(await button(panel, 'Redo').isDisabled()).toBe(true);
});

it('arrow keys walk through the strip and keep the focus there', async () => {
  await result(1).focus();
  await panel.keyboard.press('ArrowLeft');
  await expect.poll(source).toBe('file');
  const focused = () => panel.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused).toBe('Original');
  await panel.keyboard.press('ArrowRight');
  await expect.poll(source).toBe('edit');
  await expect.poll(focused).toBe('Result 1');
});

it('is the one to save as long as nothing is painted on it, and to repaint from then on', async () => {
  const isPrimary = (name: string) =>
    button(panel, name).evaluate((element) => element.classList.contains('primary'));
  expect([await isPrimary('Download'), await isPrimary('Repaint')]).toEqual([true, false]);
  await promptOf(panel).fill('a kite');
  expect([await isPrimary('Download'), await isPrimary('Repaint')]).toEqual([true, false]);
  await paint(panel, inTheCorner);
  expect([await isPrimary('Download'), await isPrimary('Repaint')]).toEqual([false, true]);
  await stageOf(panel).press('Control+z');
  await expect.poll(() => isPrimary('Download')).toBe(true);
});

/** Where the stage and the prompt begin, and the panel's scrolling, CSS px. */
const places = () =>
  panel.evaluate(() => [
    ...['[data-testid=stage]', 'textarea'].map(
      (each) => document.querySelector(each)?.getBoundingClientRect().y,
    ),
    document.scrollingElement?.scrollTop,
  ]);

it('nothing moves as the strip grows past the panel: the chosen picture is in sight, the wheel leads to the others', async () => {
  await panel.setViewportSize({ width: 360, height: 1_200 }); // all of it in sight, so that no press needs to scroll
  await button(panel, 'Original').click();
  await expect.poll(source).toBe('file');
  const before = await places();
  for (let number = 2; number <= 6; number += 1) {
    await ask(panel, `try ${number}`);
    await expect.poll(() => result(number).getAttribute('aria-selected')).toBe('true');
    await button(panel, 'Original').click();
    await expect.poll(source).toBe('file');
  }
  expect(await places()).toEqual(before);
  const row = panel.locator('.result-row');
  await row.hover();
  await panel.mouse.wheel(0, 1_000);
  await expect.poll(() => row.evaluate((each) => each.scrollLeft)).toBeGreaterThan(30);
  expect(await places()).toEqual(before);
});

it('keeps the focus on what was pressed while it runs, and gives it to the prompt for words that a button has put there', async () => {
  const focused = () =>
    panel.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.localName,
    );
  await button(panel, 'Same mask again').click();
  await expect.poll(() => promptOf(panel).inputValue()).toBe('a red balloon');
  expect(await focused()).toBe('textarea');
  world.server.behave({ delayBeforeHeadersMs: 1_000 });
  await button(panel, 'Repaint').click();
  await panel.getByRole('progressbar').waitFor();
  expect(await focused()).toBe('Repaint');
  await result(2).waitFor();
  await expect.poll(focused).toBe('Repaint');
  await paint(panel, inTheCorner);
  await button(panel, 'Background').click();
  expect(await focused()).toBe('textarea');
  await panel.keyboard.type('sea');
  expect(await promptOf(panel).inputValue()).toBe('Replace the background with sea');
});
