import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createJob } from '../../../components/session/create-job';
import { canBeFinished } from '../../../components/session/reopen-job';
import { encodePng } from '../../../utils/codecs/png-write';
import { packDrawing } from '../../../utils/drawing/steps';
import { changeJob } from '../../../utils/jobs/change-job';
import { createJobRunner } from '../../../utils/jobs/job-runner';
import { type AnswerKeeper, createAnswerKeeper } from '../../../utils/jobs/keep-answers';
import { runEdit } from '../../../utils/jobs/run-edit';
import { runGeneration } from '../../../utils/jobs/run-generation';
import { followAnswer } from '../../../utils/jobs/send';
import { type Library, openLibrary } from '../../../utils/library/database';
import { followHeldAnswers, offerHeldAnswers } from '../../../utils/library/held-answers';
import { addImage } from '../../../utils/library/images';
import type { EditRequest } from '../../../utils/server/request';
import { failWrites } from '../../support/failing-writes';
import { detailed, square } from './edit-fixture';
import { addJob, emptyLibrary, stateOf } from './jobs-fixture';

const usage = { inputTextTokens: 10, inputImageTokens: 1000, outputTokens: 500 };
const size = { width: 1024, height: 768 };

let picture: Blob;
let requests: number;
let keeper: AnswerKeeper;

beforeEach(async () => {
  requests = 0;
  picture = await encodePng(detailed({ width: 64, height: 64 }));
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

it('notes what was paid where the pictures can’t be fetched', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'sent');
  const job = await library.jobs.get(id);
  if (!job) throw new Error('no job');
  followAnswer(library, job).onPaid?.({ usage, requestId: 'req-1' });
  await changeJob(library, id, 'cancelled');
  await expect.poll(async () => (await library.jobs.get(id))?.costUsd).toBeGreaterThan(0);
  expect(await library.jobs.get(id)).toMatchObject({ state: 'cancelled', requestId: 'req-1' });
});

/** A background whose server answers each request once, with a price. */
function background(library: Library) {
  keeper = createAnswerKeeper(library, { retryMs: 10 });
  const connection = () => Promise.resolve({ apiKey: 'k', baseUrl: 'http://127.0.0.1' });
  const fetchAnswer = () => Promise.reject(new Error('nothing to fetch'));
  const deps = { library, keeper, connection, fetchAnswer, takesMarks: async () => false };
  const answer = (blob: Blob) => {
    requests++;
    return Promise.resolve({ pictures: [blob], usage, requestId: 'req-1' });
  };
  return createJobRunner(
    library,
    {
      edit: (signal, job) =>
        runEdit(signal, job, {
          ...deps,
          editImage: (_: unknown, __: unknown, { image }: EditRequest) => answer(image),
        }),
      generate: (signal, job) =>
        runGeneration(signal, job, { ...deps, generateImage: () => answer(picture) }),
      onDevice: () => Promise.reject(new Error('costs nothing')),
    },
    { atOnce: async () => 1 },
  );
}

async function addEdit(library: Library): Promise<string> {
  const blob = await encodePng(detailed(size));
  const image = await addImage(library, { blob, source: 'file', page: {} });
  const model = 'gpt-image-2.6-sunburst';
  const job = await createJob(library, {
    kind: 'edit',
    imageId: image.id,
    drawing: packDrawing([square(400, 300, 200)]),
    prompt: 'a cat',
    options: { model, quality: 'low', variants: 1, featherPx: 12, scope: 'around-mask' },
  });
  return job.id;
}

const holdsPictures = (values: readonly unknown[]): boolean =>
  values.some((value) => {
    const { blob, answers } = value as { blob?: Blob; answers?: readonly Blob[] };
    return blob !== undefined || (answers ?? []).length > 0;
  });

