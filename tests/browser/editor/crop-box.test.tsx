import { computed, signal } from '@preact/signals';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createCropChoice } from '../../../components/session/crop-choice';
import type { Rect } from '../../../utils/base/geometry';
import { maskBounds } from '../../../utils/drawing/bounds';
import { planEdit } from '../../../utils/plan/plan-edit';
import { findModel } from '../../../utils/server/models';
import {
  button,
  drag,
  painted,
  pointer,
  quickHand,
  type ShownEditor,
  settled,
  showEditor,
  touch,
} from './editor-fixture';

const photo = { width: 3200, height: 2400 };
const options = signal({ model: 'gpt-image-2.6-sunburst', scope: 'around-mask' as const });
const cropWish = signal<Rect>();
let editor: ShownEditor;
let saved: (Rect | undefined)[];

/** The editor with a crop box as a session makes it. */
beforeEach(async () => {
  cropWish.value = undefined;
  options.value = { ...options.value, model: 'gpt-image-2.6-sunburst' };
  saved = [];
  editor = await showEditor(photo, { width: 360, height: 500 }); // room for the handles beside the tools
  const { maskSteps } = editor.model.drawing;
  const bounds = computed(() => maskBounds(maskSteps.value, photo));
  const plan = computed(() => {
    const { model, scope } = options.value;
    const wish = { cropWish: cropWish.value };
    const { sizes } = findModel(model);
    return bounds.value && planEdit(photo, maskSteps.value, scope, sizes, wish);
  });
  const save = (wish: Rect | undefined) => saved.push(wish);
  const deps = { image: photo, bounds, cropWish, plan, options: () => options.value, save };
  editor.rerender({ crop: createCropChoice(deps) });
  editor.model.drawing.add({ kind: 'rectangle', mode: 'add', rect: maskRect });
  editor.moreTools.value = true;
});
afterEach(() => editor.close());

const maskRect = { x: 1500, y: 1100, width: 200, height: 200 };
const openTool = () => userEvent.click(button('Crop box').first());
const handle = (name: string) => page.getByRole('button', { name: `Crop box: ${name}` });
const frameBox = () => editor.stage.querySelector('.box-handles')?.getBoundingClientRect();

/** The box on the screen in image px, and that of the automatic choice or the user's own. */
function shown(): Rect {
  const frame = frameBox();
  const [left, top] = editor.at(0, 0);
  const [right] = editor.at(photo.width, 0);
  const scale = photo.width / (right - left);
  return {
    x: Math.round(((frame?.left ?? 0) - left) * scale),
    y: Math.round(((frame?.top ?? 0) - top) * scale),
    width: Math.round((frame?.width ?? 0) * scale),
    height: Math.round((frame?.height ?? 0) * scale),
  };
}

const middle = (name: string): [number, number] => {
  const box = handle(name).element().getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};

test('gets its handles from its tool alone, and never from a stroke’s way', async () => {
  expect(editor.stage.querySelector('.mask-crop')).not.toBeNull();
  expect(handle('right edge').query()).toBeNull();
  const auto = { x: 1192, y: 792, width: 816, height: 816 };
  const [x, y] = editor.at(auto.x + auto.width, 1200);
  await drag([
    [x - 20, y],
    [x + 20, y],
  ]);
  expect(editor.model.drawing.maskSteps.value).toHaveLength(2);
  expect(saved).toEqual([]);
});

