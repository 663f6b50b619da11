import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import type { BrushStroke, MaskStep } from '../../../utils/drawing/steps';
import {
  button,
  drag,
  layerPixel,
  painted,
  pointer,
  quickHand,
  type ShownEditor,
  setDensity,
  settled,
  showEditor,
  touch,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;

const strokes = (): BrushStroke[] =>
  editor.model.drawing.maskSteps.value.filter((step: MaskStep) => step.kind === 'stroke');

const way: [number, number][] = [
  [200, 300],
  [500, 420],
  [900, 333],
  [1400, 1000],
];
const onScreen = (points = way) => points.map(([x, y]) => editor.at(x, y));

/** How far, image px, the nearest stored point is from each place of the way. */
function errors(stroke: BrushStroke | undefined, points = way): number[] {
  return points.map(([x, y]) =>
    Math.min(...(stroke?.points ?? []).map((point) => Math.hypot(point[0] - x, point[1] - y))),
  );
}

afterEach(() => editor.close());

describe.each([
  [360, 1],
  [360, 2],
  [391, 1.25],
  [700, 3],
])('in a panel %s px wide at %s device pixels per px', (width, density) => {
  beforeEach(async () => {
    await setDensity(density);
    editor = await showEditor(photo, { width, height: 420 });
  });
  afterEach(() => setDensity(0));

  test('a stroke is stored in image pixels, where the pointer was', async () => {
    await drag(onScreen());
    expect(strokes()).toHaveLength(1);
    // Browser input is in whole or fractional CSS px; an image pixel is smaller than those here.
    for (const error of errors(strokes()[0])) expect(error).toBeLessThan(1);
    expect(editor.changes).toHaveLength(1);
  });

  test('the canvas has the pixels of the screen and shows the stroke where it is', async () => {
    await drag(onScreen());
    await painted();
    const canvas = editor.stage.querySelector('canvas');
    const box = editor.stage.getBoundingClientRect();
    expect(Math.abs((canvas?.width ?? 0) - box.width * density)).toBeLessThanOrEqual(1);
    for (const place of way) expect(layerPixel(editor, 'tint', place)[3]).toBe(255);
    expect(layerPixel(editor, 'tint', [800, 1000])[3]).toBe(0);
  });
});

describe('with a mouse', () => {
  beforeEach(async () => {
    editor = await showEditor(photo);
  });

  test('a zoomed and panned stage stores the same image pixels', async () => {
    editor.model.viewport.zoom(5);
    editor.model.viewport.pan(77, -31);
    await painted();
    const near: [number, number][] = [
      [720, 560],
      [800, 600],
      [860, 640],
    ];
    await drag(onScreen(near));
    for (const error of errors(strokes()[0], near)) expect(error).toBeLessThan(1);
    expect(strokes()[0]?.size).toBeCloseTo(30 / editor.model.viewport.view.value.scale, 1);
  });

  test('the eraser and the right button take from the mask', async () => {
    await drag(onScreen());
    await drag([editor.at(500, 420)], { button: 'right' });
    await userEvent.click(button('Eraser'));
    await drag([editor.at(900, 333)]);
    expect(strokes().map(({ mode }) => mode)).toEqual(['add', 'subtract', 'subtract']);
    const { data } = renderCoverage(editor.model.drawing.maskSteps.value, { x: 0, y: 0, ...photo });
    expect([data[420 * 1600 + 500], data[333 * 1600 + 900], data[1000 * 1600 + 1400]]).toEqual([
      0, 0, 255,
    ]);
  });

  test('erasing shows while it is done', async () => {
    await drag(onScreen());
    await userEvent.click(button('Eraser'));
    const [from, to] = onScreen([
      [200, 300],
      [500, 420],
    ]);
    if (!from || !to) throw new Error('no way');
    await pointer('mouseMoved', from, {}, false);
    await pointer('mousePressed', from);
    await pointer('mouseMoved', to);
    await painted();
    expect(layerPixel(editor, 'tint', [350, 360])[3]).toBe(0);
    expect(layerPixel(editor, 'tint', [1400, 1000])[3]).toBe(255);
    await pointer('mouseReleased', to);
  });

  test('undo and redo take the stroke off the canvas and put it back', async () => {
    await drag(onScreen());
    await userEvent.click(button('Undo'));
    await painted();
    expect(layerPixel(editor, 'tint', [500, 420])[3]).toBe(0);
    await userEvent.click(button('Redo'));
    await painted();
    expect(layerPixel(editor, 'tint', [500, 420])[3]).toBe(255);
  });

  test('the canvas is right after many steps, undone and redone in any number', async () => {
    const expected = () => {
      const { data } = renderCoverage(editor.model.drawing.maskSteps.value, {
        x: 0,
        y: 0,
        ...photo,
      });
      return places.map(([x, y]) => data[y * photo.width + x]);
    };
    const shown = () => places.map((place) => layerPixel(editor, 'tint', place)[3]);
    const places = Array.from({ length: 60 }, (_, i) => [100 + 24 * i, 600] as const);
    for (const [i, [x]] of places.entries()) {
      if (i === 20) editor.model.drawing.invert();
      editor.model.drawing.add({
        kind: 'rectangle',
        mode: i % 3 === 2 ? 'subtract' : 'add',
        rect: { x: x - 12, y: 500, width: 24, height: 200 },
      });
      await painted();
    }
    expect(shown()).toEqual(expected());
    for (const count of [1, 3, 20, 30]) {
      for (let i = 0; i < count; i++) editor.model.drawing.undo();
      await painted();
      expect(shown()).toEqual(expected());
    }
    for (let i = 0; i < 40; i++) editor.model.drawing.redo();
    await painted();
    expect(shown()).toEqual(expected());
  });

  test('a stroke wholly outside the image is not stored', async () => {
    const box = editor.stage.getBoundingClientRect();
    await drag([
      [box.left + 5, box.top + 5],
      [box.left + 60, box.top + 6],
    ]);
    expect(editor.model.drawing.maskSteps.value).toEqual([]);
    expect(editor.changes).toEqual([]);
  });

  test('a rectangle covers whole pixels and a lasso what it went round', async () => {
    await userEvent.click(button('More tools'));
    await userEvent.click(button('Rectangle'));
    await drag([editor.at(100, 100), editor.at(300, 250)]);
    await userEvent.click(button('Lasso'));
    await drag(
      onScreen([
        [800, 800],
        [1200, 800],
        [1200, 1100],
        [800, 1100],
      ]),
    );
    const [rectangle, lasso] = editor.model.drawing.maskSteps.value;
    if (rectangle?.kind !== 'rectangle') throw new Error('no rectangle');
    expect(Object.values(rectangle.rect).every(Number.isInteger)).toBe(true);
    expect(Math.abs(rectangle.rect.width - 200)).toBeLessThanOrEqual(2);
    expect(lasso?.kind).toBe('polygon');
    const { data } = renderCoverage(editor.model.drawing.maskSteps.value, { x: 0, y: 0, ...photo });
    expect([data[200 * 1600 + 200], data[1000 * 1600 + 1000], data[600 * 1600 + 600]]).toEqual([
      255, 255, 0,
    ]);
  });

  test('a lost pointerup ends the stroke at the next move, and the next stroke is a new one', async () => {
    const [from, to] = onScreen();
    if (!from || !to) throw new Error('no way');
    await pointer('mouseMoved', from, {}, false);
    await pointer('mousePressed', from);
    await pointer('mouseMoved', to);
    const stray = { pointerId: 1, clientX: to[0], clientY: to[1], buttons: 0, bubbles: true };
    editor.stage.dispatchEvent(new PointerEvent('pointermove', stray));
    expect(strokes()).toHaveLength(1);
    await pointer('mouseReleased', to);
    await drag(onScreen());
    expect(strokes()).toHaveLength(2);
  });

  test.each(['blur', 'pointercancel'] as const)(
    '%s while drawing keeps the stroke so far',
    async (type) => {
      const [from, to, next] = onScreen();
      if (!from || !to || !next) throw new Error('no way');
      await pointer('mouseMoved', from, {}, false);
      await pointer('mousePressed', from);
      await pointer('mouseMoved', to);
      if (type === 'blur') window.dispatchEvent(new Event('blur'));
      else editor.stage.dispatchEvent(new PointerEvent(type, { pointerId: 1 }));
      expect(strokes()).toHaveLength(1);
      for (const error of errors(strokes()[0], way.slice(0, 2))) expect(error).toBeLessThan(1);
      await pointer('mouseMoved', next);
      expect(strokes()).toHaveLength(1);
      await pointer('mouseReleased', next);
      expect(strokes()).toHaveLength(1);
    },
  );

  test('resizing the panel while drawing goes on with the stroke in the right place', async () => {
    const [from] = onScreen();
    if (!from) throw new Error('no way');
    await pointer('mouseMoved', from, {}, false);
    await pointer('mousePressed', from);
    const before = editor.model.viewport.stage.value.width;
    editor.root.style.width = '520px';
    await settled(() => editor.model.viewport.stage.value.width > before);
    await painted();
    await pointer('mouseMoved', editor.at(900, 333));
    await pointer('mouseReleased', editor.at(900, 333));
    expect(strokes()).toHaveLength(1);
    const ends: [number, number][] = [
      [200, 300],
      [900, 333],
    ];
    for (const error of errors(strokes()[0], ends)) expect(error).toBeLessThan(1);
  });

  test('closing the editor while drawing keeps the stroke', async () => {
    const [from, to] = onScreen();
    if (!from || !to) throw new Error('no way');
    await pointer('mouseMoved', from, {}, false);
    await pointer('mousePressed', from);
    await pointer('mouseMoved', to);
    editor.close();
    expect(strokes()).toHaveLength(1);
    await pointer('mouseReleased', to);
  });

  test('dragging with the middle button or in the Pan tool moves the image', async () => {
    editor.model.viewport.zoom(6);
    await painted();
    const before = editor.model.viewport.view.value;
    const [x, y] = editor.at(800, 600);
    await drag(
      [
        [x, y],
        [x + 20, y + 10],
      ],
      { button: 'middle' },
    );
    editor.model.tools.chosen.value = 'pan';
    await drag([
      [x, y],
      [x + 20, y + 10],
    ]);
    const after = editor.model.viewport.view.value;
    expect(after.x - before.x).toBeCloseTo(40, 0);
    expect(after.y - before.y).toBeCloseTo(20, 0);
    expect(editor.model.drawing.maskSteps.value).toEqual([]);
  });
});

test('a double click fits the image in the Pan tool and paints two dots with the brush', async () => {
  editor = await showEditor(photo);
  editor.model.viewport.zoom(3);
  await userEvent.dblClick(editor.stage);
  expect(strokes()).toHaveLength(2);
  expect(editor.model.viewport.isFitted.value).toBe(false);
  editor.model.tools.chosen.value = 'pan';
  await userEvent.dblClick(editor.stage);
  expect(editor.model.viewport.isFitted.value).toBe(true);
});

describe('with a pen and fingers', () => {
  beforeEach(async () => {
    editor = await showEditor(photo);
  });

  test('a pen stores its pressure', async () => {
    await drag(onScreen(), { pointerType: 'pen', force: 0.8 });
    expect(strokes()[0]?.hasPressure).toBe(true);
    expect(strokes()[0]?.points[0]?.[2]).toBeCloseTo(0.8, 1);
  });

  test('a finger paints', async () => {
    const [from, to] = onScreen();
    if (!from || !to) throw new Error('no way');
    await touch('touchStart', [from]);
    await touch('touchMove', [to]);
    await touch('touchEnd', []);
    await settled(() => strokes().length === 1);
    for (const error of errors(strokes()[0], way.slice(0, 1))) expect(error).toBeLessThan(1);
  });

  test('two fingers zoom and do not paint', async () => {
    const [x, y] = editor.at(800, 600);
    const time = quickHand();
    const apart = (spread: number) =>
      [
        [x - spread, y],
        [x + spread, y],
      ] as const;
    await touch('touchStart', [[x - 20, y]], time());
    await touch('touchStart', apart(20), time());
    for (const spread of [30, 45, 60, 80]) await touch('touchMove', apart(spread), time());
    await touch('touchEnd', [], time());
    const fitted = 360 / 1600;
    await settled(() => editor.model.viewport.view.value.scale > 2.5 * fitted); // moves come with frames
    expect(editor.model.drawing.maskSteps.value).toEqual([]);
  });

  test('after a pen was used, one finger moves the image instead of painting', async () => {
    await drag(onScreen(), { pointerType: 'pen' });
    editor.model.viewport.zoom(6);
    await painted();
    const before = editor.model.viewport.view.value;
    const [x, y] = editor.at(800, 600);
    await touch('touchStart', [[x, y]]);
    await touch('touchMove', [[x + 30, y]]);
    await touch('touchMove', [[x + 60, y]]);
    await touch('touchEnd', []);
    await settled(() => editor.model.viewport.view.value.x !== before.x);
    expect(strokes()).toHaveLength(1);
  });
});
