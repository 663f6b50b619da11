import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { noCopyStepsOf } from '../../../utils/drawing/no-copy';
import {
  button,
  drag,
  layerPixel,
  painted,
  pointer,
  type ShownEditor,
  showEditor,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;

beforeEach(async () => {
  editor = await showEditor(photo);
  await userEvent.click(button('More tools'));
});
afterEach(() => editor.close());

const at = (x: number, y: number) => editor.at(x, y);
const choose = (name: string) => userEvent.click(button(name));
const kinds = () => editor.model.drawing.history.value.steps.map(({ kind }) => kind);
const canvas = (): HTMLCanvasElement => {
  const found = editor.stage.querySelector('canvas.mask-no-copy');
  if (!(found instanceof HTMLCanvasElement)) throw new Error('no canvas');
  return found;
};
const said = () =>
  [...editor.root.querySelectorAll('[role=status]')].map((each) => each.textContent).join();
const noCopy = 'Don’t copy from here';

/** Colours of the stripes in a row across what was painted, as text. */
async function coloursAt(y: number, from: number, to: number): Promise<Set<string>> {
  await painted();
  const found = new Set<string>();
  for (let x = from; x < to; x += 2) {
    const pixel = layerPixel(editor, 'no-copy', [x, y]);
    found.add((pixel[3] ?? 0) === 0 ? 'clear' : pixel.join());
  }
  return found;
}
const isBare = async (y: number, from: number, to: number) =>
  [...(await coloursAt(y, from, to))].every((colour) => colour === 'clear');

test('what must not be copied is striped in a colour of its own, and is no mask', async () => {
  await choose(noCopy);
  expect(canvas().width).toBe(0);
  await drag([at(300, 400), at(700, 400)]);
  expect(kinds()).toEqual(['no-copy']);
  const colours = await coloursAt(400, 350, 650);
  for (const each of ['139,61,255,255', 'clear']) expect(colours).toContain(each);
  const isLight = (colour: string) => colour.split(',').every((value) => Number(value) > 200);
  expect([...colours].some(isLight)).toBe(true);
  expect(layerPixel(editor, 'tint', [500, 400])[3]).toBe(0);
  expect(editor.model.drawing.isEmpty.value).toBe(true);
  expect(canvas().checkVisibility()).toBe(true);
  expect(await isBare(600, 350, 650)).toBe(true);
});

test('stripes are seen while they are drawn, where they will be', async () => {
  await choose(noCopy);
  await pointer('mouseMoved', at(300, 400), {}, false);
  await pointer('mousePressed', at(300, 400));
  await pointer('mouseMoved', at(700, 400));
  await painted();
  const row = () => Array.from({ length: 60 }, (_, i) => layerPixel(editor, 'no-copy', [400 + 4 * i, 400]).join()); // biome-ignore format: one row
  const live = row();
  expect(new Set(live).size).toBeGreaterThan(2);
  await pointer('mouseReleased', at(700, 400));
  await painted();
  const isAlike = (a: string, b: string | undefined) => a.split(',').every((value, i) => Math.abs(Number(value) - Number(b?.split(',')[i])) < 90); // biome-ignore format: one line
  const alike = row().filter((pixel, i) => isAlike(pixel, live[i]));
  expect(alike.length).toBeGreaterThan(50);
});

test('the eraser and the right button take the stripes away, at once; the brush leaves them', async () => {
  await choose(noCopy);
  await drag([at(300, 400), at(900, 400)]);
  await drag([at(850, 400), at(900, 400)], { button: 'right' });
  expect(kinds()).toEqual(['no-copy', 'stroke']);
  expect(await isBare(400, 850, 900)).toBe(true);
  await choose('Brush');
  await drag([at(500, 400), at(520, 400)]);
  expect(await isBare(400, 490, 530)).toBe(false);
  await choose('Eraser');
  await pointer('mouseMoved', at(300, 400), {}, false);
  await pointer('mousePressed', at(300, 400));
  await pointer('mouseMoved', at(400, 400));
  expect(await isBare(400, 310, 390)).toBe(true);
  expect(await isBare(400, 600, 700)).toBe(false);
  await pointer('mouseReleased', at(400, 400));
  expect(await isBare(400, 310, 390)).toBe(true);
});

test('undo, redo and Clear go through stripes and mask in the order of drawing', async () => {
  await choose(noCopy);
  await drag([at(300, 400), at(700, 400)]);
  await choose('Undo');
  await painted();
  expect(canvas().width).toBe(0);
  expect(button('Clear').element()).toHaveProperty('disabled', true);
  await choose('Redo');
  expect(await isBare(400, 350, 650)).toBe(false);
  await choose('Clear');
  await painted();
  expect(canvas().width).toBe(0);
  await choose('Undo');
  expect(await isBare(400, 350, 650)).toBe(false);
});

test('hiding the mask hides the stripes, and they move with the picture', async () => {
  await choose(noCopy);
  await drag([at(300, 400), at(700, 400)]);
  await choose('Hide mask');
  expect(canvas().checkVisibility()).toBe(false);
  await choose('Hide mask');
  editor.model.viewport.zoom(3);
  await painted();
  expect(await isBare(400, 350, 650)).toBe(false);
  expect(await isBare(600, 350, 650)).toBe(true);
});

test('by keys: D takes the tool, Space marks, and each is said', async () => {
  editor.stage.focus();
  await userEvent.keyboard('d');
  expect(editor.model.tools.chosen.value).toBe('no-copy');
  await userEvent.keyboard('{Enter}');
  expect(said()).toContain('Dot at 800, 600 is not copied');
  await userEvent.keyboard(' ');
  expect(said()).toContain('Don’t copy from here from 800, 600');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await userEvent.keyboard(' ');
  expect(said()).toMatch(/Don’t copy from here to \d+, 600/);
  expect(kinds()).toEqual(['no-copy', 'no-copy']);
  expect(noCopyStepsOf(editor.model.drawing.history.value.steps)).toHaveLength(2);
});

test('what it is for stands beside the tool', async () => {
  await choose(noCopy);
  await expect
    .element(page.getByText('Remove copies nothing from where the stripes are. The eraser takes them away.')) // biome-ignore format: one line
    .toBeVisible();
  expect(button(noCopy).element().getAttribute('aria-pressed')).toBe('true');
});
