import { describe, expect, test } from 'vitest';
import { imagePoint } from '../../../utils/base/geometry';
import { boundsOfMarks, drawMark, drawMarks, marksIn } from '../../../utils/drawing/marks/draw';
import {
  type DrawingStep,
  type Mark,
  type MarkColour,
  markColours,
} from '../../../utils/drawing/steps';

const side = 100;

function canvasOf(draw: (context: OffscreenCanvasRenderingContext2D) => void, scale = 1) {
  const context = new OffscreenCanvas(side * scale, side * scale).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  draw(context);
  const { data } = context.getImageData(0, 0, side * scale, side * scale);
  return {
    data,
    at: (x: number, y: number) => [
      ...data.subarray(4 * (y * side * scale + x), 4 * (y * side * scale + x) + 4),
    ],
  };
}

const shown = (steps: readonly DrawingStep[]) => canvasOf((context) => drawMarks(context, steps));

const pen = (points: readonly (readonly [number, number])[], colour: MarkColour = 'red'): Mark => ({
  kind: 'pen-mark',
  colour,
  size: 10,
  points,
});
const line = pen([
  [20, 50],
  [50, 50],
  [80, 50],
]);
const arrow: Mark = {
  ...{ kind: 'arrow-mark', colour: 'blue', size: 4 },
  ...{ from: imagePoint(20, 50), to: imagePoint(80, 50) },
};
const ring: Mark = {
  ...{ kind: 'ellipse-mark', colour: 'green', size: 6 },
  rect: { x: 20, y: 30, width: 60, height: 40 },
};
const erase = (x: number, y: number, width: number, height: number): DrawingStep => ({
  kind: 'rectangle',
  mode: 'subtract',
  rect: { x, y, width, height },
});

const nothing = [0, 0, 0, 0];
const red = [255, 0, 0, 255];
const white = [255, 255, 255, 255];

describe('a mark', () => {
  test('has its colour, exactly, and a halo that parts it from a picture of the same colour', () => {
    const { at } = shown([line]);
    expect(at(50, 50)).toEqual(red);
    expect(at(50, 46)).toEqual(red);
    expect(at(50, 44)).toEqual(white);
    expect(at(50, 42)).toEqual(nothing);
  });

  test.each(Object.entries(markColours))('is drawn in %s as %s', (colour, css) => {
    const { at } = shown([pen([[50, 50]], colour as MarkColour)]);
    const hex = at(50, 50)
      .slice(0, 3)
      .map((value) => value.toString(16).padStart(2, '0'));
    expect(`#${hex.join('')}`).toBe(css);
  });

  test('is a dot where the pen did not move', () => {
    const { at } = shown([pen([[50, 50]])]);
    expect([at(46, 50), at(50, 53), at(50, 60)]).toEqual([red, red, nothing]);
  });

  test('leaves out points that are no numbers, and is nothing without another one', () => {
    const holed = shown([
      pen([
        [20, 50],
        [Number.NaN, 3],
        [50, 50],
        [80, Number.POSITIVE_INFINITY],
        [80, 50],
      ]),
    ]);
    expect(holed.data).toEqual(shown([line]).data);
    const broken: DrawingStep[] = [
      pen([[Number.NaN, 1]]),
      { ...line, size: 0 },
      { ...line, size: Number.NaN },
      { ...ring, rect: { x: 1, y: 1, width: 0, height: 5 } },
      { ...arrow, to: imagePoint(Number.NaN, 0) },
    ];
    expect(shown(broken).data.every((value) => value === 0)).toBe(true);
  });

  test('is the outline of an ellipse, or an arrow with its head at the end', () => {
    const blue = [0, 80, 255, 255];
    const green = [0, 176, 46, 255];
    const round = shown([ring]);
    expect([round.at(20, 50), round.at(50, 30), round.at(50, 50)]).toEqual([green, green, nothing]);
    const pointed = shown([arrow]);
    expect([pointed.at(40, 50), pointed.at(72, 45), pointed.at(72, 54)]).toEqual([
      blue,
      blue,
      blue,
    ]);
    expect(pointed.at(28, 45)).toEqual(nothing);
  });

  test('looks the same at any scale', () => {
    const large = canvasOf((context) => drawMarks(context, [arrow, ring, line]), 3);
    const small = shown([arrow, ring, line]);
    for (const [x, y] of [
      [50, 50],
      [20, 48],
      [50, 32],
      [78, 50],
      [5, 5],
    ] as const)
      expect(large.at(3 * x + 1, 3 * y + 1)).toEqual(small.at(x, y));
  });

  test('stays inside its bounds', () => {
    for (const mark of [line, arrow, ring, pen([[50, 50]])]) {
      const { data } = shown([mark]);
      const box = boundsOfMarks([mark]);
      if (!box) throw new Error('no box');
      const outside = data.filter((value, i) => {
        const [x, y] = [Math.floor(i / 4) % side, Math.floor(i / 4 / side)];
        const isIn =
          x + 1 > box.x && y + 1 > box.y && x < box.x + box.width && y < box.y + box.height;
        return value > 0 && !isIn;
      });
      expect(outside).toHaveLength(0);
    }
  });

  test('leaves the context as it was', () => {
    canvasOf((context) => {
      context.globalCompositeOperation = 'destination-over';
      drawMark(context, line);
      expect(context.globalCompositeOperation).toBe('destination-over');
      expect(context.lineWidth).toBe(1);
    });
  });
});

describe('the marks of a drawing', () => {
  test('are those since it was cleared; painting and inverting the mask leave them', () => {
    const area: DrawingStep = {
      kind: 'rectangle',
      mode: 'add',
      rect: { x: 0, y: 0, width: side, height: side },
    };
    const steps: DrawingStep[] = [ring, { kind: 'clear' }, line, { kind: 'invert' }, area];
    expect(shown(steps).data).toEqual(shown([line]).data);
  });

  test('are erased where the eraser went after them, and not where it went before', () => {
    const { at } = shown([erase(0, 0, 60, side), line, erase(0, 0, 40, side)]);
    expect([at(30, 50), at(50, 50)]).toEqual([nothing, red]);
  });

  test('are erased by a soft brush, a lasso and a selection as well', () => {
    const rect = { x: 40, y: 40, width: 20, height: 20 };
    const eraser: DrawingStep = {
      ...{ kind: 'stroke', mode: 'subtract', size: 30, hardness: 0.5, hasPressure: false },
      points: [[50, 50, 0.5]],
    };
    const lasso: DrawingStep = {
      kind: 'polygon',
      mode: 'subtract',
      points: [
        [40, 40],
        [60, 40],
        [60, 60],
        [40, 60],
      ],
    };
    const grid = { width: 1, height: 1 };
    const selection: DrawingStep = {
      kind: 'runs',
      mode: 'subtract',
      rect,
      grid,
      lengths: Uint32Array.of(0, 1),
    };
    for (const step of [eraser, lasso, selection])
      expect([shown([line, step]).at(50, 50), shown([line, step]).at(22, 50)]).toEqual([
        nothing,
        red,
      ]);
  });

  test('stay where the mask is replaced by another', () => {
    const replaced: DrawingStep = {
      ...{ kind: 'runs', mode: 'add', rect: { x: 0, y: 0, width: side, height: side } },
      ...{ grid: { width: 1, height: 1 }, lengths: Uint32Array.of(0, 1), replaces: true },
    };
    expect(shown([line, replaced]).data).toEqual(shown([line]).data);
    expect(marksIn([line, replaced])).toEqual([line]);
  });
});
