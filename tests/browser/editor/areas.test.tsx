import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { rectOf } from '../../../utils/base/geometry';
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

beforeEach(async () => {
  editor = await showEditor(photo);
  await userEvent.click(button('More tools'));
});
afterEach(() => editor.close());

const steps = () => editor.model.drawing.maskSteps.value;
const kinds = () => steps().map(({ kind }) => kind);
const waitForSteps = (count: number) => settled(() => steps().length === count);

function coverageAt(...places: readonly (readonly [number, number])[]): number[] {
  const { data } = renderCoverage(steps(), rectOf(photo));
  return places.map(([x, y]) => data[y * photo.width + x] ?? -1);
}

async function click(place: readonly [number, number], modifiers = 0): Promise<void> {
  await drag([editor.at(...place)], { modifiers });
}

/** Bits as in CDP. */
const alt = 1;
const shift = 8;

/** A picture of flat patches: two blue ones, left and right, on orange. */
async function patchesUrl(size = photo): Promise<string> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#f80';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#04c';
  context.fillRect(100, 100, 300, 200);
  context.fillRect(1000, 600, 400, 300);
  context.fillStyle = '#0850d4'; // near the blue
  context.fillRect(400, 100, 100, 200);
  return URL.createObjectURL(await canvas.convertToBlob());
}

const showPatches = async () => {
  const url = await patchesUrl();
  editor.rerender({ image: { url, ...photo } });
  return url;
};

describe('the ellipse', () => {
  test('covers what lies inside of its box and not the corners', async () => {
    await userEvent.click(button('Ellipse'));
    await drag([editor.at(200, 200), editor.at(1000, 800)]);
    expect(kinds()).toEqual(['ellipse']);
    expect(coverageAt([600, 500], [600, 210], [215, 215], [990, 790])).toEqual([255, 255, 0, 0]);
    await painted();
    expect(layerPixel(editor, 'tint', [600, 500])[3]).toBe(255);
    expect(layerPixel(editor, 'tint', [220, 220])[3]).toBe(0);
  });

  test('takes away with Alt, with the Subtract button, and adds with Shift in spite of it', async () => {
    await userEvent.click(button('Select all'));
    await userEvent.click(button('Ellipse'));
    await drag([editor.at(200, 200), editor.at(600, 500)], { modifiers: alt });
    await userEvent.click(button('Subtract'));
    await drag([editor.at(800, 200), editor.at(1200, 500)]);
    await drag([editor.at(900, 300), editor.at(1100, 400)], { modifiers: shift });
    expect(coverageAt([400, 350], [850, 350], [1000, 350], [50, 50])).toEqual([0, 0, 255, 255]);
  });
});

describe('the lasso by clicks', () => {
  const corners: [number, number][] = [
    [300, 300],
    [1200, 320],
    [1200, 900],
    [310, 880],
  ];
  beforeEach(async () => {
    await userEvent.click(button('Lasso'));
  });

  test('is closed by Enter', async () => {
    for (const corner of corners) await click(corner);
    expect(steps()).toEqual([]);
    await painted();
    expect(layerPixel(editor, 'tint', [700, 600])[3]).toBe(255); // shown before it is closed
    await userEvent.keyboard('{Enter}');
    expect(kinds()).toEqual(['polygon']);
    expect(coverageAt([700, 600], [250, 600])).toEqual([255, 0]);
  });

  test('is closed by a click on the first corner', async () => {
    for (const corner of corners) await click(corner);
    await click([305, 305]);
    const [outline] = steps();
    expect(outline?.kind === 'polygon' && outline.points).toHaveLength(4);
  });

  test('is closed by a double click', async () => {
    for (const corner of corners) await click(corner);
    await userEvent.dblClick(editor.stage, { position: { x: 180, y: 120 } });
    expect(kinds()).toEqual(['polygon']);
  });

  test('gives corners back by Backspace and is left by Escape', async () => {
    for (const corner of corners) await click(corner);
    await userEvent.keyboard('{Backspace}');
    await userEvent.keyboard('{Enter}');
    const [outline] = steps();
    expect(outline?.kind === 'polygon' && outline.points).toHaveLength(3);
    for (const corner of corners) await click(corner);
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('{Enter}');
    expect(kinds().filter((kind) => kind === 'polygon')).toHaveLength(1);
  });

  test('is dropped with fewer than three corners, and by another tool', async () => {
    for (const corner of corners.slice(0, 2)) await click(corner);
    await userEvent.keyboard('{Enter}');
    expect(steps()).toEqual([]);
    for (const corner of corners) await click(corner);
    await userEvent.click(button('Brush'));
    await painted();
    expect(layerPixel(editor, 'tint', [700, 600])[3]).toBe(0);
    expect(steps()).toEqual([]);
  });

  test('is in sight between its corners although the mask is hidden', async () => {
    const tint = editor.stage.querySelector('.mask-tint');
    await userEvent.keyboard('m');
    await settled(() => tint?.checkVisibility() === false);
    await click([300, 300]);
    await settled(() => tint?.checkVisibility() === true);
    await userEvent.keyboard('{Escape}');
    await settled(() => tint?.checkVisibility() === false);
  });

  test('is closed when its picture goes, so that nothing is lost', async () => {
    for (const corner of corners) await click(corner);
    editor.close();
    expect(kinds()).toEqual(['polygon']);
  });

  test('takes a dragged stretch among its corners', async () => {
    await click([300, 300]);
    await drag([editor.at(900, 300), editor.at(1000, 400), editor.at(900, 800)]);
    await click([300, 800]);
    await userEvent.keyboard('{Enter}');
    expect(coverageAt([600, 600], [960, 420])).toEqual([255, 255]);
  });

  test('takes away with Alt', async () => {
    await userEvent.click(button('Select all'));
    for (const corner of corners) await click(corner, alt);
    await userEvent.keyboard('{Enter}');
    expect(coverageAt([700, 600], [250, 600])).toEqual([0, 255]);
  });

  test('can be drawn by keys alone', async () => {
    editor.stage.focus();
    await userEvent.keyboard(
      ' {ArrowRight}{ArrowRight}{ArrowRight} {ArrowDown}{ArrowDown} {Enter}',
    );
    const [outline] = steps();
    expect(outline?.kind === 'polygon' && outline.points).toHaveLength(3);
  });
});

