import { afterEach, beforeEach, expect, it } from 'vitest';
import { storeResults } from '../../../utils/jobs/change-job';
import {
  beginCapture,
  endCapture,
  failCapture,
  forgetCapture,
} from '../../../utils/library/captures';
import { type Library, openLibrary } from '../../../utils/library/database';
import {
  addImage,
  changeWorkspace,
  claimWorkspace,
  createImageRecord,
  deleteImage,
  forgetWorkspaces,
  openImage,
  openInstead,
  readWorkspace,
  workspaceOfTab,
  workspaceOfWindow,
} from '../../../utils/library/images';
import { addEdit } from '../jobs/jobs-fixture';

const [one, two] = [workspaceOfWindow(1), workspaceOfWindow(2)];
let library: Library;

beforeEach(async () => {
  library = openLibrary(`workspaces-${crypto.randomUUID()}`);
  await claimWorkspace(library, one);
  await claimWorkspace(library, two);
});
afterEach(() => library.delete());

async function blobOf(): Promise<Blob> {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d');
  return canvas.convertToBlob();
}
const picture = async (parentId?: string) =>
  (await addImage(library, { blob: await blobOf(), source: 'file', page: {}, parentId })).id;
const shownIn = async (id: string) => (await readWorkspace(library, id)).imageId;

it('each window shows its own image and tab', async () => {
  const [a, b] = [await picture(), await picture()];
  await openImage(library, a, one);
  await openImage(library, b, two);
  await changeWorkspace(library, { tab: 'history' }, one);
  expect(await readWorkspace(library, one)).toMatchObject({ imageId: a, tab: 'history' });
  expect(await readWorkspace(library, two)).toMatchObject({ imageId: b, tab: 'edit' });
});

it('a new panel begins with what was shown last, and goes on by itself', async () => {
  const [a, b] = [await picture(), await picture()];
  await openImage(library, a, one);
  const tab = workspaceOfTab(7);
  expect(await shownIn(tab)).toBe(a);
  await claimWorkspace(library, tab);
  await openImage(library, b, two);
  expect([await shownIn(tab), await shownIn(one)]).toEqual([a, a]);
  expect(await shownIn(workspaceOfTab(8))).toBe(b);
});

it('a panel that goes over to a tab shows the same there', async () => {
  const [a, b] = [await picture(), await picture()];
  const tab = workspaceOfTab(7);
  await openImage(library, a, tab);
  await openImage(library, b, one);
  await openImage(library, a, two);
  await claimWorkspace(library, tab, one);
  expect(await shownIn(tab)).toBe(b);
});

it('a capture is waited for, shown and said to have failed in the window that it was taken in only', async () => {
  const a = await picture();
  await openImage(library, a, two);
  const id = await beginCapture(library, {}, one);
  expect((await readWorkspace(library, two)).captureId).toBeUndefined();
  const b = await picture();
  await endCapture(library, id, b);
  expect([await shownIn(one), await shownIn(two)]).toEqual([b, a]);
  const failing = await beginCapture(library, {}, one);
  await failCapture(library, failing, new Error('no'));
  const other = await beginCapture(library, {}, two);
  expect((await library.captures.get(failing))?.state).toBe('failed'); // it is shown still
  await forgetCapture(library, failing);
  expect((await readWorkspace(library, one)).captureId).toBeUndefined();
  expect((await readWorkspace(library, two)).captureId).toBe(other);
});

it('what becomes of an image is seen in every window that shows it, and in no other', async () => {
  const [a, b] = [await picture(), await picture()];
  await openImage(library, a, one);
  await openImage(library, b, two);
  const job = await addEdit(library, a, 'compositing');
  const blob = await blobOf();
  const result = await createImageRecord({
    blob,
    source: 'edit',
    page: {},
    parentId: a,
    jobId: job.id,
  });
  await storeResults(library, job, { pictures: [result], answers: undefined, error: undefined });
  expect(await shownIn(two)).toBe(b);
  await openImage(library, result.id, one);
  await deleteImage(library, result.id);
  expect([await shownIn(one), await shownIn(two)]).toEqual([a, b]);
  const larger = await picture(b);
  await openInstead(library, b, larger);
  expect([await shownIn(one), await shownIn(two)]).toEqual([a, larger]);
});

it('forgets the panels that are gone, and never what was shown last', async () => {
  const a = await picture();
  await openImage(library, a, one);
  await forgetWorkspaces(library, (id) => id !== two);
  expect(await library.workspace.toCollection().primaryKeys()).toEqual([two, 'workspace']);
  expect(await shownIn(one)).toBe(a);
});
