import { expect, test } from 'vitest';
import { maskBounds } from '../../../utils/drawing/bounds';
import type { BrushStroke, MaskMode, MaskStep } from '../../../utils/drawing/steps';

const image = { width: 200, height: 100 };
const whole = { x: 0, y: 0, ...image };

const dot = (x: number, y: number, mode: MaskMode = 'add'): BrushStroke => ({
  kind: 'stroke',
  mode,
  size: 20,
  hasPressure: false,
  points: [[x, y, 0.5]],
});

const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  mode: MaskMode = 'add',
): MaskStep => ({
  kind: 'rectangle',
  mode,
  rect: { x, y, width, height },
});

const pixels = (at: number, replaces = false): MaskStep => ({
  kind: 'runs',
  mode: 'add',
  replaces,
  rect: { x: at, y: at, width: 8, height: 2 },
  grid: { width: 8, height: 2 },
  lengths: Uint32Array.of(0, 16),
});

const cases: [string, MaskStep[], ReturnType<typeof maskBounds>][] = [
  ['nothing', [], undefined],
  ['a dot', [dot(50, 50)], { x: 40, y: 40, width: 20, height: 20 }],
  ['a dot between pixels', [dot(50.5, 50.5)], { x: 40, y: 40, width: 21, height: 21 }],
  ['two dots', [dot(50, 50), dot(100, 50)], { x: 40, y: 40, width: 70, height: 20 }],
  ['a dot over the edge', [dot(0, 50)], { x: 0, y: 40, width: 10, height: 20 }],
  ['a dot outside', [dot(-30, 50)], undefined],
  ['only erasing', [dot(50, 50, 'subtract')], undefined],
  ['a dot, then clear', [dot(50, 50), { kind: 'clear' }], undefined],
  [
    'clear, then a dot',
    [dot(9, 9), { kind: 'clear' }, dot(50, 50)],
    { x: 40, y: 40, width: 20, height: 20 },
  ],
  ['invert', [{ kind: 'invert' }], whole],
  ['a dot inverted', [dot(50, 50), { kind: 'invert' }], whole],
  ['inverted twice', [{ kind: 'invert' }, { kind: 'invert' }], undefined],
  [
    'a dot inverted twice',
    [dot(50, 50), { kind: 'invert' }, { kind: 'invert' }],
    { x: 40, y: 40, width: 20, height: 20 },
  ],
  [
    'all but a dot, inverted',
    [{ kind: 'invert' }, dot(50, 50, 'subtract'), { kind: 'invert' }],
    { x: 39, y: 39, width: 22, height: 22 }, // an eraser takes a quarter px more all round
  ],
  [
    'a dot and a box that erases all of it',
    [dot(50, 50), box(0, 0, 200, 100, 'subtract')],
    undefined,
  ],
  [
    'a dot partly erased',
    [dot(50, 50), box(0, 0, 50, 100, 'subtract')],
    { x: 40, y: 40, width: 20, height: 20 },
  ],
  ['a box over all, inverted', [box(-5, -5, 300, 300), { kind: 'invert' }], undefined],
  ['a box of no width', [box(5, 5, 0, 10)], undefined],
  [
    'a polygon',
    [
      {
        kind: 'polygon',
        mode: 'add',
        points: [
          [10, 10],
          [30.2, 10],
          [20, 40],
        ],
      },
    ],
    { x: 10, y: 10, width: 21, height: 30 },
  ],
  [
    'a polygon of two points',
    [
      {
        kind: 'polygon',
        mode: 'add',
        points: [
          [10, 10],
          [30, 10],
        ],
      },
    ],
    undefined,
  ],
  [
    'an ellipse',
    [{ kind: 'ellipse', mode: 'add', rect: { x: 10, y: 20, width: 30, height: 40 } }],
    { x: 10, y: 20, width: 30, height: 40 },
  ],
  [
    'a dot, then pixels in its place',
    [dot(50, 50), pixels(4, true)],
    { x: 4, y: 4, width: 8, height: 2 },
  ],
  ['a dot and pixels', [dot(50, 50), pixels(4)], { x: 4, y: 4, width: 56, height: 56 }],
  ['pixels in the place of all, inverted', [pixels(4, true), { kind: 'invert' }], whole],
  ['points that are no numbers', [{ ...dot(0, 0), points: [[Number.NaN, 4, 0.5]] }], undefined],
];

test.each(cases)('bounds of %s', (_, steps, expected) => {
  expect(maskBounds(steps, image)).toEqual(expected);
});
