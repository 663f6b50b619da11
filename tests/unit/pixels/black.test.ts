import { expect, it } from 'vitest';
import { areBlack } from '../../../utils/pixels/black';

it.each([
  ['black', [0, 0, 0, 255, 0, 0, 0, 255], true],
  ['black with the error of video', [2, 0, 1, 255], true],
  ['nothing at all', [0, 0, 0, 0], true],
  ['one dark grey pixel', [0, 0, 0, 255, 3, 3, 3, 255], false],
  ['blue', [0, 0, 200, 255], false],
])('knows %s', (_, pixels, expected) => {
  expect(areBlack(Uint8ClampedArray.from(pixels))).toBe(expected);
});
