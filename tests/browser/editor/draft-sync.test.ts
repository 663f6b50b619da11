import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMaskEditorModel, type MaskEditorModel } from '../../../components/editor/core/model';
import { storeToolAndPlace, syncDraft, toolOf } from '../../../components/session/draft-sync';
import { imagePoint } from '../../../utils/base/geometry';
import type { MaskStep } from '../../../utils/drawing/steps';
import { type Library, openLibrary } from '../../../utils/library/database';
import { changeDraft, type DraftChange, readDraft } from '../../../utils/library/drafts';
import { failWrites, type Write } from '../../support/failing-writes';
import { settled } from './editor-fixture';

const imageSize = { width: 400, height: 300 };
const name = 'draft-sync-test';
const libraries: Library[] = [];
const stops: (() => void)[] = [];

/** One panel: its own connection to the library, its own model. */
async function openPanel(fails: (write: Write) => boolean = () => false) {
  const library = openLibrary(name);
  failWrites(library, fails);
  libraries.push(library);
  const draft = await readDraft(library, 'image');
  const prompt = signal(draft.prompt);
  const crop = signal(draft.cropWish);
  const accepted: number[] = [];
  const errors: unknown[] = [];
  const mended = { count: 0 };
  const change = (draftChange: DraftChange) => changeDraft(library, 'image', draftChange);
  const sync = syncDraft({
    library,
    draft: { ...draft, id: 'image' },
    change,
    mask: () => mask,
    prompt,
    onPrompt: (text) => {
      prompt.value = text;
    },
    onCrop: (wish) => {
      crop.value = wish;
    },
    onError: (error) => errors.push(error),
    onStored: () => {
      mended.count++;
    },
    retryMs: 10,
  });
  const mask: MaskEditorModel = createMaskEditorModel({
    initial: draft,
    imageSize,
    brushSize: signal(30),
    tool: toolOf(draft),
    place: draft.place,
    onChange: sync.saveMask,
  });
  const accept = mask.drawing.accept;
  Object.assign(mask.drawing, {
    accept: (state: Parameters<typeof accept>[0]) => {
      accepted.push(state.steps.length);
      accept(state);
    },
  });
  stops.push(sync.stop, storeToolAndPlace(change, mask));
  return { library, mask, prompt, crop, sync, accepted, errors, mended };
}

const stroke = (x: number): MaskStep => ({
  kind: 'stroke',
  mode: 'add',
  size: 10,
  hasPressure: false,
  points: [
    [x, 50, 0.5],
    [x + 20, 60, 0.5],
  ],
});

const stepsOf = ({ drawing }: MaskEditorModel) => drawing.history.value.steps;

beforeEach(async () => {
  await openLibrary(name).delete();
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  for (const library of libraries.splice(0)) library.close();
});

test('a stroke in one panel appears in the other, and undo there takes it back here', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  one.mask.drawing.add(stroke(20));
  await settled(() => stepsOf(other.mask).length === 1);
  expect(stepsOf(other.mask)).toEqual(stepsOf(one.mask));
  other.mask.drawing.undo();
  await settled(() => stepsOf(one.mask).length === 0);
  expect(one.mask.drawing.canRedo.value).toBe(true);
});

test('what a panel wrote itself does not come back to it', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  for (let i = 0; i < 20; i++) one.mask.drawing.add(stroke(10 * i));
  await settled(() => stepsOf(other.mask).length === 20);
  expect(one.accepted).toEqual([]);
  // A loop would go on; the other's own stroke is the last thing that is to happen.
  other.mask.drawing.add(stroke(5));
  await settled(() => stepsOf(one.mask).length === 21);
  expect(one.accepted).toEqual([21]);
  expect(other.accepted.at(-1)).toBe(20);
  expect((await readDraft(one.library, 'image')).steps).toHaveLength(21);
});

test('the steps that both know stay the same objects', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  one.mask.drawing.add(stroke(20));
  const [first] = stepsOf(one.mask);
  await settled(() => stepsOf(other.mask).length === 1);
  other.mask.drawing.add(stroke(90));
  await settled(() => stepsOf(one.mask).length === 2);
  expect(stepsOf(one.mask)[0]).toBe(first);
});

test('marks go to the other panel, and the steps that both know stay the same objects', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  const look = { colour: 'red', size: 6 } as const;
  one.mask.drawing.add({ kind: 'pen-mark', ...look, points: [[20, 20]] });
  one.mask.drawing.add({
    kind: 'arrow-mark',
    ...look,
    from: imagePoint(20, 50),
    to: imagePoint(90, 50),
  });
  one.mask.drawing.add({
    kind: 'ellipse-mark',
    ...look,
    rect: { x: 9, y: 9, width: 50, height: 40 },
  });
  const before = stepsOf(one.mask);
  await settled(() => stepsOf(other.mask).length === 3);
  expect(stepsOf(other.mask)).toEqual(before);
  other.mask.drawing.undo();
  await settled(() => stepsOf(one.mask).length === 2);
  expect(stepsOf(one.mask).map((step, i) => step === before[i])).toEqual([true, true]);
});

test('strokes painted in turn in both panels are all kept', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  for (let i = 0; i < 6; i++) {
    const painting = i % 2 ? other : one;
    painting.mask.drawing.add(stroke(20 * i));
    await settled(() => stepsOf(one.mask).length === i + 1 && stepsOf(other.mask).length === i + 1);
  }
});

