import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { createMaskEditorModel } from '../../../components/editor/core/model';
import type { Size } from '../../../utils/base/geometry';
import { emptyHistory } from '../../../utils/drawing/history';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import {
  button,
  drag,
  layerPixel,
  painted,
  pictureUrl,
  pointer,
  type ShownEditor,
  settled,
  showEditor,
  touch,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;
const errors: string[] = [];
const note = (event: ErrorEvent | PromiseRejectionEvent) =>
  errors.push(String('reason' in event ? event.reason : event.message));

beforeEach(async () => {
  errors.length = 0;
  window.addEventListener('error', note);
  window.addEventListener('unhandledrejection', note);
  editor = await showEditor(photo);
});

afterEach(() => {
  editor.close();
  window.removeEventListener('error', note);
  window.removeEventListener('unhandledrejection', note);
  expect(errors).toEqual([]);
});

const steps = () => editor.model.drawing.maskSteps.value;
const kinds = () => steps().map(({ kind }) => kind);
const reopen = async (size: Size) => {
  editor.close();
  editor = await showEditor(size);
};

async function press(x: number, y: number, options = {}): Promise<void> {
  await pointer('mouseMoved', editor.at(x, y), options, false);
  await pointer('mousePressed', editor.at(x, y), options);
  await pointer('mouseMoved', editor.at(x + 200, y + 40), options);
}

/** Nothing hangs: the next stroke is one of its own, of a pointer that is let go in the end. */
async function expectSoundAfter(count: number): Promise<void> {
  await drag([editor.at(300, 1000), editor.at(700, 1000)]);
  expect(kinds()).toEqual(Array.from({ length: count + 1 }, () => 'stroke'));
  await pointer('mouseMoved', editor.at(900, 900), {}, false);
  await painted();
  expect(steps()).toHaveLength(count + 1);
  expect(layerPixel(editor, 'tint', [500, 1000])[3]).toBe(255);
}

describe('a stroke that is cut off', () => {
  test('by a tab that is hidden is kept', async () => {
    await press(400, 400);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(kinds()).toEqual(['stroke']);
    await pointer('mouseReleased', editor.at(600, 440));
    await expectSoundAfter(1);
  });

  test('by a right click ends once, and no menu of the browser comes up', async () => {
    let prevented: boolean | undefined;
    const look = (event: Event) => {
      prevented = event.defaultPrevented;
    };
    window.addEventListener('contextmenu', look);
    await press(400, 400);
    await pointer('mousePressed', editor.at(600, 440), { button: 'right' });
    await pointer('mouseReleased', editor.at(600, 440), { button: 'right' });
    await pointer('mouseReleased', editor.at(600, 440));
    window.removeEventListener('contextmenu', look);
    expect(prevented).not.toBe(false);
    expect(steps().length).toBeGreaterThanOrEqual(1);
    await expectSoundAfter(steps().length);
  });

  test('by another image goes to the image it began on', async () => {
    await press(400, 400);
    const first = editor.model;
    const size = { width: 900, height: 700 };
    const next = createMaskEditorModel({
      initial: emptyHistory,
      imageSize: size,
      brushSize: signal(30),
      onChange: () => undefined,
    });
    editor.rerender({ model: next, image: { url: await pictureUrl(size), ...size } });
    await settled(() => next.viewport.stage.value.width > 0);
    await pointer('mouseMoved', editor.at(900, 500));
    await pointer('mouseReleased', editor.at(900, 500));
    await painted();
    expect(first.drawing.history.value.steps.map(({ kind }) => kind)).toEqual(['stroke']);
    expect(next.drawing.history.value.steps).toEqual([]);
    await drag([editor.at(300, 300), editor.at(600, 300)]);
    expect(next.drawing.history.value.steps).toHaveLength(1);
    expect(first.drawing.history.value.steps).toHaveLength(1);
  });

  test('that comes in the same moment as another image is as wide as its circle, and where the hand is', async () => {
    const size = { width: 900, height: 700 };
    const next = createMaskEditorModel({
      initial: emptyHistory,
      imageSize: size,
      brushSize: signal(30),
      onChange: () => undefined,
    });
    editor.rerender({ model: next, image: { url: await pictureUrl(size), ...size } });
    const { left, top, width, height } = editor.stage.getBoundingClientRect();
    const event = {
      ...{ bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', isPrimary: true },
      ...{ clientX: left + width / 2, clientY: top + height / 2 },
    };
    editor.stage.dispatchEvent(
      new PointerEvent('pointerdown', { ...event, button: 0, buttons: 1 }),
    );
    editor.stage.dispatchEvent(new PointerEvent('pointerup', { ...event, button: 0 }));
    const [stroke] = next.drawing.history.value.steps;
    if (stroke?.kind !== 'stroke') throw new Error('no stroke');
    const scale = 360 / 900; // the stage is 360 CSS px wide, less its frame
    expect(stroke.size).toBeGreaterThan(30 / scale);
    expect(stroke.size).toBeLessThan((30 / scale) * 1.1);
    const [[x = 0, y = 0] = []] = stroke.points;
    expect([x, y].map(Math.round)).toEqual([450, 350]);
  });

  test('by Undo from the keyboard leaves a sound history', async () => {
    await drag([editor.at(200, 200), editor.at(400, 200)]);
    await press(400, 600);
    await userEvent.keyboard('{Control>}z{/Control}');
    await pointer('mouseReleased', editor.at(600, 640));
    expect(kinds()).toEqual(['stroke']);
    await expectSoundAfter(1);
  });
});

/** A turn of a real wheel, through the browser's input. */
async function turnWheel(deltaY: number, modifiers: number): Promise<void> {
  const { width, height } = editor.model.viewport.image;
  const [x, y] = editor.at(width / 2, height / 2);
  const { left = 0, top = 0 } = window.frameElement?.getBoundingClientRect() ?? {};
  const place = { x: x + left, y: y + top };
  const turn = { type: 'mouseWheel', ...place, deltaX: 0, deltaY, modifiers } as const;
  await cdp().send('Input.dispatchMouseEvent', turn);
}

test('a storm of the wheel in the middle of a stroke leaves the stroke where it was painted', async () => {
  await press(400, 400);
  const [ctrl, shift] = [2, 8];
  for (let i = 0; i < 60; i++) await turnWheel(i % 3 ? -120 : 240, i % 4 ? ctrl : shift);
  await painted();
  expect(editor.model.viewport.view.value.scale).toBeGreaterThan(0);
  await pointer('mouseReleased', editor.at(600, 440));
  const { data } = renderCoverage(steps(), { x: 0, y: 0, ...photo });
  expect(data[420 * photo.width + 500]).toBe(255);
  editor.model.viewport.fit();
  await painted();
  await expectSoundAfter(1);
});

describe('a pen and the hand that holds it', () => {
  const pen = { pointerType: 'pen', force: 0.6 } as const;

  test('the palm that rests beside the pen’s stroke neither paints nor ends it', async () => {
    await press(400, 400, pen);
    await touch('touchStart', [editor.at(1200, 1000)]);
    await touch('touchMove', [editor.at(1210, 1005)]);
    await pointer('mouseMoved', editor.at(900, 500), pen);
    await touch('touchEnd', []);
    await pointer('mouseReleased', editor.at(900, 500), pen);
    expect(kinds()).toEqual(['stroke']);
    const [stroke] = steps();
    const reached = stroke?.kind === 'stroke' ? (stroke.points.at(-1)?.[0] ?? 0) : 0;
    expect(Math.abs(reached - 900)).toBeLessThan(8);
    expect(editor.model.viewport.isFitted.value).toBe(true);
  });

  test.each([
    ['the browser names its button', { button: 5, buttons: 32 }],
    ['the browser names the tip’s button with it', { button: 0, buttons: 33 }],
  ])('its eraser end takes away with the brush chosen, where %s', async (_, held) => {
    await drag([editor.at(300, 600), editor.at(1300, 600)], { pointerType: 'pen' });
    const send = (type: string, place: readonly [number, number], init: PointerEventInit) => {
      const [clientX, clientY] = editor.at(...place);
      const pen = { pointerId: 7, pointerType: 'pen', bubbles: true, cancelable: true };
      editor.stage.dispatchEvent(
        new PointerEvent(type, { ...pen, pressure: 0.9, clientX, clientY, ...init }),
      );
    };
    send('pointerdown', [700, 600], held);
    send('pointermove', [900, 600], { ...held, button: -1 });
    send('pointerup', [900, 600], { ...held, buttons: 0 });
    expect(steps().map((step) => 'mode' in step && step.mode)).toEqual(['add', 'subtract']);
    const { data } = renderCoverage(steps(), { x: 0, y: 0, ...photo });
    const at = (x: number) => data[600 * photo.width + x];
    expect([at(500), at(800), at(1100)]).toEqual([255, 0, 255]);
  });

  test('a finger pans between two strokes of the pen', async () => {
    await drag([editor.at(400, 400), editor.at(600, 400)], pen);
    editor.model.viewport.zoom(4);
    await painted();
    const before = editor.model.viewport.view.value;
    const [x, y] = editor.at(800, 600);
    await touch('touchStart', [[x, y]]);
    await touch('touchMove', [[x + 40, y + 20]]);
    await touch('touchEnd', []);
    await settled(() => editor.model.viewport.view.value.x !== before.x);
    await drag([editor.at(700, 600), editor.at(800, 600)], pen);
    expect(kinds()).toEqual(['stroke', 'stroke']);
  });
});

describe('by keys alone', () => {
  test.each(['rectangle', 'ellipse'] as const)(
    'the %s is drawn from corner to corner',
    async (tool) => {
      await painted(); // the stage has its size
      editor.stage.focus();
      await userEvent.keyboard(tool === 'rectangle' ? 'r' : 'o');
      await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowRight}{ArrowDown}{ArrowDown} ');
      const [area] = steps();
      if (area?.kind !== tool) throw new Error('no area');
      const step = editor.model.tools.brushSize.value / 3 / editor.model.viewport.view.value.scale;
      expect(area.rect).toEqual({
        x: 800,
        y: 600,
        width: Math.round(800 + 3 * step) - 800,
        height: Math.round(600 + 2 * step) - 600,
      });
      expect(area.mode).toBe('add');
    },
  );

  test('areas take away where Subtract is chosen, and Escape ends one as it is', async () => {
    editor.model.drawing.selectAll();
    await userEvent.click(button('More tools'));
    await userEvent.click(button('Rectangle'));
    await userEvent.click(button('Subtract'));
    editor.stage.focus();
    await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowDown}{ArrowDown}{Escape}');
    expect(steps().at(-1)).toMatchObject({ kind: 'rectangle', mode: 'subtract' });
    const { data } = renderCoverage(steps(), { x: 0, y: 0, ...photo });
    expect([data[605 * photo.width + 805], data[100 * photo.width + 100]]).toEqual([0, 255]);
  });
});

