import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SelectTasks } from '../../../components/editor/areas/select-tasks';
import { createWorkerClient } from '../../../components/editor/areas/worker-tasks';
import { rectOf } from '../../../utils/base/geometry';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import { emptyDrawing } from '../../../utils/drawing/steps';
import {
  button,
  drag,
  painted,
  pointer,
  type ShownEditor,
  setDensity,
  settled,
  showEditor,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;

const scenes = new Map<boolean, Promise<Blob>>();

async function sceneUrl(isDark: boolean): Promise<string> {
  const scene = scenes.get(isDark) ?? drawScene(isDark);
  scenes.set(isDark, scene);
  return URL.createObjectURL(await scene);
}

/** A disc of two colours and a box, on a lively ground; `dark` or light. */
async function drawScene(isDark: boolean): Promise<Blob> {
  const canvas = new OffscreenCanvas(photo.width, photo.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  for (let y = 0; y < photo.height; y += 20) {
    for (let x = 0; x < photo.width; x += 20) {
      const tone = ((x * 7 + y * 13) % 17) - 8 + (isDark ? 34 : 214);
      context.fillStyle = `rgb(${tone}, ${tone + 4}, ${tone})`;
      context.fillRect(x, y, 20, 20);
    }
  }
  context.fillStyle = '#c33';
  context.beginPath();
  context.arc(500, 500, 200, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#26c';
  context.fillRect(1100, 700, 300, 240);
  return canvas.convertToBlob();
}

async function show(isDark = false): Promise<void> {
  editor = await showEditor(photo);
  editor.rerender({ image: { url: await sceneUrl(isDark), ...photo } });
  await userEvent.hover(editor.stage);
  await userEvent.keyboard('s');
}

beforeEach(() => show());
afterEach(() => editor.close());

const steps = () => editor.model.drawing.maskSteps.value;
const waitForSteps = (count: number) => settled(() => steps().length === count);
const maskedAt = (...places: readonly (readonly [number, number])[]): number[] => {
  const { data } = renderCoverage(steps(), rectOf(photo));
  return places.map(([x, y]) => data[y * photo.width + x] ?? -1);
};
const maskedPixels = () =>
  renderCoverage(steps(), rectOf(photo)).data.reduce((sum, value) => sum + value, 0) / 255;
const hover = (x: number, y: number, modifiers = 0) =>
  pointer('mouseMoved', editor.at(x, y), { modifiers }, false);
const click = (x: number, y: number, modifiers = 0) => drag([editor.at(x, y)], { modifiers });
const disc = Math.PI * 200 ** 2;
const box = 300 * 240;
const alt = 1;

/** Alpha and colour of the two canvases that show what a click would take. */
function shownAt(x: number, y: number) {
  return ['choice', 'choice-edge'].map((layer) => {
    const canvas = editor.stage.querySelector(`canvas.mask-${layer}`);
    if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return [0, 0, 0, 0];
    const [left, top] = editor.at(x, y);
    const frame = editor.stage.getBoundingClientRect();
    const density = canvas.width / frame.width;
    const context = canvas.getContext('2d');
    return [...(context?.getImageData((left - frame.left) * density, (top - frame.top) * density, 1, 1).data ?? [])]; // biome-ignore format: one read
  });
}
const isShown = (x: number, y: number) => shownAt(x, y)[0]?.[3] === 255;

describe('the worker', () => {
  const start = () =>
    createWorkerClient<SelectTasks>(
      () =>
        new Worker(new URL('../../../components/editor/areas/select-worker.ts', import.meta.url), {
          type: 'module',
        }),
    );

  test('has what a click would take made ready, as it would be made at once, and not for another place', async () => {
    const url = await sceneUrl(false);
    const argument = (x: number, y: number) => ({
      ...{ url, image: photo, mask: emptyDrawing, earlier: [], size: 0 },
      hint: { kind: 'touch', mode: 'add', points: [{ x, y }] } as const,
    });
    const [prepared, fresh] = [start(), start()];
    try {
      await prepared.run('ready', argument(500, 500));
      for (const [x, y] of [
        [500, 500],
        [1250, 800],
        [500, 500],
      ] as const)
        expect(await prepared.run('take', argument(x, y))).toEqual(await fresh.run('take', argument(x, y))); // biome-ignore format: one line
    } finally {
      prepared.close();
      fresh.close();
    }
  });
});

describe('the pointer', () => {
  test('rests on a thing, and then a click takes the same as without a rest', async () => {
    await click(500, 500);
    await waitForSteps(1);
    const atOnce = maskedPixels();
    await userEvent.keyboard('{Control>}z{/Control}');
    const asked = vi.spyOn(Worker.prototype, 'postMessage');
    await hover(505, 505);
    await settled(() => asked.mock.calls.some(([message]) => message.task === 'ready'));
    await click(505, 505);
    await waitForSteps(1);
    expect(maskedPixels()).toBe(atOnce);
    asked.mockRestore();
  });

  test('draws a stroke whose beginning is worked out ahead, once, and takes what all of it shows', async () => {
    const asked = vi.spyOn(Worker.prototype, 'postMessage');
    const strokes = () =>
      asked.mock.calls.flatMap(([{ task, argument }]) =>
        argument.hint?.points.length > 1 ? [[task, argument.hint.points.length]] : [],
      );
    const at = ([x, y]: readonly [number, number]) => editor.at(x, y);
    await drag(([[480, 500], [500, 490], [520, 500], [540, 490], [550, 500], [560, 490]] as const).map(at)); // biome-ignore format: one way
    await waitForSteps(1);
    expect(strokes()).toEqual([
      ['ready', 3],
      ['take', 6],
    ]);
    expect(Math.abs(maskedPixels() - disc) / disc).toBeLessThan(0.02);
    asked.mockRestore();
  });

  test('shows what a click would take, and nothing of it is masked yet', async () => {
    await hover(500, 500);
    await settled(() => isShown(500, 500));
    expect(isShown(360, 500)).toBe(true);
    expect([isShown(800, 500), isShown(1250, 800)]).toEqual([false, false]);
    expect(steps()).toEqual([]);
    await hover(1250, 800);
    await settled(() => isShown(1250, 800));
    expect(isShown(500, 500)).toBe(false);
  });

  test('shows nothing any more where it has left the stage, or with another tool', async () => {
    await hover(500, 500);
    await settled(() => isShown(500, 500));
    await pointer('mouseMoved', [10, 600], {}, false);
    await settled(() => !isShown(500, 500));
    await hover(500, 500);
    await settled(() => isShown(500, 500));
    await userEvent.keyboard('b');
    await settled(() => !isShown(500, 500));
  });

  test('takes exactly the thing that it is on, to its edge, as one step', async () => {
    await click(500, 500);
    await waitForSteps(1);
    expect(steps()[0]?.kind).toBe('runs');
    expect(Math.abs(maskedPixels() - disc) / disc).toBeLessThan(0.02);
    expect(maskedAt([500, 305], [500, 295], [695, 500], [705, 500], [1250, 800])).toEqual([
      255, 0, 255, 0, 0,
    ]);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(steps()).toEqual([]);
  });

  test('adds a second thing, and takes one away with Alt', async () => {
    await click(500, 500);
    await waitForSteps(1);
    await click(1250, 800);
    await waitForSteps(2);
    expect(Math.abs(maskedPixels() - disc - box) / (disc + box)).toBeLessThan(0.02);
    await click(500, 500, alt);
    await waitForSteps(3);
    expect(Math.abs(maskedPixels() - box) / box).toBeLessThan(0.03);
    expect(maskedAt([500, 500], [1250, 800])).toEqual([0, 255]);
  });

  test('takes the thing within a loose loop', async () => {
    const loop = Array.from({ length: 25 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 24;
      return editor.at(1250 + 260 * Math.cos(angle), 820 + 230 * Math.sin(angle));
    });
    await drag(loop);
    await waitForSteps(1);
    expect(Math.abs(maskedPixels() - box) / box).toBeLessThan(0.03);
    expect(maskedAt([1120, 720], [1050, 820])).toEqual([255, 0]);
  });

  test('outside of the image takes nothing', async () => {
    const frame = editor.stage.getBoundingClientRect();
    await drag([[frame.left + 4, frame.top + 4]]);
    await click(500, 500);
    await waitForSteps(1);
  });
});

test('the wheel and the brackets make it larger and smaller', async () => {
  await hover(500, 500);
  await settled(() => isShown(500, 500));
  await userEvent.keyboard('[[[[[[[[');
  expect(editor.model.tools.selectSize.value).toBe(-4);
  const around = Array.from({ length: 24 }, (_, i) => (2 * Math.PI * i) / 24);
  const shownAround = () =>
    around.filter((angle) => isShown(500 + 150 * Math.cos(angle), 500 + 150 * Math.sin(angle)));
  await settled(() => isShown(500, 500) && shownAround().length < 16);
  await click(500, 500);
  await waitForSteps(1);
  expect(maskedPixels()).toBeLessThan(0.7 * disc);
  expect(maskedPixels()).toBeGreaterThan(0);
  expect(editor.model.tools.selectSize.value).toBe(0);
  editor.stage.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true }));
  expect(editor.model.tools.selectSize.value).toBe(1);
  editor.stage.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true }));
  expect(editor.model.tools.selectSize.value).toBe(0);
});

