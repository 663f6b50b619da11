import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { markTools } from '../../../components/editor/core/tools';
import { drawMarkWith } from '../../../components/editor/input/mark-gestures';
import { imagePoint, stagePoint } from '../../../utils/base/geometry';
import {
  type ArrowMark,
  type EllipseMark,
  isMark,
  type Mark,
  type PenMark,
} from '../../../utils/drawing/steps';
import {
  button,
  drag,
  layerPixel,
  painted,
  pictureUrl,
  pointer,
  quickHand,
  type ShownEditor,
  setDensity,
  settled,
  showEditor,
  touch,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
const [red, white, none] = [[255, 0, 0, 255], [255, 255, 255, 255], 0];
/** Bits as in CDP. */
const shift = 8;
let editor: ShownEditor;
let takesMarks: Signal<boolean>;
const errors: string[] = [];
const note = (event: ErrorEvent) => errors.push(event.message);

beforeEach(async () => {
  window.addEventListener('error', note);
  takesMarks = signal(true);
  editor = await showEditor(photo, undefined, undefined, { takesMarks });
  await userEvent.click(button('More tools'));
});
afterEach(() => {
  editor.close();
  window.removeEventListener('error', note);
  expect(errors.splice(0)).toEqual([]);
});

const steps = () => editor.model.drawing.history.value.steps;
const kinds = () => steps().map(({ kind }) => kind);
const lastMark = (): Mark => {
  const last = steps().at(-1);
  if (!last || !isMark(last)) throw new Error('no mark');
  return last;
};
const arrow = (): ArrowMark => {
  const mark = lastMark();
  if (mark.kind !== 'arrow-mark') throw new Error(mark.kind);
  return mark;
};
const ellipse = (): EllipseMark => {
  const mark = lastMark();
  if (mark.kind !== 'ellipse-mark') throw new Error(mark.kind);
  return mark;
};
const pen = (): PenMark => {
  const mark = lastMark();
  if (mark.kind !== 'pen-mark') throw new Error(mark.kind);
  return mark;
};
const choose = (name: string) => userEvent.click(button(name));
const at = (x: number, y: number) => editor.at(x, y);
const markPixel = (x: number, y: number) => layerPixel(editor, 'marks', [x, y]);
const alphaAt = async (x: number, y: number) => {
  await painted();
  return markPixel(x, y)[3];
};
const canvas = (): HTMLCanvasElement => {
  const found = editor.stage.querySelector('canvas.mask-marks');
  if (!(found instanceof HTMLCanvasElement)) throw new Error('no canvas');
  return found;
};

describe('with a mouse', () => {
  test('the marker leaves a line in the chosen colour and width, in image pixels, and no mask', async () => {
    await choose('Marker');
    await page.getByRole('radio', { name: 'Blue' }).click();
    await drag([at(200, 300), at(500, 300), at(900, 300)]);
    const { colour, size, points } = pen();
    expect(colour).toBe('blue');
    expect(size).toBeCloseTo(6 / editor.model.viewport.view.value.scale, 1);
    expect(Math.hypot((points[0]?.[0] ?? 0) - 200, (points[0]?.[1] ?? 0) - 300)).toBeLessThan(1);
    await painted();
    expect(markPixel(500, 300)).toEqual([0, 80, 255, 255]);
    expect(layerPixel(editor, 'tint', [500, 300])[3]).toBe(none);
    expect(editor.model.drawing.isEmpty.value).toBe(true);
    expect(editor.changes).toHaveLength(1);
  });

  test('a click of the marker is a dot, one of arrow and circle nothing', async () => {
    for (const [name, count] of [
      ['Marker', 1],
      ['Arrow', 1],
      ['Circle', 1],
    ] as const) {
      await choose(name);
      await drag([at(700, 600)]);
      expect(kinds()).toHaveLength(count);
    }
    expect(await alphaAt(700, 600)).toBe(255);
  });

  test('an arrow points to where the pointer was let go', async () => {
    await choose('Arrow');
    await drag([at(300, 300), at(800, 350), at(1000, 700)]);
    const { from, to } = arrow();
    for (const [place, x, y] of [
      [from, 300, 300],
      [to, 1000, 700],
    ] as const) {
      expect(Math.hypot(place.x - x, place.y - y)).toBeLessThan(1);
    }
    await painted();
    expect(markPixel(650, 500)).toEqual(red);
  });

  test('a circle touches the box that was drawn and leaves its inside free', async () => {
    await choose('Circle');
    await drag([at(900, 800), at(300, 400)]);
    const { x, y, width, height } = ellipse().rect;
    for (const [is, should] of [
      [x, 300],
      [y, 400],
      [width, 600],
      [height, 400],
    ] as const) {
      expect(Math.abs(is - should)).toBeLessThan(2);
    }
    expect(await alphaAt(300, 600)).toBe(255);
    expect(await alphaAt(600, 600)).toBe(none);
  });

  test('Shift keeps an arrow to steps of 45° and a circle round, whenever it is pressed', async () => {
    await choose('Arrow');
    await drag([at(300, 300), at(1000, 360)], { modifiers: shift });
    expect(arrow().to.y).toBeCloseTo(arrow().from.y, 1);
    await drag([at(300, 300), at(700, 620)], { modifiers: shift });
    const { from, to } = arrow();
    expect(to.x - from.x).toBeCloseTo(to.y - from.y, 1);
    await choose('Circle');
    await pointer('mouseMoved', at(900, 600), {}, false);
    await pointer('mousePressed', at(900, 600));
    await pointer('mouseMoved', at(600, 500));
    await pointer('mouseMoved', at(590, 500), { modifiers: shift });
    await pointer('mouseReleased', at(590, 500), { modifiers: shift });
    expect(ellipse().rect.width).toBeCloseTo(ellipse().rect.height, 1);
    expect(ellipse().rect.x + ellipse().rect.width).toBeCloseTo(900, -1);
  });

  test.each([
    ['Marker', [700, 400]],
    ['Arrow', [700, 400]],
    ['Circle', [300, 600]],
  ] as const)(
    '%s is seen while it is drawn, with its halo, and its canvas only then',
    async (name, [x, y]) => {
      await choose(name);
      expect(canvas().checkVisibility()).toBe(false);
      expect(canvas().width).toBe(0);
      await pointer('mouseMoved', at(300, 400), {}, false);
      await pointer('mousePressed', at(300, 400));
      for (const place of [at(500, 400), at(1000, 400), at(1100, 400), at(1200, 800)]) {
        await pointer(
          'mouseMoved',
          name === 'Circle' || place[1] < at(0, 500)[1] ? place : at(1200, 400),
        );
        await painted();
      }
      expect(canvas().checkVisibility()).toBe(true);
      expect(markPixel(x, y)).toEqual(red);
      await pointer('mouseReleased', at(1200, 800));
      await painted();
      expect(markPixel(x, y)).toEqual(red);
    },
  );

  test('the halo of a growing line never cuts the line before', async () => {
    await choose('Marker');
    await pointer('mouseMoved', at(300, 400), {}, false);
    await pointer('mousePressed', at(300, 400));
    for (let x = 310; x < 1200; x += 10) await pointer('mouseMoved', at(x, 400));
    await painted();
    for (let x = 310; x < 1150; x += 7) expect([x, markPixel(x, 400)]).toEqual([x, red]);
    const { scale } = editor.model.viewport.view.value;
    const halo = markPixel(700, 400 + 3.6 / scale);
    expect(halo.slice(0, 3)).toEqual(white.slice(0, 3));
    expect(halo[3]).toBeGreaterThan(245); // as far as the edge between two pixels rounds
    await pointer('mouseReleased', at(1200, 400));
  });

  test('eraser and right button take marks away as they take the mask, and show it at once', async () => {
    await choose('Marker');
    await drag([at(200, 300), at(1400, 300)]);
    await drag([at(500, 300), at(520, 300)], { button: 'right' });
    expect(kinds()).toEqual(['pen-mark', 'stroke']);
    expect(await alphaAt(510, 300)).toBe(none);
    await choose('Eraser');
    await pointer('mouseMoved', at(900, 250), {}, false);
    await pointer('mousePressed', at(900, 250));
    await pointer('mouseMoved', at(900, 350));
    expect(await alphaAt(900, 300)).toBe(none);
    expect(await alphaAt(1200, 300)).toBe(255);
    await pointer('mouseReleased', at(900, 350));
    expect(await alphaAt(900, 300)).toBe(none);
  });

  test('the circle of what the right button erases is the brush’s', async () => {
    await choose('Marker');
    const ringWidth = () => /width%3D%22(\d+)/.exec(editor.stage.style.cursor)?.[1];
    await pointer('mouseMoved', at(500, 300), {}, false);
    await pointer('mousePressed', at(500, 300), { button: 'right' });
    expect(ringWidth()).toBe('32');
    await pointer('mouseReleased', at(500, 300), { button: 'right' });
    await pointer('mousePressed', at(500, 300));
    expect(ringWidth()).toBe('8');
    await pointer('mouseReleased', at(500, 300));
  });

  test('undo and redo go through mask and marks in the order of drawing', async () => {
    await choose('Arrow');
    await drag([at(200, 300), at(600, 300)]);
    await choose('Brush');
    await drag([at(200, 600), at(600, 600)]);
    await choose('Circle');
    await drag([at(800, 300), at(1200, 700)]);
    await choose('Undo');
    expect([await alphaAt(800, 500), await alphaAt(400, 300)]).toEqual([none, 255]);
    await choose('Undo');
    await painted();
    expect(layerPixel(editor, 'tint', [400, 600])[3]).toBe(none);
    await choose('Undo');
    await painted();
    expect(canvas().checkVisibility()).toBe(false);
    for (const _ of [1, 2, 3]) await choose('Redo');
    expect(kinds()).toEqual(['arrow-mark', 'stroke', 'ellipse-mark']);
    expect([await alphaAt(800, 500), await alphaAt(400, 300)]).toEqual([255, 255]);
  });

  test('Clear takes marks without a mask, and undo brings them back', async () => {
    await choose('Arrow');
    await drag([at(200, 300), at(600, 300)]);
    await choose('Clear');
    await painted();
    expect(canvas().checkVisibility()).toBe(false);
    await choose('Undo');
    expect(await alphaAt(400, 300)).toBe(255);
  });

  test('a mark makes nothing of the mask anew', async () => {
    await drag([at(200, 600), at(600, 600)]);
    const before = editor.model.drawing.maskSteps.value;
    await choose('Arrow');
    await drag([at(200, 300), at(600, 300)]);
    expect(editor.model.drawing.maskSteps.value).toBe(before);
    editor.model.drawing.undo();
    expect(editor.model.drawing.maskSteps.value).toBe(before);
  });

  test('marks are hidden with the mask, and stay at full strength when the mask is faint', async () => {
    await choose('Arrow');
    await drag([at(200, 300), at(600, 300)]);
    await choose('Mask colour');
    await page.getByRole('slider', { name: 'Opacity' }).fill('4');
    expect(getComputedStyle(canvas()).opacity).toBe('1');
    await choose('Hide mask');
    expect(canvas().checkVisibility()).toBe(false);
  });
});

test('a zoomed stage keeps marks where they are in the image, and draws new ones as thick as before on the screen', async () => {
  await choose('Marker');
  await drag([at(700, 600), at(900, 600)]);
  const before = pen().size;
  editor.model.viewport.zoom(5);
  editor.model.viewport.pan(40, -21);
  await painted();
  expect(markPixel(800, 600)).toEqual(red);
  await drag([at(780, 640), at(820, 640)]);
  expect(pen().size).toBeCloseTo(before / 5, 1);
});

describe('with fingers and a pen', () => {
  test('a finger draws; a second one pinches and takes that back', async () => {
    await choose('Arrow');
    await touch('touchStart', [at(300, 300)]);
    await touch('touchMove', [at(900, 700)]);
    await touch('touchEnd', []);
    expect(kinds()).toEqual(['arrow-mark']);
    const time = quickHand();
    await touch('touchStart', [at(300, 900)], time());
    await touch('touchStart', [at(300, 900), at(900, 900)], time());
    await touch('touchMove', [at(200, 900), at(1000, 900)], time());
    await touch('touchEnd', [], time());
    expect(kinds()).toEqual(['arrow-mark']);
    expect(editor.model.activity.painting.value).toBe(false);
  });

  test('a pen draws, and its pressure changes no width', async () => {
    await choose('Marker');
    await drag([at(200, 300), at(900, 300)], { pointerType: 'pen', force: 0.9 });
    expect(kinds()).toEqual(['pen-mark']);
    expect(pen().size).toBeCloseTo(6 / editor.model.viewport.view.value.scale, 1);
  });
});

describe('by keys alone', () => {
  const press = (keys: string) => userEvent.keyboard(keys);
  const said = () =>
    [...editor.root.querySelectorAll('[role=status]')].map((each) => each.textContent).join();

  beforeEach(() => {
    editor.stage.focus();
  });

  test('P, A and Q choose the tools, and [ and ] the width of their line alone', async () => {
    for (const [key, tool] of [
      ['p', 'mark-pen'],
      ['a', 'mark-arrow'],
      ['q', 'mark-ellipse'],
    ] as const) {
      await press(key);
      expect(editor.model.tools.chosen.value).toBe(tool);
    }
    await press(']]]');
    expect(editor.model.tools.options.current.value.markSize).toBe(12);
    expect(editor.model.tools.brushSize.value).toBe(30);
    await expect.element(page.getByRole('slider', { name: 'Line width' })).toHaveValue('12');
    await press('b[[');
    expect(editor.model.tools.options.current.value.markSize).toBe(12);
    expect(editor.model.tools.brushSize.value).toBe(27);
  });

  test('an arrow goes from one Space to the next and is said', async () => {
    await press('a');
    await press(' ');
    expect(said()).toContain('Arrow from 800, 600');
    await press('{ArrowRight}{ArrowRight}{ArrowDown}');
    await press(' ');
    const { from, to } = arrow();
    expect([from.x, from.y]).toEqual([800, 600]);
    expect(to.x).toBeGreaterThan(850);
    expect(to.y).toBeGreaterThan(620);
    expect(said()).toMatch(/Arrow to \d+, \d+/);
  });

  test('an arrow that went nowhere is nothing, and that is said', async () => {
    await press('a');
    await press(' ');
    await press(' ');
    expect(kinds()).toEqual([]);
    expect(said()).toContain('Too small, nothing drawn');
  });

  test('Enter is a dot of the marker, Escape ends a circle as it is', async () => {
    await press('p{Enter}');
    expect(said()).toContain('Dot painted at 800, 600');
    await press('q');
    await press(' ');
    await press('{ArrowRight}{ArrowDown}{Escape}');
    expect(kinds()).toEqual(['pen-mark', 'ellipse-mark']);
  });

  test('the arrow keys of the toolbar walk through the colours without choosing, Space chooses', async () => {
    await press('a');
    const radio = (name: string) => page.getByRole('radio', { name }).element();
    const first = radio('Red');
    if (first instanceof HTMLElement) first.focus();
    await press('{ArrowRight}');
    expect(document.activeElement).toBe(radio('Yellow'));
    expect(editor.model.tools.options.current.value.markColour).toBe('red');
    await press(' ');
    expect(editor.model.tools.options.current.value.markColour).toBe('yellow');
    expect(radio('Yellow').getAttribute('aria-checked')).toBe('true');
  });
});

describe('the box that may change though nothing is masked', () => {
  const box = { x: 400, y: 300, width: 600, height: 450 };
  const frame = () => editor.stage.querySelector('.mask-change')?.getBoundingClientRect();

  test('is shown where it is, follows the view, and hides with the mask', async () => {
    editor.rerender({ changeBox: signal(box) });
    editor.model.viewport.zoom(3);
    await painted();
    const [left, top] = at(box.x, box.y);
    const [right, bottom] = at(box.x + box.width, box.y + box.height);
    for (const [is, should] of [
      [frame()?.left, left],
      [frame()?.top, top],
      [frame()?.right, right],
      [frame()?.bottom, bottom],
    ]) {
      expect(Math.abs((is ?? 0) - (should ?? 0))).toBeLessThan(1);
    }
    await choose('Hide mask');
    await settled(() => frame() === undefined);
  });

  test('is what a preview is shown in', async () => {
    const url = await pictureUrl({ width: 50, height: 50 }, ['#00f', '#00f']);
    editor.rerender({ overlay: { url, rect: { x: 0, y: 0, ...photo }, inside: box } });
    await settled(() => layerPixel(editor, 'preview', [700, 500])[2] === 255);
    expect(layerPixel(editor, 'preview', [300, 500])[3]).toBe(none);
  });
});

describe('where the model sees no marks', () => {
  test('their tools and keys are not there, and a chosen one becomes the brush', async () => {
    await choose('Arrow');
    takesMarks.value = false;
    await settled(() => editor.model.tools.chosen.value === 'brush');
    expect(button('Arrow').elements()).toEqual([]);
    editor.stage.focus();
    await userEvent.keyboard('a');
    expect(editor.model.tools.chosen.value).toBe('brush');
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog')).not.toHaveTextContent('Arrow by 45°');
  });

  test('marks that are there stay, faded, and are undone as before', async () => {
    await choose('Arrow');
    await drag([at(200, 300), at(600, 300)]);
    takesMarks.value = false;
    await settled(() => getComputedStyle(canvas()).opacity === '0.35');
    expect(await alphaAt(400, 300)).toBe(255);
    await choose('Undo');
    await settled(() => !canvas().checkVisibility());
  });
});

describe('hardships', () => {
  test('places that are no numbers are left out', () => {
    const target = { model: editor.model, showSketch: () => undefined };
    const sample = (x: number, y: number) => ({
      stage: stagePoint(x, y),
      image: imagePoint(x, y),
      pressure: 0.5,
      shift: false,
    });
    for (const tool of markTools) {
      const gesture = drawMarkWith(tool, target);
      for (const [x, y] of [
        [Number.NaN, 5],
        [300, 300],
        [Number.POSITIVE_INFINITY, 7],
        [900, 700],
        [Number.NaN, Number.NaN],
      ] as const)
        gesture.move([sample(x, y)]);
      gesture.end();
      drawMarkWith(tool, target).end();
    }
    expect(kinds()).toEqual(['pen-mark', 'arrow-mark', 'ellipse-mark']);
    expect(JSON.stringify(steps())).not.toContain('null');
  });

  test('a marker’s line of 10,000 points is drawn and kept', async () => {
    await choose('Marker');
    await pointer('mouseMoved', at(100, 600), {}, false);
    await pointer('mousePressed', at(100, 600));
    await painted();
    const [x, y] = at(800, 600);
    const move = (i: number) =>
      editor.stage.dispatchEvent(
        new PointerEvent('pointermove', {
          pointerId: 1,
          pointerType: 'mouse',
          buttons: 1,
          clientX: x + 100 * Math.cos(i / 100),
          clientY: y + 60 * Math.sin(i / 37),
        }),
      );
    for (let i = 0; i < 10_000; i++) move(i);
    await painted();
    await pointer('mouseReleased', at(800, 600));
    expect(pen().points.length).toBeGreaterThan(9_000);
    await painted();
    expect(markPixel(100, 600)).toEqual(red);
  });

  test('a panel that is resized while an arrow is drawn goes on with it in the right place', async () => {
    await choose('Arrow');
    await pointer('mouseMoved', at(300, 300), {}, false);
    await pointer('mousePressed', at(300, 300));
    await pointer('mouseMoved', at(500, 500));
    editor.root.style.inlineSize = '300px';
    await settled(() => editor.model.viewport.stage.value.width < 300);
    await painted();
    await pointer('mouseMoved', at(1000, 500));
    await painted();
    expect(markPixel(650, 400)).toEqual(red);
    await pointer('mouseReleased', at(1000, 500));
    expect(Math.hypot(arrow().to.x - 1000, arrow().to.y - 500)).toBeLessThan(3);
  });

  test('a mark wholly outside of the image is not kept', async () => {
    await choose('Circle');
    editor.model.drawing.add({ kind: 'pen-mark', colour: 'red', size: 10, points: [[-500, -500]] });
    editor.model.drawing.add({
      kind: 'pen-mark',
      colour: 'red',
      size: 10,
      points: [[Number.NaN, 3]],
    });
    expect(kinds()).toEqual([]);
  });

  test('a new density of the screen draws marks as sharp as it is', async () => {
    await choose('Arrow');
    await drag([at(300, 300), at(1000, 300)]);
    await setDensity(2);
    await drag([at(300, 600), at(1000, 600)]);
    await settled(() => canvas().width > 1.9 * editor.stage.clientWidth);
    expect(await alphaAt(600, 300)).toBe(255);
    await setDensity(0);
  });
});