describe('the magic wand', () => {
  beforeEach(async () => {
    await showPatches();
    await userEvent.click(button('Magic wand'));
  });

  test('selects the patch that was clicked, exactly', async () => {
    await page.getByRole('slider', { name: 'Tolerance' }).fill('4');
    await click([250, 200]);
    await waitForSteps(1);
    const { data } = renderCoverage(steps(), rectOf(photo));
    const wrong = data.findIndex((value, i) => {
      const [x, y] = [i % photo.width, Math.floor(i / photo.width)];
      return value !== (x >= 100 && x < 400 && y >= 100 && y < 300 ? 255 : 0);
    });
    expect(wrong).toBe(-1);
    await painted();
    expect(layerPixel(editor, 'tint', [250, 200])[3]).toBe(255);
    expect(layerPixel(editor, 'tint', [450, 200])[3]).toBe(0);
  });

  test('takes in near colours by its tolerance', async () => {
    await page.getByRole('slider', { name: 'Tolerance' }).fill('20');
    await click([250, 200]);
    await waitForSteps(1);
    expect(coverageAt([450, 200], [1200, 700], [50, 50])).toEqual([255, 0, 0]);
  });

  test('selects patches that do not hang together where it may', async () => {
    await userEvent.click(button('Connected only'));
    await click([250, 200]);
    await waitForSteps(1);
    expect(coverageAt([250, 200], [1200, 700], [50, 50])).toEqual([255, 255, 0]);
  });

  test('takes away with Alt and is undone as one step', async () => {
    await userEvent.click(button('Select all'));
    await click([1200, 700], alt);
    await waitForSteps(2);
    expect(coverageAt([1200, 700], [50, 50])).toEqual([0, 255]);
    await userEvent.click(button('Undo'));
    expect(coverageAt([1200, 700])).toEqual([255]);
    await userEvent.click(button('Redo'));
    expect(coverageAt([1200, 700])).toEqual([0]);
  });

  test('is used by keys', async () => {
    editor.stage.focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await waitForSteps(1);
    expect(kinds()).toEqual(['runs']);
  });

  test('outside of the image selects nothing', async () => {
    const box = editor.stage.getBoundingClientRect();
    await drag([[box.left + 4, box.top + 4]]);
    await click([250, 200]);
    await waitForSteps(1);
  });

  test('says what it can not do where the picture can not be read', async () => {
    editor.rerender({ image: { url: 'blob:nothing', ...photo } });
    await click([250, 200]);
    await expect.element(page.getByText(/did not work/)).toBeVisible();
  });

  test('stores a picture of 1 px as one cell', async () => {
    editor.close();
    editor = await showEditor({ width: 1, height: 1 });
    editor.model.tools.chosen.value = 'wand';
    await click([0.5, 0.5]);
    await waitForSteps(1);
    expect([...renderCoverage(steps(), { x: 0, y: 0, width: 1, height: 1 }).data]).toEqual([255]);
  });
});