test('the keys go from thing to thing and take one, and a screen reader hears how much', async () => {
  /** Where the keys are, as it is said. */
  const placeSaid = () => {
    const said = editor.stage.parentElement?.querySelector('[role=status]')?.textContent;
    const [, x, y] = /(\d+), (\d+)$/.exec(said ?? '') ?? [];
    return x && y ? ([Number(x), Number(y)] as const) : undefined;
  };
  /** Someone who looks before the next press: on until what is there is shown. */
  const press = async (keys: string) => {
    const before = placeSaid()?.join();
    await userEvent.keyboard(keys);
    await settled(() => ![undefined, before].includes(placeSaid()?.join()));
    await settled(() => isShown(...(placeSaid() ?? [0, 0])));
  };
  editor.stage.focus();
  await press('{Shift>}{ArrowLeft}{/Shift}');
  for (let i = 0; i < 12 && !isShown(500, 500); i++) await press('{ArrowLeft}');
  expect(isShown(500, 500)).toBe(true);
  await userEvent.keyboard('{Enter}');
  await waitForSteps(1);
  expect(Math.abs(maskedPixels() - disc) / disc).toBeLessThan(0.02);
  await expect.element(page.getByText(/^Selected: 6.\d% of the image$/)).toBeInTheDocument();
});

