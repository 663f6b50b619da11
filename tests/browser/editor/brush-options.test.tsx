import { signal } from '@preact/signals';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CropControl } from '../../../components/editor/core/box-control';
import { type Rect, rectOf } from '../../../utils/base/geometry';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import type { BrushStroke, MaskStep } from '../../../utils/drawing/steps';
import {
  button,
  drag,
  layerPixel,
  painted,
  type ShownEditor,
  settled,
  showEditor,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;

beforeEach(async () => {
  editor = await showEditor(photo, { width: 360, height: 520 });
  await userEvent.click(button('More tools'));
});
afterEach(() => editor.close());

const steps = () => editor.model.drawing.maskSteps.value;
const strokes = (): BrushStroke[] => steps().filter((step: MaskStep) => step.kind === 'stroke');
const alt = 1;
const shift = 8;

function coverageAt(...places: readonly (readonly [number, number])[]): number[] {
  const { data } = renderCoverage(steps(), rectOf(photo));
  return places.map(([x, y]) => data[y * photo.width + x] ?? -1);
}

describe('hardness', () => {
  test('makes a rim whose middle is half covered, and nothing where three of its deviations end', async () => {
    await page.getByRole('slider', { name: 'Hardness' }).fill('0');
    await drag([editor.at(300, 600), editor.at(800, 600), editor.at(1300, 600)]);
    const [stroke] = strokes();
    expect(stroke?.hardness).toBe(0);
    const y = Math.round(stroke?.points[1]?.[1] ?? 600);
    const radius = (stroke?.size ?? 0) / 2;
    const [middle = 0, half = 0, rim = 0, outside = 0] = coverageAt(
      [800, y],
      [800, Math.round(y + radius / 2)],
      [800, Math.round(y + 0.9 * radius)],
      [800, Math.round(y + 1.26 * radius) + 1],
    );
    expect(middle).toBeGreaterThan(230);
    expect(Math.abs(half - 128)).toBeLessThan(40);
    expect(rim).toBeLessThan(40);
    expect(outside).toBe(0);
  });

  test('shows a dashed circle where the cover is half', async () => {
    editor.model.tools.options.change({ hardness: 50 });
    await drag([editor.at(800, 600)]);
    await painted();
    const cursor = editor.stage.querySelector<HTMLElement>('.mask-cursor');
    expect(cursor?.hasAttribute('data-soft')).toBe(true);
    expect(cursor?.style.getPropertyValue('--core')).toBe('22.5px');
  });

  test('of a stroke does not make seams where a large mask is drawn in parts', () => {
    const wide = { x: 0, y: 0, width: 4200, height: 80 };
    const stroke: BrushStroke = {
      kind: 'stroke',
      mode: 'add',
      size: 60,
      hardness: 0.2,
      hasPressure: false,
      points: [
        [100, 40, 0.5],
        [4100, 40, 0.5],
      ],
    };
    const { data } = renderCoverage([stroke], wide);
    for (const y of [20, 40, 60]) {
      const row = data.subarray(y * 4200 + 300, y * 4200 + 3900);
      const steps = row.map((value, x) => Math.abs(value - (row[x + 1] ?? value)));
      // As with hard edges: smoothing is an approximation that depends a little on the place.
      expect(Math.max(...steps)).toBeLessThanOrEqual(8);
    }
  });

  test.each([Number.NaN, -3, 7])('%s is taken for one between 0 and 1', (hardness) => {
    const dot: BrushStroke = {
      kind: 'stroke',
      mode: 'add',
      size: 40,
      hardness,
      hasPressure: false,
      points: [[30, 30, 0.5]],
    };
    const { data } = renderCoverage([dot], { x: 0, y: 0, width: 60, height: 60 });
    expect(data[30 * 60 + 30]).toBeGreaterThan(200);
  });
});

test('pressure can be turned off', async () => {
  await userEvent.click(button('Pen pressure'));
  await drag([editor.at(300, 600), editor.at(900, 600)], { pointerType: 'pen', force: 0.1 });
  await userEvent.click(button('Pen pressure'));
  await drag([editor.at(300, 900), editor.at(900, 900)], { pointerType: 'pen', force: 0.1 });
  expect(strokes().map(({ hasPressure }) => hasPressure)).toEqual([false, true]);
});

describe('Shift with the brush', () => {
  test('draws a straight line from the end of the last stroke', async () => {
    await drag([editor.at(200, 300), editor.at(400, 300)]);
    await drag([editor.at(1400, 1100)], { modifiers: shift });
    const line = strokes()[1];
    expect(line?.points).toHaveLength(2);
    const [[x = 0, y = 0] = []] = line?.points ?? [];
    expect(Math.hypot(x - 400, y - 300)).toBeLessThan(4);
    expect(coverageAt([900, 700], [650, 500])).toEqual([255, 255]);
  });

  test('erases straight with the eraser', async () => {
    await userEvent.click(button('Select all'));
    await userEvent.click(button('Eraser'));
    await drag([editor.at(200, 600)]);
    await drag([editor.at(1400, 600)], { modifiers: shift });
    expect(coverageAt([800, 600], [800, 900])).toEqual([0, 255]);
  });

  test('is a dot where there is no stroke yet', async () => {
    await drag([editor.at(800, 600)], { modifiers: shift });
    expect(strokes()[0]?.points).toHaveLength(1);
  });
});

describe('closed strokes', () => {
  const round = () =>
    [
      [400, 300],
      [1200, 300],
      [1200, 900],
      [400, 900],
      [400, 310],
    ].map(([x = 0, y = 0]) => editor.at(x, y));

  test('are filled on demand, as one step', async () => {
    await userEvent.click(button('Fill closed strokes'));
    await drag(round());
    expect(coverageAt([800, 600])).toEqual([255]);
    await painted();
    expect(layerPixel(editor, 'tint', [800, 600])[3]).toBe(255);
    await userEvent.click(button('Undo'));
    expect(coverageAt([800, 600], [800, 300])).toEqual([0, 0]);
  });

  test('stay lines else, and so do open ones', async () => {
    await drag(round());
    await userEvent.click(button('Fill closed strokes'));
    await drag(round().slice(0, 3));
    expect(coverageAt([800, 600], [1100, 400])).toEqual([0, 0]);
  });
});

test('Alt and the wheel change the size, with Shift in big steps', async () => {
  const turn = (init: WheelEventInit) =>
    editor.stage.dispatchEvent(
      new WheelEvent('wheel', { altKey: true, cancelable: true, ...init }),
    );
  turn({ deltaY: -100 });
  const fine = editor.model.tools.brushSize.value;
  expect(fine).toBeGreaterThan(30);
  turn({ deltaX: -100, shiftKey: true });
  expect(editor.model.tools.brushSize.value).toBeGreaterThan(1.4 * fine);
  turn({ deltaY: 100, shiftKey: true });
  turn({ deltaY: 100 });
  expect(Math.abs(editor.model.tools.brushSize.value - 30)).toBeLessThan(4);
  for (let i = 0; i < 500; i++) turn({ deltaY: i % 3 ? 100 : -100 });
  expect(editor.model.tools.brushSize.value).toBe(4);
});

describe('how the mask is shown', () => {
  test('its colour can be chosen, and the strokes keep their shape', async () => {
    await drag([editor.at(800, 600)]);
    await userEvent.click(button('Mask colour'));
    await userEvent.click(button('Green'));
    await painted();
    expect(layerPixel(editor, 'tint', [800, 600])).toEqual([47, 211, 107, 255]);
  });

  test('its opacity can be chosen', async () => {
    await userEvent.click(button('Mask colour'));
    await page.getByRole('slider', { name: 'Mask opacity' }).fill('80');
    const tint = editor.stage.querySelector('.mask-tint');
    expect(tint && getComputedStyle(tint).opacity).toBe('0.8');
  });

  test('the part that will be sent has a frame that follows the view', async () => {
    editor.rerender({ crop: cropAt({ x: 400, y: 300, width: 800, height: 600 }) });
    const frame = editor.stage.querySelector('.mask-crop');
    const lies = () => {
      const box = frame?.getBoundingClientRect();
      const [x, y] = editor.at(400, 300);
      const [right, bottom] = editor.at(1200, 900);
      expect([box?.left, box?.top, box?.right, box?.bottom]).toEqual(
        [x, y, right, bottom].map((n) => expect.closeTo(n, 1)),
      );
    };
    lies();
    editor.model.viewport.zoom(3);
    await painted();
    lies();
    await drag([editor.at(800, 600)]);
    expect(strokes()).toHaveLength(1);
  });
});

/** A crop box that stays where it is. */
const cropAt = (box: Rect): CropControl => ({
  box: signal(box),
  text: signal(''),
  isOwn: signal(false),
  drag: () => box,
  keep: () => undefined,
  takeBack: () => undefined,
  reset: () => undefined,
});

describe('the toolbar by keys', () => {
  const focused = () => document.activeElement?.getAttribute('aria-label');

  test('is one stop of the Tab key, and arrows walk through all of it', async () => {
    button('Brush').element().focus();
    const seen = [focused()];
    for (let i = 0; i < 30 && (i === 0 || focused() !== 'Brush'); i++) {
      await userEvent.keyboard('{ArrowRight}');
      seen.push(focused());
    }
    expect(seen).toEqual(
      expect.arrayContaining(['Eraser', 'Brush size', 'Magic wand', 'Select all', 'Hardness']),
    );
    expect(seen).not.toContain('Undo'); // nothing to undo
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toBe('Hardness');
    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe('A gradient');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(focused()).toBe('Hardness');
  });

  test('leaves sliders their up and down arrows', async () => {
    page.getByRole('slider', { name: 'Brush size' }).element().focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(editor.model.tools.brushSize.value).toBe(31);
    await userEvent.keyboard('{ArrowRight}');
    expect(editor.model.tools.brushSize.value).toBe(31);
    expect(focused()).not.toBe('Brush size');
  });

  test('keeps a stop while controls come and go', async () => {
    const stops = () => editor.root.querySelectorAll('.mask-tools [tabindex="0"]').length;
    expect(stops()).toBe(1);
    await userEvent.click(button('Magic wand'));
    await painted();
    expect(stops()).toBe(1);
    await userEvent.click(button('More tools'));
    await painted();
    expect(stops()).toBe(1);
  });
});

describe('the list of keys', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  test('opens by "?" and by its button, and closes by Escape and by its button', async () => {
    editor.stage.focus();
    await userEvent.keyboard('?');
    await expect.element(dialog()).toBeVisible();
    await expect.element(dialog().getByText('Magic wand')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await settled(() => editor.root.querySelector('dialog[open]') === null);
    await userEvent.click(button('Keyboard shortcuts'));
    await expect.element(dialog()).toBeVisible();
    await userEvent.click(button('Close'));
    await settled(() => editor.root.querySelector('dialog[open]') === null);
  });

  test.each(['light', 'dark'])('has nothing for axe to complain about (%s)', async (scheme) => {
    document.documentElement.style.colorScheme = scheme;
    await userEvent.click(button('Keyboard shortcuts'));
    await expect.element(dialog()).toBeVisible();
    const { violations } = await axe.run(editor.root, { resultTypes: ['violations'] });
    document.documentElement.style.colorScheme = '';
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

/** Elements that lie over each other although none is inside of the other. */
function overlapping(elements: readonly Element[]): string[] {
  const boxes = elements.map((element) => ({ element, box: element.getBoundingClientRect() }));
  return boxes.flatMap(({ element, box }, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (other) =>
          box.left < other.box.right - 1 &&
          other.box.left < box.right - 1 &&
          box.top < other.box.bottom - 1 &&
          other.box.top < box.bottom - 1,
      )
      .map((other) => `${element.outerHTML} ${other.element.outerHTML}`),
  );
}

const narrowest = 216; // of Firefox's sidebar of 240 px
test.each(
  [336, narrowest].flatMap((width) =>
    (['brush', 'lasso', 'wand', 'pan', 'crop', 'mark-arrow'] as const).map(
      (tool) => [tool, width] as const,
    ),
  ),
)(
  'with everything open and the %s nothing is cut off at %i px, and axe is content',
  async (tool, width) => {
    editor.close();
    const box = { width, height: 640 };
    editor = await showEditor(photo, box, undefined, { takesMarks: signal(true), tool });
    editor.moreTools.value = true;
    const crop = { ...cropAt({ x: 0, y: 0, width: 800, height: 800 }), text: signal('800 × 800') };
    editor.rerender({ otherUrl: 'blob:other', crop });
    await painted();
    await userEvent.click(button('Mask colour'));
    editor.model.drawing.selectAll();
    const status = () => editor.root.querySelector('.mask-status');
    await settled(() => status()?.textContent?.includes('100%') ?? false);
    const tools = editor.root.querySelector('.mask-tools');
    expect(tools?.scrollWidth).toBeLessThanOrEqual(width);
    const controls = editor.root.querySelectorAll(
      '.mask-tools :is(button, input, output), .mask-zoom, .mask-status',
    );
    const seen = [...controls].filter((each) => each.checkVisibility());
    expect(overlapping(seen)).toEqual([]);
    const right = editor.root.getBoundingClientRect().right;
    const outside = seen.filter((each) => each.getBoundingClientRect().right > right + 0.5);
    expect(outside.map((each) => each.outerHTML)).toEqual([]);
    editor.model.drawing.isHidden.value = true;
    await settled(() => status()?.textContent === 'Mask hidden');
    expect(overlapping(seen)).toEqual([]);
    const { violations } = await axe.run(editor.root, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  },
);

test('Alt takes away with the brush', async () => {
  await userEvent.click(button('Select all'));
  await drag([editor.at(800, 600)], { modifiers: alt });
  expect(coverageAt([800, 600])).toEqual([0]);
});