describe.each([
  [1, 1],
  [65_000, 10],
  [10, 65_000],
])('an image of %s x %s px', (width, height) => {
  test('is painted, erased, zoomed and undone as any other', async () => {
    await reopen({ width, height });
    await drag([editor.at(0, 0), editor.at(width, height)]);
    expect(kinds()).toEqual(['stroke']);
    const corner = { x: 0, y: 0, width: Math.min(width, 64), height: Math.min(height, 64) };
    expect(renderCoverage(steps(), corner).data[0]).toBeGreaterThan(0);
    await drag([editor.at(width / 2, height / 2)], { button: 'right' });
    for (let i = 0; i < 30; i++) await turnWheel(-200, 2);
    await painted();
    await drag([editor.at(width / 2, height / 2)]);
    expect(steps()).toHaveLength(3);
    for (let i = 0; i < 3; i++) editor.model.drawing.undo();
    await painted();
    expect(editor.model.drawing.isEmpty.value).toBe(true);
  });
});

test('2,000 strokes are shown, painted on and taken back one by one', async () => {
  for (let i = 0; i < 2000; i++) {
    const x = 40 + (i % 50) * 30;
    const y = 40 + Math.floor(i / 50) * 20;
    editor.model.drawing.add({
      kind: 'stroke',
      mode: 'add',
      size: 8,
      hasPressure: false,
      points: [
        [x, y, 0.5],
        [x + 15, y, 0.5],
      ],
    });
  }
  await painted();
  await drag([editor.at(300, 1000), editor.at(700, 1000)]);
  await painted();
  expect(layerPixel(editor, 'tint', [500, 1000])[3]).toBe(255);
  for (let i = 0; i < 2001; i++) editor.model.drawing.undo();
  await painted();
  expect(layerPixel(editor, 'tint', [500, 1000])[3]).toBe(0);
  expect(editor.model.drawing.history.value.undone).toHaveLength(2001);
});