test('is found among the tools, with its key, and its options take away', async () => {
  await userEvent.click(button('Brush'));
  await userEvent.click(button('Select'));
  expect(editor.model.tools.chosen.value).toBe('select');
  await expect
    .element(page.getByRole('slider', { name: 'Size of the selection' }))
    .toBeInTheDocument();
  await userEvent.click(button('Select all'));
  await userEvent.click(button('Subtract'));
  await click(500, 500);
  await waitForSteps(2);
  expect(maskedAt([500, 500], [1250, 800])).toEqual([0, 255]);
});

test('says what it can not do where the picture can not be read', async () => {
  editor.rerender({ image: { url: 'blob:nothing', ...photo } });
  await click(500, 500);
  await expect.element(page.getByText(/did not work/)).toBeVisible();
  expect(steps()).toEqual([]);
});

test('the page is never kept waiting while a picture is read and things are found', async () => {
  let longest = 0;
  let last = performance.now();
  let isWatching = true;
  const watch = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (isWatching) setTimeout(watch, 0);
  };
  watch();
  const answer = settled(() => isShown(500, 500));
  await hover(500, 500);
  await answer;
  isWatching = false;
  expect(longest).toBeLessThan(150); // a busy machine's own pauses included; cutting the picture up takes longer
});

test.each([true, false])('is seen on a picture that is dark: %s', async (isDark) => {
  editor.close();
  await setDensity(0);
  await show(isDark);
  await hover(500, 500);
  await settled(() => isShown(500, 500));
  await painted();
  // Along the edge there are dark and light dashes, whatever is below.
  const tones = Array.from({ length: 360 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 360;
    return shownAt(500 + 203 * Math.cos(angle), 500 + 203 * Math.sin(angle))[1] ?? [];
  }).filter(([, , , alpha]) => alpha === 255);
  expect(tones.filter(([red = 0]) => red > 200).length).toBeGreaterThan(20);
  expect(tones.filter(([red = 255]) => red < 60).length).toBeGreaterThan(20);
});
