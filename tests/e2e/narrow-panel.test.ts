import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { button, openPlainPicture, paint, promptOf } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await startAfresh(world, undefined);
  await panel.setViewportSize({ width: 240, height: 760 }); // Firefox's sidebar begins with that
  await openPlainPicture(panel);
  await paint(panel);
});
afterAll(() => world?.stop());

/** What reaches beyond the panel's edges or is cut off by its own box: tag, class and words. */
const cutOff = (): Promise<string[]> =>
  panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter(
        (element) =>
          !element.closest('.mask-stage-frame, .result-row, .mask-unseen, .visually-hidden'),
      )
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        const { overflow } = getComputedStyle(element);
        const isCut = overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1;
        return left < -0.5 || right > innerWidth + 0.5 || isCut;
      })
      .map(({ localName, className, textContent }) => `${localName}.${className}: ${textContent}`),
  );

it('shows all of the edit, and what is sent, in 240 px', async () => {
  await panel.locator('.mask-sent').waitFor();
  expect(await cutOff()).toEqual([]);
});

it('gives the buttons below the prompt one line each, as all of the width is theirs', async () => {
  for (const name of ['Remove', 'Repaint'])
    expect((await button(panel, name).boundingBox())?.height).toBeLessThan(40);
});

it('shows all of the tools, and of each question that a button raises', async () => {
  await button(panel, 'More tools').click();
  await button(panel, 'Cut out').click();
  await button(panel, 'Keep only this part').waitFor();
  expect(await cutOff()).toEqual([]);
  await button(panel, 'Cut out').click();
  await button(panel, 'Repaint').click();
  await button(panel, 'Remove with the model').waitFor();
  expect(await cutOff()).toEqual([]);
  await button(panel, 'More tools').click();
});

it('shows all after a removal, with the hint of each tool; nothing has moved by it', async () => {
  const place = () => promptOf(panel).evaluate((box) => box.getBoundingClientRect().top + scrollY);
  const before = await place();
  await button(panel, 'Remove on this device, free').click();
  await panel.getByRole('option', { name: 'Result 3' }).waitFor();
  await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
  await button(panel, 'Compare').waitFor();
  expect(await place()).toBe(before);
  expect(await cutOff()).toEqual([]);
  await button(panel, 'More tools').click();
  await button(panel, 'Select').click();
  expect(await cutOff()).toEqual([]);
  await button(panel, 'More tools').click();
});

it.each(['Generate', 'History'])('shows all of the tab %s', async (name) => {
  await panel.getByRole('tab', { name }).click();
  await panel.getByRole('tab', { name, selected: true }).waitFor();
  await panel
    .locator(name === 'History' ? '.history-name' : 'textarea')
    .first()
    .waitFor();
  expect(await cutOff()).toEqual([]);
});

it('shows all of the settings, every section open', async () => {
  await button(panel, 'Settings').click();
  await panel.getByRole('textbox', { name: 'Base URL' }).waitFor();
  for (const summary of await panel.locator('summary').all()) await summary.click();
  expect(await cutOff()).toEqual([]);
});

it('finds what is cut off', async () => {
  await panel.evaluate(() => {
    const wide = document.createElement('p');
    wide.style.width = '300px';
    wide.textContent = 'too wide';
    document.body.append(wide);
  });
  expect(await cutOff()).toEqual(['p.: too wide']);
});
