import { expect, test } from 'vitest';
import { touchesImage } from '../../../components/editor/core/drawing';
import { imagePoint } from '../../../utils/base/geometry';
import type { Mark, MaskStep } from '../../../utils/drawing/steps';

const image = { width: 200, height: 100 };

const dot = (x: number, y: number): MaskStep => ({
  kind: 'stroke',
  mode: 'add',
  size: 20,
  hasPressure: false,
  points: [[x, y, 0.5]],
});

const penMark = (x: number, y: number): Mark => ({
  kind: 'pen-mark',
  colour: 'red',
  size: 20,
  points: [[x, y]],
});

const arrowTo = (x: number): Mark => ({
  kind: 'arrow-mark',
  colour: 'red',
  size: 4,
  from: imagePoint(-90, 50),
  to: imagePoint(x, 50),
});

test('a stroke touches the image as soon as its rim does', () => {
  expect(touchesImage(dot(-9.5, 50), image)).toBe(true);
  expect(touchesImage(dot(-10.5, 50), image)).toBe(false);
  expect(touchesImage({ kind: 'invert' }, image)).toBe(true);
});

test('so does a mark with its halo, and an arrow with its tip', () => {
  expect(touchesImage(penMark(-13.5, 50), image)).toBe(true);
  expect(touchesImage(penMark(-14.5, 50), image)).toBe(false);
  expect(touchesImage(arrowTo(1), image)).toBe(true);
  expect(touchesImage(arrowTo(-30), image)).toBe(false);
  expect(touchesImage(penMark(Number.NaN, 50), image)).toBe(false);
});
