import { beforeEach, expect, it } from 'vitest';
import { beginCapture, endCapture } from '../../../utils/library/captures';
import type { Library } from '../../../utils/library/database';
import {
  changeDraft,
  generateDraftId,
  readDraft,
  replaceGeneratePrompt,
} from '../../../utils/library/drafts';
import { forgetPrivate, keepPrivate } from '../../../utils/library/forget-private';
import {
  addImage,
  claimWorkspace,
  openImage,
  readWorkspace,
  workspaceOfWindow,
} from '../../../utils/library/images';
import type { GenerateJob } from '../../../utils/library/jobs';
import type { PageContext } from '../../../utils/library/records';
import { emptyLibrary } from '../jobs/jobs-fixture';

const [usual, secret, later] = [1, 2, 3].map(workspaceOfWindow) as [string, string, string];
const isPrivate = true as const;

let library: Library;
beforeEach(() => {
  library = emptyLibrary();
});

async function add(page: PageContext, parentId?: string): Promise<string> {
  const canvas = new OffscreenCanvas(4, 4);
  canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
  const blob = await canvas.convertToBlob();
  return (await addImage(library, { blob, source: 'original', page, parentId })).id;
}

const ids = () => library.images.toCollection().primaryKeys();

const generation = (change: Partial<GenerateJob>): GenerateJob => ({
  id: crypto.randomUUID(),
  kind: 'generate',
  state: 'succeeded',
  createdAt: 1,
  prompt: 'a red kite',
  resultIds: [],
  costUsd: 0.25,
  options: { model: 'm', quality: 'auto', variants: 1, size: { width: 8, height: 8 } },
  ...change,
});

it('forgets pictures of private windows with their drafts and captures, and no other', async () => {
  const kept = await add({ pageTitle: 'usual' });
  const gone = await add({ pageTitle: 'private', isPrivate });
  const edited = await add({ pageTitle: 'private', isPrivate }, gone);
  for (const id of [kept, gone]) await changeDraft(library, id, { prompt: 'a hat' });
  await endCapture(library, await beginCapture(library, { isPrivate }, secret), edited);
  const running = await beginCapture(library, { isPrivate }, secret);
  await forgetPrivate(library);
  expect(await ids()).toEqual([kept]);
  expect(await library.drafts.toCollection().primaryKeys()).toEqual([kept]);
  expect(await library.captures.get(running)).toBeUndefined();
  expect(await library.workspace.get(secret)).toBeUndefined();
});

it('keeps what a running job has paid for, until that has ended', async () => {
  const image = await add({ isPrivate });
  const options = { model: 'm', quality: 'auto', variants: 1, featherPx: 0 } as const;
  const edit = {
    matchColour: true,
    seamless: true,
    matchGrain: true,
    scope: 'whole-image',
  } as const;
  await library.jobs.add({
    ...{ id: 'job', kind: 'edit', state: 'sent', createdAt: 1, prompt: 'a hat', resultIds: [] },
    ...{ imageId: image, drawing: '[]' as never, options: { ...options, ...edit } },
  });
  await forgetPrivate(library);
  expect(await ids()).toEqual([image]);
  await library.jobs.update('job', { state: 'succeeded', costUsd: 0.25 });
  await forgetPrivate(library);
  expect(await ids()).toEqual([]);
  expect(await library.jobs.get('job')).toMatchObject({ prompt: '', costUsd: 0.25 });
});

it('forgets pictures made from text in private windows and their prompts, but not what they cost', async () => {
  const made = await add({ isPrivate });
  await library.jobs.bulkAdd([
    generation({ id: 'private', resultIds: [made], isPrivate }),
    generation({ id: 'failed', state: 'failed', isPrivate }),
    generation({ id: 'usual' }),
  ]);
  await forgetPrivate(library);
  const jobs = await library.jobs.bulkGet(['private', 'failed', 'usual']);
  expect(jobs.map((job) => job?.prompt)).toEqual(['', '', 'a red kite']);
  expect(jobs.map((job) => job?.costUsd)).toEqual([0.25, 0.25, 0.25]);
});

it('forgets a text that was selected in a private window, and none that was typed since elsewhere', async () => {
  await replaceGeneratePrompt(library, 'a secret', { isPrivate });
  await forgetPrivate(library);
  expect((await readDraft(library, generateDraftId)).prompt).toBe('');
  await replaceGeneratePrompt(library, 'a secret', { isPrivate });
  await changeDraft(library, generateDraftId, { prompt: 'a house', isPrivate: undefined });
  await forgetPrivate(library);
  expect((await readDraft(library, generateDraftId)).prompt).toBe('a house');
});

it('no panel elsewhere begins with what a private window shows', async () => {
  const [known, hidden] = [await add({}), await add({ isPrivate })];
  await openImage(library, known, usual);
  await claimWorkspace(library, secret, secret, true);
  await openImage(library, hidden, secret);
  expect((await readWorkspace(library, secret)).imageId).toBe(hidden);
  expect((await readWorkspace(library, later)).imageId).toBe(known);
  // Nor with a capture that began before its panel was there.
  await library.workspace.delete(secret);
  await beginCapture(library, { isPrivate }, secret);
  expect((await readWorkspace(library, later)).captureId).toBeUndefined();
});

it('what the user has kept stays for good', async () => {
  const image = await add({ isPrivate });
  await keepPrivate(library);
  await forgetPrivate(library);
  expect(await ids()).toEqual([image]);
  expect((await library.images.get(image))?.page.isPrivate).toBe('kept');
});