test('the wand works on fewer pixels above 12 megapixels, and says so', async () => {
  editor.close();
  const large = { width: 6000, height: 4000 };
  editor = await showEditor(large);
  editor.rerender({ image: { url: await patchesUrl(large), ...large } });
  editor.model.tools.chosen.value = 'wand';
  await click([1200, 700]);
  await settled(() => steps().length === 1);
  const [area] = steps();
  if (area?.kind !== 'runs') throw new Error('no area');
  expect(area.grid.width).toBeLessThan(area.rect.width);
  expect(Math.abs(area.rect.x - 1000)).toBeLessThan(4);
  expect(Math.abs(area.rect.width - 400)).toBeLessThan(6);
  await expect.element(page.getByText(/Large image: computed at 7\d/)).toBeVisible();
}, 20_000);

describe('changes of the whole mask', () => {
  beforeEach(() => {
    const rect = { x: 400, y: 400, width: 200, height: 100 };
    editor.model.drawing.add({ kind: 'rectangle', mode: 'add', rect });
  });

  test('grow and shrink move every edge by the same distance', async () => {
    await userEvent.click(button('Grow'));
    await waitForSteps(2);
    // 1,600 px / 400 = 4 px
    expect(coverageAt([396, 450], [395, 450], [603, 450], [604, 450], [500, 503])).toEqual([
      255, 0, 255, 0, 255,
    ]);
    await userEvent.click(button('Shrink'));
    await waitForSteps(3);
    expect(coverageAt([400, 450], [399, 450], [599, 450], [600, 450])).toEqual([255, 0, 255, 0]);
    await userEvent.click(button('Undo'));
    expect(coverageAt([396, 450])).toEqual([255]);
  });

  test('shrinking to nothing clears the mask', async () => {
    editor.model.drawing.clear();
    editor.model.drawing.add({
      kind: 'rectangle',
      mode: 'add',
      rect: { x: 9, y: 9, width: 5, height: 5 },
    });
    await userEvent.click(button('Shrink'));
    await settled(() => editor.model.drawing.isEmpty.value);
    expect(kinds().at(-1)).toBe('clear');
  });

  test('shrinking does not pull the mask off the edge of the image', async () => {
    await userEvent.click(button('Select all'));
    await userEvent.click(button('Shrink'));
    await waitForSteps(3);
    expect(coverageAt([0, 0], [1599, 1199])).toEqual([255, 255]);
  });

  test('what is painted while the mask grows is not lost', async () => {
    await userEvent.click(button('Grow'));
    editor.model.drawing.add({
      kind: 'rectangle',
      mode: 'add',
      rect: { x: 900, y: 900, width: 50, height: 50 },
    });
    await settled(() => kinds().at(-1) === 'runs');
    expect(coverageAt([396, 450], [925, 925], [896, 925])).toEqual([255, 255, 255]);
  });

  test('the masked part is said in per cent and px', async () => {
    await expect.element(page.getByText('1.04% · 20,000 px')).toBeVisible();
    await userEvent.click(button('Invert'));
    await expect.element(page.getByText('99% · 1,900,000 px')).toBeVisible();
  });

  test('hiding the mask hides it from sight only', async () => {
    const tint = editor.stage.querySelector<HTMLCanvasElement>('.mask-tint');
    await userEvent.click(button('Hide mask'));
    expect(tint?.checkVisibility()).toBe(false);
    await userEvent.keyboard('m');
    await settled(() => tint?.checkVisibility() === true);
    expect(kinds()).toEqual(['rectangle']);
  });

  test('a file of the mask is read back as the same mask', async () => {
    const { model } = editor;
    model.drawing.add({
      kind: 'ellipse',
      mode: 'add',
      rect: { x: 700, y: 50, width: 333, height: 222 },
    });
    const before = renderCoverage(steps(), rectOf(photo)).data.map((v) => (v >= 128 ? 255 : 0));
    const saved = await catchDownload(() => userEvent.click(button('Export mask')));
    expect(saved.name).toBe('mask.png');
    model.drawing.clear();
    await chooseFile(saved.blob, () => userEvent.click(button('Import mask')));
    await settled(() => kinds().at(-1) === 'runs');
    const after = renderCoverage(steps(), rectOf(photo)).data;
    expect(after.findIndex((value, i) => value !== before[i])).toBe(-1);
  });

  test('a file that is no picture changes nothing and is said so', async () => {
    const file = new Blob(['no picture'], { type: 'image/png' });
    await chooseFile(file, () => userEvent.click(button('Import mask')));
    await expect.element(page.getByText(/did not work/)).toBeVisible();
    expect(kinds()).toEqual(['rectangle']);
  });
});

