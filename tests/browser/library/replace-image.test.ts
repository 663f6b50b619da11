import { beforeEach, expect, it } from 'vitest';
import { imagePoint } from '../../../utils/base/geometry';
import type { Mark, MaskStep } from '../../../utils/drawing/steps';
import { beginCapture, endCapture, recoverCaptures } from '../../../utils/library/captures';
import { type Library, openLibrary } from '../../../utils/library/database';
import { changeDraft, readDraft } from '../../../utils/library/drafts';
import { deleteEverything } from '../../../utils/library/forget-images';
import { openImage, readWorkspace, workspaceOfWindow } from '../../../utils/library/images';
import type { ImageRecord, PageContext } from '../../../utils/library/records';
import { changeDraftOf } from '../../../utils/library/replace-image';

const here = workspaceOfWindow(1);

let library: Library;

beforeEach(() => {
  library = openLibrary(`test-${crypto.randomUUID()}`);
});

async function addRecord(change: Partial<ImageRecord> = {}): Promise<ImageRecord> {
  const image: ImageRecord = {
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    blob: new Blob(['x']),
    mimeType: 'image/png',
    source: 'screenshot',
    notes: [],
    page: {},
    width: 200,
    height: 100,
    ...change,
  };
  await library.images.add(image);
  return image;
}

const screenshotOf = (page: PageContext) => addRecord({ page });
const addOriginal = () => addRecord({ source: 'original', width: 2000, height: 1000 });

const rectangle = (x: number, width: number): MaskStep => ({
  kind: 'rectangle',
  mode: 'add',
  rect: { x, y: 10, width, height: 10 },
});

const arrow: Mark = {
  ...{ kind: 'arrow-mark', colour: 'red', size: 4 },
  ...{ from: imagePoint(5, 6), to: imagePoint(70, 8) },
};

/** What happens when the original of a poorer image comes. */
async function replace(image: ImageRecord, original: ImageRecord): Promise<void> {
  await openImage(library, image.id, here);
  await endCapture(library, await beginCapture(library, {}, here, image.id), original.id);
}

const ids = async () => (await library.images.toArray()).map(({ id }) => id);

it('puts the original in the place of a screenshot that nothing was painted on', async () => {
  const screenshot = await screenshotOf({});
  const original = await addOriginal();
  await replace(screenshot, original);
  expect(await ids()).toEqual([original.id]);
  expect((await readWorkspace(library, here)).imageId).toBe(original.id);
});

it('carries strokes, marks and prompt over, in the original’s pixels', async () => {
  const screenshot = await screenshotOf({});
  await changeDraft(library, screenshot.id, {
    steps: [rectangle(20, 50), arrow],
    undone: [rectangle(0, 10)],
    prompt: 'a red umbrella',
  });
  const original = await addOriginal();
  await replace(screenshot, original);
  const draft = await readDraft(library, original.id);
  expect(draft.prompt).toBe('a red umbrella');
  expect(draft.steps).toMatchObject([
    { rect: { x: 200, y: 100, width: 500, height: 100 } },
    { kind: 'arrow-mark', colour: 'red', size: 40, from: { x: 50, y: 60 }, to: { x: 700, y: 80 } },
  ]);
  expect(draft.undone).toMatchObject([{ rect: { x: 0, width: 100 } }]);
  expect(await ids()).toEqual([original.id]);
});

it('knows which part of the picture a screenshot shows', async () => {
  const shownPart = { x: 0.5, y: 0, width: 0.5, height: 0.5 };
  const screenshot = await screenshotOf({ shownPart, fullSize: { width: 2000, height: 1000 } });
  await changeDraft(library, screenshot.id, { steps: [rectangle(20, 50)] });
  const original = await addOriginal();
  await replace(screenshot, original);
  const { steps } = await readDraft(library, original.id);
  expect(steps).toMatchObject([{ rect: { x: 1100, y: 50, width: 250, height: 50 } }]);
});

it('keeps a screenshot whose strokes have no place in the original, and takes the prompt along', async () => {
  const screenshot = await addRecord({ width: 100, height: 100 });
  await changeDraft(library, screenshot.id, { steps: [rectangle(2, 5)], prompt: 'a cat' });
  const original = await addOriginal();
  await replace(screenshot, original);
  expect(await readDraft(library, original.id)).toMatchObject({ steps: [], prompt: 'a cat' });
  expect((await ids()).sort()).toEqual([screenshot.id, original.id].sort());
  expect((await readDraft(library, screenshot.id)).steps).toHaveLength(1);
});