it.each(['edit', 'generate'] as const)(
  'loses no picture of a paid %s while no picture can be stored, and asks for no second one',
  async (kind) => {
    const library = emptyLibrary();
    let isFull = false;
    failWrites(library, ({ values }) => isFull && holdsPictures(values));
    const id = kind === 'edit' ? await addEdit(library) : (await addJob(library)).id;
    isFull = true;
    const runner = background(library);
    runner.start(id);
    await expect.poll(() => keeper.held().get(id)?.length).toBe(1);
    const job = await library.jobs.get(id);
    expect(job).toMatchObject({ state: 'compositing', usage, requestId: 'req-1' });
    expect(job?.costUsd).toBeGreaterThan(0);
    expect(runner.isRunning(id)).toBe(true);
    isFull = false;
    await expect.poll(() => stateOf(library, id)).toBe('succeeded');
    expect((await library.jobs.get(id))?.resultIds).toHaveLength(1);
    expect(keeper.held().size).toBe(0);
    expect(requests).toBe(1);
  },
);

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'ends with the one picture that was paid for, or its answer, whichever write fails (%i)',
  async (nth) => {
    const library = emptyLibrary();
    let isArmed = false;
    let count = 0;
    failWrites(library, ({ table }) => isArmed && table !== 'drafts' && ++count === nth);
    const { id } = await addJob(library);
    isArmed = true;
    const runner = background(library);
    runner.start(id);
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(keeper.held().size).toBe(0);
    const job = await library.jobs.get(id);
    if (requests === 0) return expect(job?.sentAt).toBeUndefined();
    expect(job).toMatchObject({ usage, requestId: 'req-1' });
    const isThere = job?.resultIds.length === 1;
    expect(isThere || (job?.answers?.length === 1 && job.state !== 'succeeded')).toBe(true);
    expect(requests).toBe(1);
  },
);

it('hands a held picture to a panel as it is, and tells when it is stored', async () => {
  const library = emptyLibrary();
  let isFull = false;
  failWrites(library, ({ values }) => isFull && holdsPictures(values));
  const { id } = await addJob(library);
  isFull = true;
  const runner = background(library);
  const tell = offerHeldAnswers(keeper.held);
  const panel = followHeldAnswers();
  runner.start(id);
  await expect.poll(() => keeper.held().size).toBe(1);
  tell();
  await expect.poll(() => panel.jobIds.value).toEqual([id]);
  const [held] = await panel.picturesOf(id);
  expect(await held?.arrayBuffer()).toEqual(await picture.arrayBuffer());
  isFull = false;
  await expect.poll(() => keeper.held().size).toBe(0);
  tell();
  await expect.poll(() => panel.jobIds.value).toEqual([]);
});

it('holds the whole result of an edit, not the part that was sent', async () => {
  const library = emptyLibrary();
  let isFull = false;
  failWrites(library, ({ values }) => isFull && holdsPictures(values));
  const id = await addEdit(library);
  isFull = true;
  background(library).start(id);
  const heldWidth = async () => {
    const [held] = keeper.held().get(id) ?? [];
    const bitmap = held && (await createImageBitmap(held));
    return bitmap?.width;
  };
  await expect.poll(heldWidth).toBe(size.width);
  isFull = false;
  await expect.poll(() => stateOf(library, id)).toBe('succeeded');
});

it('keeps a cancelled job’s picture that could not be stored at once, to be finished without paying', async () => {
  const library = emptyLibrary();
  let isFull = false;
  failWrites(library, ({ values }) => isFull && holdsPictures(values));
  const { id } = await addJob(library);
  isFull = true;
  const runner = background(library);
  runner.start(id);
  await expect.poll(() => keeper.held().size).toBe(1);
  runner.cancel(id);
  await expect.poll(() => runner.isRunning(id)).toBe(false);
  isFull = false;
  await expect.poll(() => keeper.held().size).toBe(0);
  const job = await library.jobs.get(id);
  expect(job).toMatchObject({ state: 'cancelled', answers: [{}] });
  expect(job && canBeFinished(job)).toBe(true);
});

it.each([
  ['sends nothing where there is no room for what would be paid for', 1_000_000, 'failed', 0],
  ['sends where there is room', 1_000_000_000, 'succeeded', 1],
  ['sends where the browser does not say how much room there is', undefined, 'succeeded', 1],
])('%s', async (_, quota, state, sent) => {
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota, usage: 0 });
  const library = openLibrary(`test-${crypto.randomUUID()}`);
  const { id } = await addJob(library);
  const runner = background(library);
  runner.start(id);
  await expect.poll(() => stateOf(library, id)).toBe(state);
  expect(requests).toBe(sent);
  const job = await library.jobs.get(id);
  if (sent === 0) expect(job).toMatchObject({ error: { code: 'storage-full' } });
  if (sent === 0) expect(job?.sentAt).toBeUndefined();
});