test('a prompt typed in one panel is in the other, and the mask is left alone', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  one.mask.drawing.add(stroke(20));
  await settled(() => stepsOf(other.mask).length === 1);
  for (const text of ['a', 'a c', 'a cat']) {
    one.prompt.value = text;
    one.sync.savePrompt(text);
  }
  await settled(() => other.prompt.value === 'a cat');
  expect(one.prompt.value).toBe('a cat');
  expect(other.accepted).toEqual([1]);
  expect(one.errors.concat(other.errors)).toEqual([]);
});

test('a crop box goes to the other panel, and so does its reset', async () => {
  const [one, other] = [await openPanel(), await openPanel()];
  const box = { x: 10, y: 20, width: 300, height: 200 };
  one.sync.saveCrop(box);
  await settled(() => other.crop.value?.width === 300);
  expect(other.crop.value).toEqual(box);
  other.mask.drawing.add(stroke(20));
  await settled(() => stepsOf(one.mask).length === 1);
  expect((await readDraft(one.library, 'image')).cropWish).toEqual(box);
  other.sync.saveCrop(undefined);
  one.crop.value = box; // as it is there; what comes must be the reset
  await settled(() => one.crop.value === undefined);
});

test('mask, tool and place are there again for the next panel', async () => {
  const one = await openPanel();
  one.mask.viewport.resize({ width: 360, height: 300 });
  one.mask.drawing.add({
    kind: 'runs',
    mode: 'add',
    rect: { x: 0, y: 0, width: 2, height: 2 },
    grid: { width: 2, height: 2 },
    lengths: Uint32Array.of(1, 2, 1),
  });
  one.mask.tools.chosen.value = 'lasso';
  one.mask.viewport.zoom(4);
  for (const stop of stops.splice(0)) stop(); // the panel is closed at once
  const shown = one.mask.viewport.place.value;
  const library = openLibrary(name);
  libraries.push(library);
  let stored = await readDraft(library, 'image');
  for (let i = 0; i < 100 && !stored.place; i++) stored = await readDraft(library, 'image');
  const next = await openPanel();
  expect(next.mask.tools.chosen.value).toBe('lasso');
  expect(stepsOf(next.mask)).toEqual(stepsOf(one.mask));
  next.mask.viewport.resize({ width: 800, height: 700 });
  expect(next.mask.viewport.place.value?.scale).toBeCloseTo(shown?.scale ?? Number.NaN);
});

/** A disk that is full until the test says otherwise. */
function fullDisk() {
  const disk = { isFull: false, fails: ({ table }: Write) => disk.isFull && table === 'drafts' };
  return disk;
}

const storedSteps = async (library: Library) => (await readDraft(library, 'image')).steps.length;

test('a stroke that can’t be stored stays, is said, and is stored as soon as that works', async () => {
  const disk = fullDisk();
  const panel = await openPanel(disk.fails);
  panel.mask.drawing.add(stroke(20));
  await expect.poll(() => storedSteps(panel.library)).toBe(1);
  disk.isFull = true;
  panel.mask.drawing.add(stroke(60));
  await settled(() => panel.errors.length > 2);
  expect(stepsOf(panel.mask)).toHaveLength(2);
  expect(panel.accepted).toEqual([]);
  expect(panel.mended.count).toBe(0);
  disk.isFull = false;
  await expect.poll(() => storedSteps(panel.library)).toBe(2);
  await settled(() => panel.mended.count === 1);
  expect(stepsOf(panel.mask)).toHaveLength(2);
  expect(panel.accepted).toEqual([]);
});

test('words that can’t be stored stay, and go along with the stroke that is stored next', async () => {
  const disk = fullDisk();
  const panel = await openPanel(disk.fails);
  panel.mask.drawing.add(stroke(20));
  await expect.poll(() => storedSteps(panel.library)).toBe(1);
  disk.isFull = true;
  panel.prompt.value = 'a cat';
  panel.sync.savePrompt('a cat');
  await settled(() => panel.errors.length > 0);
  disk.isFull = false;
  panel.mask.drawing.add(stroke(60));
  await expect.poll(async () => (await readDraft(panel.library, 'image')).prompt).toBe('a cat');
  expect(panel.prompt.value).toBe('a cat');
  expect(await storedSteps(panel.library)).toBe(2);
});

test('what another panel could store meanwhile takes the place of what could not be', async () => {
  const disk = fullDisk();
  const [one, other] = [await openPanel(disk.fails), await openPanel()];
  one.mask.drawing.add(stroke(20));
  await settled(() => stepsOf(other.mask).length === 1);
  disk.isFull = true;
  one.mask.drawing.add(stroke(60));
  await settled(() => one.errors.length > 0);
  other.mask.drawing.add(stroke(100));
  other.mask.drawing.add(stroke(140));
  await settled(() => stepsOf(one.mask).length === 3);
  expect(stepsOf(one.mask)).toEqual(stepsOf(other.mask));
  expect(one.mended.count).toBe(1);
});

test('what could not be stored is still tried when its image is left', async () => {
  const disk = fullDisk();
  const panel = await openPanel(disk.fails);
  disk.isFull = true;
  panel.mask.drawing.add(stroke(20));
  await settled(() => panel.errors.length > 0);
  panel.sync.stop();
  disk.isFull = false;
  await expect.poll(() => storedSteps(panel.library)).toBe(1);
});