it('keeps an inverted mask with the part that it was painted on', async () => {
  const shownPart = { x: 0, y: 0, width: 0.5, height: 0.5 };
  const screenshot = await screenshotOf({ shownPart });
  await changeDraft(library, screenshot.id, { steps: [rectangle(20, 50), { kind: 'invert' }] });
  const original = await addOriginal();
  await replace(screenshot, original);
  expect((await readDraft(library, original.id)).steps).toEqual([]);
  expect(await ids()).toContain(screenshot.id);
});

it('keeps a screenshot that an edit was made of', async () => {
  const screenshot = await screenshotOf({});
  await addRecord({ source: 'edit', parentId: screenshot.id });
  await replace(screenshot, await addOriginal());
  expect(await ids()).toContain(screenshot.id);
});

it('never takes away what a job has made', async () => {
  const result = await addRecord({ source: 'edit', jobId: 'job' });
  await replace(result, await addOriginal());
  expect(await ids()).toContain(result.id);
});

it('keeps an image that serves as a reference elsewhere', async () => {
  const screenshot = await screenshotOf({});
  await changeDraft(library, 'generate', { references: [screenshot.id] });
  await replace(screenshot, await addOriginal());
  expect(await ids()).toContain(screenshot.id);
});

it('takes the crop box and the view along, in the original’s pixels', async () => {
  const screenshot = await screenshotOf({});
  const cropWish = { x: 20, y: 10, width: 100, height: 50 };
  const place = { scale: 4, x: 50, y: 20 };
  await changeDraft(library, screenshot.id, { cropWish, place });
  const original = await addOriginal();
  await replace(screenshot, original);
  expect(await readDraft(library, original.id)).toMatchObject({
    cropWish: { x: 200, y: 100, width: 1000, height: 500 },
    place: { scale: 0.4, x: 500, y: 200 },
  });
});

it('gives the original what was begun on its screenshot and ends later', async () => {
  const screenshot = await screenshotOf({});
  const original = await addOriginal();
  await replace(screenshot, original);
  await changeDraftOf(library, screenshot, { steps: [rectangle(20, 50)], undone: [] });
  const { steps } = await readDraft(library, original.id);
  expect(steps).toMatchObject([{ rect: { x: 200, width: 500 } }]);
  expect(await library.drafts.get(screenshot.id)).toBeUndefined();
});

it('brings a screenshot back where what ends later has no place in the original', async () => {
  const screenshot = await addRecord({ width: 100, height: 100 });
  const original = await addOriginal();
  await replace(screenshot, original);
  expect(await ids()).toEqual([original.id]);
  await changeDraftOf(library, screenshot, { steps: [rectangle(2, 5)], undone: [] });
  expect((await readDraft(library, screenshot.id)).steps).toHaveLength(1);
  expect((await ids()).sort()).toEqual([screenshot.id, original.id].sort());
});

it('leaves the original alone when its screenshot, kept, is opened again', async () => {
  const screenshot = await screenshotOf({});
  await addRecord({ source: 'edit', parentId: screenshot.id });
  const original = await addOriginal();
  await replace(screenshot, original);
  await openImage(library, screenshot.id, here);
  await changeDraftOf(library, screenshot, { steps: [rectangle(20, 50)], undone: [] });
  expect((await readDraft(library, screenshot.id)).steps).toMatchObject([{ rect: { x: 20 } }]);
  expect((await readDraft(library, original.id)).steps).toEqual([]);
});

it('ends the capture that a killed background was at, and no other', async () => {
  const ours = await beginCapture(library, {}, here);
  const inAYear = Date.now() + 365 * 24 * 60 * 60_000; // begun before the clock was set back
  const page = {};
  await library.captures.bulkAdd([
    { id: 'left', state: 'running', startedAt: 1, page },
    { id: 'left in a year', state: 'running', startedAt: inAYear, page },
  ]);
  await recoverCaptures(library);
  expect(await library.captures.get(ours)).toMatchObject({ state: 'running' });
  for (const id of ['left', 'left in a year'])
    expect(await library.captures.get(id)).toMatchObject({
      state: 'failed',
      error: { code: 'capture-interrupted' },
    });
});

it('begins no draft anew of an image that is gone with its draft', async () => {
  const screenshot = await screenshotOf({});
  await changeDraftOf(library, screenshot, { prompt: 'a cat' });
  await deleteEverything(library);
  await changeDraftOf(library, screenshot, { prompt: 'a cat on a mat' });
  expect(await library.drafts.count()).toBe(0);
});

it('keeps what is changed in the draft of a deleted image that can still be had back', async () => {
  const screenshot = await screenshotOf({});
  await changeDraftOf(library, screenshot, { prompt: 'a cat' });
  await library.images.delete(screenshot.id);
  await changeDraftOf(library, screenshot, { prompt: 'a cat on a mat' });
  expect((await readDraft(library, screenshot.id)).prompt).toBe('a cat on a mat');
});
