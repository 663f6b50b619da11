import { expect, it } from 'vitest';
import { screenshotBox } from '../../../utils/capture/screenshot';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

it.each([
  ['a plain screen', 1, box(40, 30, 200, 100)],
  ['a dense screen', 2, box(80, 60, 400, 200)],
  ['a page zoomed to 125 %', 1.25, box(50, 37, 250, 126)],
])('finds an image on %s', (_, scale, expected) => {
  const viewport = { width: 1000, height: 800 };
  const screenshot = { width: 1000 * scale, height: 800 * scale };
  expect(screenshotBox(box(40, 30, 200, 100), viewport, screenshot)).toEqual(expected);
});

it('keeps the box inside the screenshot', () => {
  const screen = { width: 1000, height: 800 };
  expect(screenshotBox(box(900, 700, 100, 100), screen, screen)).toEqual(box(900, 700, 100, 100));
});

it('finds nothing outside the screenshot', () => {
  const screen = { width: 1000, height: 800 };
  expect(screenshotBox(box(1000, 0, 50, 50), screen, screen)).toBeUndefined();
});
