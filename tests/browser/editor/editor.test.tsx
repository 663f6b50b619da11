import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { maskBounds } from '../../../utils/drawing/bounds';
import {
  button,
  drag,
  layerPixel,
  painted,
  pictureUrl,
  pointer,
  type ShownEditor,
  setDensity,
  settled,
  showEditor,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;

beforeEach(async () => {
  editor = await showEditor(photo);
});
afterEach(() => editor.close());

const kinds = () => editor.model.drawing.maskSteps.value.map(({ kind }) => kind);
const view = () => editor.model.viewport.view.value;

/** Turns the wheel with the pointer at a place of the window, in whole CSS px. */
function wheel(options: WheelEventInit, [clientX, clientY]: readonly number[] = [180, 200]) {
  const event = new WheelEvent('wheel', {
    clientX: clientX ?? 0,
    clientY: clientY ?? 0,
    cancelable: true,
    bubbles: true,
    ...options,
  });
  editor.stage.dispatchEvent(event);
  return event;
}

describe('the toolbar', () => {
  test('shows brush, eraser, size, undo and redo at once and the rest after one click', async () => {
    const tools = page.getByRole('toolbar', { name: 'Mask tools' });
    for (const name of ['Brush', 'Eraser', 'Undo', 'Redo']) {
      await expect.element(tools.getByRole('button', { name, exact: true })).toBeVisible();
    }
    await expect.element(tools.getByRole('slider', { name: 'Brush size' })).toBeVisible();
    for (const name of ['Lasso', 'Rectangle', 'Pan', 'Invert', 'Clear']) {
      expect(button(name).query()).toBeNull();
    }
    await userEvent.click(button('More tools'));
    for (const name of ['Lasso', 'Rectangle', 'Pan', 'Invert', 'Clear']) {
      await expect.element(button(name)).toBeVisible();
    }
  });

  test('fits into 320 px', async () => {
    editor.root.style.width = '320px';
    await userEvent.click(button('More tools'));
    const tools = editor.root.querySelector('.mask-tools');
    expect(tools?.scrollWidth).toBeLessThanOrEqual(320);
  });

  test('inverts and clears, and undo brings the mask back', async () => {
    await userEvent.click(button('More tools'));
    await drag([editor.at(500, 420)]);
    await userEvent.click(button('Invert'));
    await painted();
    expect(layerPixel(editor, 'tint', [500, 420])[3]).toBe(0);
    expect(layerPixel(editor, 'tint', [1400, 100])[3]).toBe(255);
    await userEvent.click(button('Clear'));
    expect(editor.model.drawing.isEmpty.value).toBe(true);
    await userEvent.click(button('Undo'));
    await userEvent.click(button('Undo'));
    await painted();
    expect(layerPixel(editor, 'tint', [500, 420])[3]).toBe(255);
  });

  test('the slider sets the width of the next stroke', async () => {
    const slider = page.getByRole('slider', { name: 'Brush size' });
    await userEvent.fill(slider, '60');
    await drag([editor.at(800, 600)]);
    const bounds = maskBounds(editor.model.drawing.maskSteps.value, photo);
    expect((bounds?.width ?? 0) * view().scale).toBeCloseTo(60, -1);
  });
});

describe('keys', () => {
  test('choose tools and the size, except while a text is typed', async () => {
    const field = document.createElement('textarea');
    editor.root.append(field);
    await userEvent.type(field, 'el');
    expect(editor.model.tools.chosen.value).toBe('brush');
    field.remove();
    editor.stage.focus();
    for (const [key, tool] of [
      ['e', 'eraser'],
      ['l', 'lasso'],
      ['r', 'rectangle'],
      ['h', 'pan'],
      ['b', 'brush'],
    ]) {
      await userEvent.keyboard(key ?? '');
      expect(editor.model.tools.chosen.value).toBe(tool);
    }
    expect(editor.moreTools.value).toBe(true);
    await userEvent.keyboard(']');
    expect(editor.model.tools.brushSize.value).toBe(33);
    await userEvent.keyboard('[[');
    expect(editor.model.tools.brushSize.value).toBe(30);
  });

  test('undo with Ctrl+Z and redo with Ctrl+Shift+Z and Ctrl+Y', async () => {
    await drag([editor.at(500, 420)]);
    await drag([editor.at(900, 420)]);
    await userEvent.keyboard('{Control>}zz{/Control}');
    expect(kinds()).toEqual([]);
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}y{/Control}');
    expect(kinds()).toEqual(['stroke', 'stroke']);
  });

  test('paint a dot, a stroke and the announcements of both', async () => {
    editor.stage.focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(kinds()).toEqual(['stroke']);
    const status = () => editor.root.querySelector('[role=status]')?.textContent ?? '';
    await settled(() => status().startsWith('Dot painted at '));
    await userEvent.keyboard(' {ArrowDown}{ArrowDown} ');
    const [, line] = editor.model.drawing.maskSteps.value;
    expect(line?.kind === 'stroke' && line.points.length).toBe(3);
    await settled(() => status().startsWith('Stroke ended'));
  });

  test('Space held while the pointer drags moves the image, wherever the focus is', async () => {
    await userEvent.click(button('Eraser'));
    editor.model.viewport.zoom(6);
    await painted();
    const before = view();
    const [x, y] = editor.at(800, 600);
    await pointer('mouseMoved', [x - 3, y], {}, false);
    await userEvent.keyboard('{ >}');
    await drag([
      [x, y],
      [x + 30, y],
    ]);
    await userEvent.keyboard('{/ }');
    expect(view().x - before.x).toBeCloseTo(30, 0);
    expect(kinds()).toEqual([]);
    await drag([[x, y]]);
    expect(kinds()).toEqual(['stroke']);
  });
});

