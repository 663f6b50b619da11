import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createExtendChoice } from '../../../components/session/extend-choice';
import { drag, painted, type ShownEditor, showEditor, touch } from './editor-fixture';

const photo = { width: 1600, height: 1200 };
type Choice = ReturnType<typeof createExtendChoice>;
let editor: ShownEditor;
let choice: Choice;

/** The editor with the choice of a larger canvas open, as a session makes it. */
async function open(added?: Parameters<typeof createExtendChoice>[0]['addedSides']) {
  choice = createExtendChoice({ ...photo, addedSides: added }, editor.model.viewport);
  editor.rerender({ extend: choice });
  choice.isOpen.value = true;
  await painted();
}

beforeEach(async () => {
  editor = await showEditor(photo);
});
afterEach(() => {
  choice.dispose();
  editor.close();
});

const handle = (name: string) => page.getByRole('button', { name: `New canvas: ${name}` });
const middle = (name: string): [number, number] => {
  const box = handle(name).element().getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};
const none = { left: 0, top: 0, right: 0, bottom: 0 };

test('leaves room round the picture for its edges, and gives it back on closing', async () => {
  const before = editor.model.viewport.view.value;
  await open();
  const [left, right] = [editor.at(0, 0), editor.at(1600, 1200)];
  const stage = editor.stage.getBoundingClientRect();
  expect(left[0]).toBeGreaterThan(stage.left + 40);
  expect(right[0]).toBeLessThan(stage.right - 40);
  choice.isOpen.value = false;
  await painted();
  expect(editor.model.viewport.view.value).toEqual(before);
  expect(handle('right edge').query()).toBeNull();
});

test('grows by the edge that is dragged outwards, shown behind the picture and in px at once', async () => {
  await open();
  const scale = editor.model.viewport.view.value.scale;
  const [x, y] = middle('right edge');
  await drag([
    [x, y],
    [x + 10, y + 30],
    [x + 40, y + 30],
  ]);
  const { right, ...others } = choice.sides.value;
  expect(others).toEqual({ left: 0, top: 0, bottom: 0 });
  expect(right).toBeCloseTo(40 / scale, -0.5);
  expect(editor.stage.textContent).toContain(`${1600 + right} × 1200`);
  await painted();
  const canvas = editor.stage.querySelector('.extend-canvas')?.getBoundingClientRect();
  const [edge] = editor.at(1600 + right, 0);
  expect(canvas?.right).toBeCloseTo(edge, 0);
  expect(canvas?.right).toBeLessThan(editor.stage.getBoundingClientRect().right - 20); // room for more
  expect(editor.model.drawing.maskSteps.value).toEqual([]);
});

test('grows by a corner both ways, by a finger too', async () => {
  await open();
  const [x, y] = middle('top left corner');
  await touch('touchStart', [[x, y]]);
  await touch('touchMove', [[x - 20, y - 30]]);
  await touch('touchEnd', []);
  await expect.poll(() => choice.sides.value.left).toBeGreaterThan(60);
  expect(choice.sides.value).toMatchObject({ right: 0, bottom: 0, top: expect.any(Number) });
  expect(choice.sides.value.top).toBeGreaterThan(choice.sides.value.left);
});

test('never cuts into the picture', async () => {
  await open();
  const [x, y] = middle('left edge');
  await drag([
    [x, y],
    [x + 60, y],
  ]);
  expect(choice.sides.value).toEqual(none);
});

test('goes on from an extension that is there, and back as far as the picture', async () => {
  await open({ ...none, right: 400 });
  expect(choice.sides.value).toEqual({ ...none, right: 400 });
  const [x, y] = middle('right edge');
  await drag([
    [x, y],
    [x - 200, y],
  ]);
  expect(choice.sides.value).toEqual(none);
  expect(choice.box.value).toEqual({ x: 0, y: 0, width: 1200, height: 1200 });
});

test('is dragged by keys and read out', async () => {
  await open();
  const element = handle('bottom edge').element();
  if (element instanceof HTMLElement) element.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}{ArrowRight}');
  expect(choice.sides.value).toEqual({ ...none, bottom: 33 });
  const said = [...editor.root.querySelectorAll('[role=status]')].map((each) => each.textContent);
  expect(said).toContain('1600 × 1233');
  const { violations } = await axe.run(editor.root);
  expect(violations.map(({ id }) => id)).toEqual([]);
});