describe('dragged by its tool', () => {
  beforeEach(openTool);

  test('widens by an edge, the other edge staying, and is said in pixels at once', async () => {
    const before = shown();
    const [x, y] = middle('right edge');
    await drag([
      [x, y],
      [x + 10, y],
      [x + 40, y],
    ]);
    await painted();
    const after = shown();
    expect(after.x).toBeCloseTo(before.x, -1);
    expect(after.width).toBeGreaterThan(before.width + 250);
    expect(cropWish.value?.width).toBe((cropWish.value?.width ?? 0) & ~15);
    const { width, height } = cropWish.value ?? { width: 0, height: 0 };
    expect(editor.root.textContent).toContain(`Sends ${width} × ${height} px`);
    expect(saved).toEqual([cropWish.value]);
    expect(editor.model.drawing.maskSteps.value).toHaveLength(1);
  });

  test.each(['mouse', 'pen'] as const)(
    'is moved by a %s, and stays around the mask',
    async (pointerType) => {
      const [x, y] = editor.at(1250, 1000);
      await drag(
        [
          [x, y],
          [x - 20, y - 10],
          [x - 200, y - 200],
        ],
        { pointerType },
      );
      expect(cropWish.value).toMatchObject({ width: 816, height: 816, x: 884, y: 484 });
      expect(shown()).toMatchObject({ width: expect.closeTo(816, -1) });
    },
  );

  test('is dragged by a finger; a second finger pinches instead and takes that back', async () => {
    const from = editor.at(1250, 1000);
    const [x, y] = from;
    await touch('touchStart', [from]);
    await touch('touchMove', [[x + 12, y]]);
    await touch('touchEnd', []);
    await settled(() => saved.length === 1);
    expect(cropWish.value?.x).toBeGreaterThan(1250);
    const first = cropWish.value;
    const time = quickHand();
    const two = [
      [x - 12, y],
      [x + 60, y + 60],
    ] as const;
    const apart = [
      [x - 60, y - 60],
      [x + 90, y + 90],
    ] as const;
    await touch('touchStart', [from], time());
    await touch('touchMove', [[x - 12, y]], time());
    await touch('touchStart', two, time());
    await touch('touchMove', apart, time());
    await touch('touchEnd', [], time());
    await painted();
    expect(cropWish.value).toEqual(first);
    expect(editor.model.viewport.isFitted.value).toBe(false);
  });

  test('goes back by Escape in the middle of a drag, and by Reset afterwards', async () => {
    const [x, y] = middle('bottom right corner');
    await pointer('mouseMoved', [x, y], {}, false);
    await pointer('mousePressed', [x, y]);
    await pointer('mouseMoved', [x + 30, y + 30]);
    await settled(() => (cropWish.value?.width ?? 0) > 900);
    await userEvent.keyboard('{Escape}');
    await pointer('mouseReleased', [x + 30, y + 30]);
    expect(cropWish.value).toBeUndefined();
    expect(shown()).toEqual({ x: 1192, y: 792, width: 816, height: 816 });
    await expect.element(button('Reset')).toBeDisabled();
  });

  test('grows with the mask, and shrinks back by undo', async () => {
    await userEvent.keyboard('[Escape]');
    (handle('left edge').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}');
    const own = cropWish.value;
    editor.model.drawing.add({ kind: 'rectangle', mode: 'add', rect: { ...maskRect, x: 2400 } });
    await painted();
    expect(shown().width).toBeGreaterThan(1400);
    editor.model.drawing.undo();
    await painted();
    expect(shown().width).toBeCloseTo(own?.width ?? 0, -1);
    expect(cropWish.value).toEqual(own);
  });

  test('changes nothing else on the screen while it is dragged, and that once a frame', async () => {
    const changed = new Set<string>();
    let texts = 0;
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        changed.add(element?.className ?? '');
        if (element?.className === 'box-handles') texts += 1;
      }
    });
    const [x, y] = middle('right edge');
    await pointer('mouseMoved', [x, y], {}, false);
    await pointer('mousePressed', [x, y]);
    await pointer('mouseMoved', [x + 20, y]); // from now on it is the user's own, and Reset is there
    await painted();
    observer.observe(editor.root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    for (let i = 1; i <= 30; i++)
      handle('right edge')
        .element()
        .dispatchEvent(
          new PointerEvent('pointermove', {
            pointerId: 1,
            clientX: x + 20 + i,
            clientY: y,
            bubbles: true,
          }),
        );
    await painted();
    observer.disconnect();
    await pointer('mouseReleased', [x + 50, y]);
    for (const each of ['mask-cursor', 'mask-status']) changed.delete(each); // pointer and mask, not box
    expect([...changed].sort()).toEqual(['box-handles', 'mask-crop-text']);
    expect(texts).toBeLessThanOrEqual(3); // width and place, once
  });
});

describe('by keys', () => {
  beforeEach(openTool);
  const focus = (name?: string) => {
    const found = name ? handle(name) : editor.stage.querySelector('.box-move');
    const element = found instanceof Element ? found : found?.element();
    if (element instanceof HTMLElement) element.focus();
  };

  test('moves by 16 px, with Shift by one, and is read out', async () => {
    focus();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{Shift>}{ArrowRight}{/Shift}');
    expect(cropWish.value).toEqual({ x: 1209, y: 808, width: 816, height: 816 });
    expect(saved).toHaveLength(3);
    const said = [...editor.root.querySelectorAll('[role=status]')].map((each) => each.textContent);
    expect(said).toContain('Sends 816 × 816 px, 9% of the picture');
  });

  test('adds steps up that are smaller than the model’s sizes', async () => {
    options.value = { ...options.value, model: 'gpt-image-1.5' };
    await painted();
    focus('right edge');
    const first = shown().width;
    for (let i = 0; i < 12; i++) await userEvent.keyboard('{ArrowRight}');
    expect(cropWish.value?.width).toBeGreaterThan(first + 100);
  });

  test('never paints, and leaves the tools’ keys alone', async () => {
    focus('top left corner');
    await userEvent.keyboard('{Enter} {ArrowLeft}');
    expect(editor.model.drawing.maskSteps.value).toHaveLength(1);
    await userEvent.keyboard('b');
    expect(editor.model.tools.chosen.value).toBe('brush');
    await settled(() => document.activeElement === editor.stage);
    await userEvent.keyboard('c');
    await expect.element(handle('top edge')).toBeVisible();
  });
});

test('can be dragged while the mask is hidden, too', async () => {
  editor.model.drawing.isHidden.value = true;
  await painted();
  expect(editor.stage.querySelector('.mask-crop')).toBeNull();
  await openTool();
  await expect.element(handle('right edge')).toBeVisible();
});

test('says what to do where nothing is painted yet, and that all is sent with “Whole image”', async () => {
  await openTool();
  editor.model.drawing.clear();
  await expect.element(page.getByText(/^Paint first/)).toBeVisible();
  expect(handle('right edge').query()).toBeNull();
});

test('stays where it is when its handle is zoomed off the stage and gets the focus', async () => {
  await openTool();
  editor.model.viewport.zoom(6);
  await painted();
  (handle('top left corner').element() as HTMLElement).focus();
  expect([editor.stage.scrollLeft, editor.stage.scrollTop]).toEqual([0, 0]);
});

test('has no accessibility faults with its handles', async () => {
  await openTool();
  const { violations } = await axe.run(editor.root);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