describe('the wheel', () => {
  test('with Ctrl zooms at the pointer', async () => {
    const [left, top] = editor.at(0, 0);
    const spot = [(140 - left) / view().scale, (190 - top) / view().scale] as const;
    for (let i = 0; i < 6; i++) wheel({ ctrlKey: true, deltaY: -100 }, [140, 190]);
    await painted();
    expect(view().scale).toBeGreaterThan(1);
    expect(editor.at(...spot)).toEqual([140, 190].map((n) => expect.closeTo(n, 1)));
  });

  test('zooms as far by a touchpad’s small steps as by a notch, by lines as by pixels, to 800 % at most', () => {
    const start = view().scale;
    const scaleAfter = (events: WheelEventInit[]) => {
      editor.model.viewport.fit();
      for (const event of events) wheel({ ctrlKey: true, ...event }, [140, 190]);
      return view().scale;
    };
    const notch = scaleAfter([{ deltaY: -100 }]);
    expect(notch / start).toBeCloseTo(4 / 3, 1);
    expect(scaleAfter(Array.from({ length: 30 }, () => ({ deltaY: -1 })))).toBeCloseTo(notch, 3);
    expect(scaleAfter([{ deltaY: -3, deltaMode: WheelEvent.DOM_DELTA_LINE }])).toBeCloseTo(
      notch,
      3,
    );
    expect(scaleAfter(Array.from({ length: 60 }, () => ({ deltaY: -100 })))).toBe(8);
    expect(scaleAfter(Array.from({ length: 60 }, () => ({ deltaY: 100 })))).toBe(start);
    expect(editor.model.viewport.isFitted.value).toBe(true);
  });

  test('alone pans a zoomed image and is left to the page when all of it is shown', () => {
    expect(wheel({ deltaY: 40 }).defaultPrevented).toBe(false);
    editor.model.viewport.zoom(4);
    const before = view();
    expect(wheel({ deltaX: 10, deltaY: 40 }).defaultPrevented).toBe(true);
    expect([view().x - before.x, view().y - before.y]).toEqual([-10, -40]);
  });

  test('with Alt changes the size of the brush', () => {
    wheel({ altKey: true, deltaY: -100 });
    expect(editor.model.tools.brushSize.value).toBeGreaterThan(30);
  });
});

