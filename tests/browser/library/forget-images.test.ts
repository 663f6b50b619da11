import { expect, it } from 'vitest';
import { encodePng } from '../../../utils/codecs/png-write';
import { emptyDrawing, packDrawing } from '../../../utils/drawing/steps';
import type { Library } from '../../../utils/library/database';
import { changeDraft, readDraft } from '../../../utils/library/drafts';
import {
  deleteEverything,
  forgetDeleted,
  forgetImages,
} from '../../../utils/library/forget-images';
import { addImage, deleteImage, setStar } from '../../../utils/library/images';
import type { JobState } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';
import { chargesOf } from '../../../utils/money/spending';
import { detailed } from '../jobs/edit-fixture';
import { addEdit, addJob, emptyLibrary } from '../jobs/jobs-fixture';

const picture = () => encodePng(detailed({ width: 16, height: 16 }));
const secret = 'a surprise for Kim';
const words = { requestId: 'r1', serverMessage: `${secret} is not allowed` };

/** An image with all that an edit of it leaves behind. */
async function setUp(state: JobState = 'failed') {
  const library = emptyLibrary();
  const image = await addImage(library, { blob: await picture(), source: 'file', page: {} });
  await changeDraft(library, image.id, { prompt: secret, steps: [{ kind: 'invert' }] });
  await setStar(library, image.id, true);
  await library.captures.add({
    id: 'capture',
    startedAt: 1,
    state: 'done',
    page: { pageTitle: secret },
    imageId: image.id,
  });
  const { id } = await addEdit(library, image.id, state);
  await library.jobs.update(id, {
    prompt: secret,
    drawing: packDrawing([{ kind: 'invert' }]),
    references: [image.id],
    answers: [await picture()],
    preview: await picture(),
    sentAt: Date.now(),
    costUsd: 0.25,
    error: { code: 'answer-misfit', ...words },
  });
  return { library, image, jobId: id };
}

/** All that is stored, pictures by their size. */
async function storedIn(library: Library): Promise<string> {
  const tables = await Promise.all(library.tables.map((table) => table.toArray()));
  return JSON.stringify(tables, (_, value: unknown) =>
    value instanceof Blob ? `picture of ${value.size} bytes` : value,
  );
}

const addResult = async (library: Library, jobId: string): Promise<ImageRecord> => {
  const result = await addImage(library, {
    blob: await picture(),
    source: 'edit',
    page: {},
    jobId,
  });
  await library.jobs.update(jobId, { resultIds: [result.id] });
  return result;
};

it('leaves nothing of a deleted image but what it has cost', async () => {
  const { library, image } = await setUp();
  await deleteImage(library, image.id);
  await forgetImages(library, [image.id]);
  const stored = await storedIn(library);
  expect(stored).not.toContain(secret);
  expect(stored).not.toContain('invert');
  expect(stored).not.toContain('picture of');
  expect(await library.stars.count()).toBe(0);
  expect(chargesOf(await library.jobs.toArray())).toMatchObject([{ usd: 0.25, isExact: true }]);
});

it('leaves everything of an image that was had back', async () => {
  const { library, image } = await setUp();
  const before = await storedIn(library);
  await forgetImages(library, [image.id]);
  await forgetDeleted(library);
  expect(await storedIn(library)).toBe(before);
});

it('leaves a job alone that still runs', async () => {
  const { library, image, jobId } = await setUp('streaming');
  await deleteImage(library, image.id);
  await forgetImages(library, [image.id]);
  expect(await library.jobs.get(jobId)).toMatchObject({ prompt: secret });
});

it('keeps the prompt as long as a picture made by it is there', async () => {
  const { library, image, jobId } = await setUp('succeeded');
  const result = await addResult(library, jobId);
  await deleteImage(library, image.id);
  await forgetImages(library, [image.id]);
  expect(await library.jobs.get(jobId)).toMatchObject({ prompt: secret, drawing: emptyDrawing });
  await deleteImage(library, result.id);
  await forgetImages(library, [result.id]);
  expect(await storedIn(library)).not.toContain(secret);
});

it('forgets the prompt of a generation with its last picture', async () => {
  const library = emptyLibrary();
  const job = await addJob(library, 'succeeded');
  const made = await addResult(library, job.id);
  await deleteImage(library, made.id);
  await forgetDeleted(library);
  expect(await storedIn(library)).not.toContain(job.prompt);
});

it('finds all that deleted images have left, and keeps the draft of the Generate tab', async () => {
  const { library, image } = await setUp();
  await changeDraft(library, 'generate', { prompt: 'a kite' });
  await deleteImage(library, image.id);
  await forgetDeleted(library);
  expect(await storedIn(library)).not.toContain(secret);
  expect(await readDraft(library, 'generate')).toMatchObject({ prompt: 'a kite' });
});

it('writes to no job twice', async () => {
  const { library, image } = await setUp();
  await deleteImage(library, image.id);
  await forgetDeleted(library);
  const written: string[] = [];
  library.jobs.hook('updating', (_, id) => void written.push(String(id)));
  await forgetDeleted(library);
  expect(written).toEqual([]);
});

it('deletes everything but what was spent and what still runs', async () => {
  const { library } = await setUp();
  await addJob(library, 'succeeded');
  const running = await addJob(library, 'sent');
  await changeDraft(library, 'generate', { prompt: secret });
  await deleteEverything(library);
  const stored = await storedIn(library);
  expect(stored).not.toContain(secret);
  expect(stored).not.toContain('picture of');
  expect(stored).toContain(running.prompt);
  expect(await library.images.count()).toBe(0);
  expect(await library.stars.count()).toBe(0);
  expect(chargesOf(await library.jobs.toArray()).map(({ usd }) => usd)).toContain(0.25);
});