test('what differs between two versions becomes the mask', async () => {
  const plain = await pictureUrl(photo, ['#f80', '#f80']);
  await showPatches();
  expect(button('Mask what differs').query()).toBeNull();
  editor.rerender({ otherUrl: plain });
  await userEvent.click(button('Mask what differs'));
  await waitForSteps(1);
  expect(coverageAt([250, 200], [1200, 700], [50, 50])).toEqual([255, 255, 0]);
});

test('that it can be masked moves nothing, in a panel of 360 px with more tools', async () => {
  editor.close();
  editor = await showEditor(photo, { width: 336, height: 700 }); // 12 px on either side are the panel's
  await userEvent.click(button('More tools'));
  const place = () => editor.stage.getBoundingClientRect().toJSON();
  await expect.element(button('Select all')).toBeVisible();
  const before = place();
  editor.rerender({ otherUrl: await pictureUrl(photo, ['#f80', '#f80']) });
  await expect.element(button('Mask what differs')).toBeVisible();
  expect(place()).toEqual(before);
});

test('250 steps of all kinds are undone and redone one by one', async () => {
  const { model } = editor;
  const rect = { x: 20, y: 20, width: 40, height: 40 };
  for (let i = 0; i < 50; i++) {
    model.drawing.add({ kind: 'ellipse', mode: 'add', rect: { ...rect, x: 20 + i } });
    model.drawing.add({
      kind: 'runs',
      mode: i % 2 ? 'add' : 'subtract',
      rect,
      grid: { width: 40, height: 40 },
      lengths: Uint32Array.of(0, 1600),
    });
    model.drawing.invert();
    model.drawing.add({ kind: 'rectangle', mode: 'subtract', rect });
    model.drawing.selectAll();
  }
  for (let i = 0; i < 250; i++) model.drawing.undo();
  await painted();
  expect(model.drawing.isEmpty.value && model.drawing.history.value.undone.length).toBe(250);
  for (let i = 0; i < 250; i++) model.drawing.redo();
  await painted();
  expect(layerPixel(editor, 'tint', [800, 600])[3]).toBe(255);
});

test('a finger that taps twice looks closer, and back, leaves no dot and keeps what can be redone', async () => {
  const [x, y] = editor.at(800, 600);
  const { drawing } = editor.model;
  drawing.selectAll();
  drawing.undo();
  const before = drawing.history.value;
  // The hand's own times: a busy machine must not make slow taps of quick ones.
  const tapTwice = async () => {
    const start = Date.now();
    for (const time of [start, start + 120]) {
      await touch('touchStart', [[x, y]], time);
      await touch('touchEnd', [], time + 40);
    }
  };
  await tapTwice();
  await settled(() => !editor.model.viewport.isFitted.value);
  expect(drawing.history.value).toEqual(before);
  await settled(() => Math.abs(editor.at(800, 600)[0] - x) < 1);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await tapTwice();
  await settled(() => editor.model.viewport.isFitted.value);
  drawing.redo();
  expect(kinds()).toEqual(['rectangle']);
});

test('a finger that taps twice with a pause between leaves two dots', async () => {
  const [x, y] = editor.at(800, 600);
  const start = Date.now();
  for (const time of [start, start + 600]) {
    await touch('touchStart', [[x, y]], time);
    await touch('touchEnd', [], time + 40);
  }
  await settled(() => steps().length === 2);
  expect(editor.model.viewport.isFitted.value).toBe(true);
});

test('the pointer that leaves while a lasso waits keeps its corners', async () => {
  await userEvent.click(button('Lasso'));
  await click([300, 300]);
  await pointer('mouseMoved', [2, 2], {}, false);
  await click([900, 300]);
  await click([900, 900]);
  await userEvent.keyboard('{Enter}');
  const [outline] = steps();
  expect(outline?.kind === 'polygon' && outline.points).toHaveLength(3);
});

/** Runs `act` and catches the file that it saves instead of having it on the disk. */
async function catchDownload(act: () => Promise<unknown>): Promise<{ name: string; blob: Blob }> {
  const saved = new Promise<{ name: string; url: string }>((resolve) => {
    const original = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function catchClick() {
      HTMLAnchorElement.prototype.click = original;
      resolve({ name: this.download, url: this.href });
    };
  });
  await act();
  const { name, url } = await saved;
  return { name, blob: await (await fetch(url)).blob() };
}

/** Runs `act` and answers the file dialog that it opens. */
async function chooseFile(file: Blob, act: () => Promise<unknown>): Promise<void> {
  const original = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function answer() {
    HTMLInputElement.prototype.click = original;
    const transfer = new DataTransfer();
    transfer.items.add(new File([file], 'mask.png', { type: file.type }));
    this.files = transfer.files;
    this.dispatchEvent(new Event('change'));
  };
  await act();
}