describe('the stage', () => {
  test('carries the size and source of the image, and a name', () => {
    expect(editor.stage.dataset).toMatchObject({
      imageWidth: '1600',
      imageHeight: '1200',
      source: 'original',
    });
    expect(editor.stage.getAttribute('aria-label')).toBe('A gradient');
    expect(getComputedStyle(editor.stage).touchAction).toBe('none');
  });

  test('shows a preview inside the mask only', async () => {
    await drag([editor.at(500, 420)]);
    const url = await pictureUrl({ width: 20, height: 20 }, ['#0a0', '#0a0']);
    editor.rerender({
      overlay: { url, rect: { x: 300, y: 300, width: 400, height: 300 } },
      showMask: false,
    });
    await settled(() => layerPixel(editor, 'preview', [500, 420])[3] === 255);
    expect(layerPixel(editor, 'preview', [500, 420])).toEqual([0, 170, 0, 255]);
    expect(layerPixel(editor, 'preview', [650, 420])[3]).toBe(0);
    expect(editor.stage.querySelector<HTMLCanvasElement>('.mask-tint')?.hidden).toBe(true);
    editor.rerender({ overlay: undefined });
    await settled(() => layerPixel(editor, 'preview', [500, 420])[3] === 0);
  });

  test('shows another picture over image and mask while comparing', async () => {
    editor.rerender({ compareUrl: await pictureUrl(photo, ['#fff', '#fff']) });
    const [image, other] = [...editor.stage.querySelectorAll('img')];
    expect(other?.getBoundingClientRect()).toEqual(image?.getBoundingClientRect());
    expect(editor.stage.querySelector<HTMLCanvasElement>('.mask-tint')?.hidden).toBe(true);
  });

  test('draws a dark and light edge around the mask', async () => {
    await drag([editor.at(300, 300), editor.at(1200, 300)]);
    await painted();
    const shades = new Set<number>();
    for (let x = 350; x < 1150; x += 3) {
      for (let y = 220; y < 300; y += 3) {
        const [red = 0, , , alpha = 0] = layerPixel(editor, 'edge', [x, y]);
        if (alpha === 255) shades.add(red);
      }
    }
    expect(Math.min(...shades)).toBeLessThan(60);
    expect(Math.max(...shades)).toBeGreaterThan(230);
  });

  test('takes up a new density of the screen, at the latest with the next stroke', async () => {
    await drag([editor.at(300, 300)]);
    await setDensity(2);
    await drag([editor.at(900, 300)]);
    await painted();
    const canvas = editor.stage.querySelector('canvas');
    expect(canvas?.width).toBe(Math.round(editor.stage.clientWidth * 2));
    for (const x of [300, 900]) expect(layerPixel(editor, 'tint', [x, 300])[3]).toBe(255);
    await setDensity(0);
  });
});

test.each(['light', 'dark'])('axe finds nothing to complain about (%s)', async (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  await userEvent.click(button('More tools'));
  await drag([editor.at(500, 420)]);
  const { violations } = await axe.run(editor.root, { resultTypes: ['violations'] });
  document.documentElement.style.colorScheme = '';
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('2,000 strokes, 300 changes of the view and an image of 65,000 x 10 px cause no error', async () => {
  editor.close();
  editor = await showEditor({ width: 65_000, height: 10 });
  for (let i = 0; i < 2000; i++) {
    editor.model.drawing.add({
      kind: 'stroke',
      mode: i % 5 ? 'add' : 'subtract',
      size: 6,
      hasPressure: false,
      points: [
        [i * 32, 5, Number.NaN],
        [i * 32 + 20, 6, 0.5],
      ],
    });
  }
  for (let i = 0; i < 300; i++) wheel({ ctrlKey: true, deltaY: i % 7 ? -120 : 300 }, [i, 200]);
  await painted();
  for (let i = 0; i < 2000; i++) editor.model.drawing.undo();
  await painted();
  expect(editor.model.drawing.canUndo.value).toBe(false);
  expect(editor.model.drawing.history.value.undone).toHaveLength(2000);
});
