import { expect, it } from 'vitest';
import { canBeFinished, reopenJob } from '../../../components/session/reopen-job';
import { AppError, toStoredError } from '../../../utils/base/errors';
import { encodePng } from '../../../utils/codecs/png-write';
import { changeJob } from '../../../utils/jobs/change-job';
import { createJobRunner, type JobRunner, type JobWork } from '../../../utils/jobs/job-runner';
import { createAnswerKeeper } from '../../../utils/jobs/keep-answers';
import { recoverJobs } from '../../../utils/jobs/recover';
import { runEdit } from '../../../utils/jobs/run-edit';
import type { Library } from '../../../utils/library/database';
import type { EditJob, JobRecord } from '../../../utils/library/jobs';
import type { EditRequest } from '../../../utils/server/request';
import {
  type EditSetup,
  edit,
  otherScene,
  type RanEdit,
  setUpDetailed,
  square,
} from '../jobs/edit-fixture';
import { stateOf } from '../jobs/jobs-fixture';

const mask = [square(600, 400, 120)];
const echoed = async ({ image }: EditRequest) => [image];

/** Several edits of megapixels, on a machine that may be busy. */
const patient = { timeout: 50_000 };

const unreachable = (_: AbortSignal, url: string): Promise<Blob> =>
  Promise.reject(new AppError('answer-unreachable', { details: { answerUrls: [url] } }));

/** A new background, where any request would be a second one. */
function newRunner(library: Library, fetchAnswer = unreachable): JobRunner {
  const refuse = () => Promise.reject(new Error('this would be paid for'));
  const connection = () => Promise.resolve({ apiKey: 'k', baseUrl: 'http://127.0.0.1' });
  const editing: JobWork<EditJob> = (signal, job) =>
    runEdit(signal, job, {
      library,
      keeper: createAnswerKeeper(library),
      connection,
      fetchAnswer,
      takesMarks: async () => false,
      editImage: refuse,
    });
  return createJobRunner(
    library,
    { edit: editing, onDevice: refuse, generate: refuse },
    { atOnce: async () => 1 },
  );
}

const fullDisk = (): never => {
  throw new DOMException('full', 'QuotaExceededError');
};

/** An edit whose answer came and could not be stored; it is left in `compositing`. */
async function leftWithAnswer(): Promise<EditSetup & RanEdit> {
  const setup = await setUpDetailed({ width: 1400, height: 1000 });
  const { images } = setup.library;
  images.hook('creating', fullDisk);
  const ran = await edit(setup, mask, echoed);
  images.hook('creating').unsubscribe(fullDisk);
  expect(ran.job).toMatchObject({ state: 'compositing', answers: [{}] });
  return { ...setup, ...ran };
}

const fail = async (library: Library, { id }: JobRecord, error: unknown): Promise<void> => {
  await changeJob(library, id, 'failed', { endedAt: 1, error: toStoredError(error) });
};

it('leaves it to the user when the background is killed over it a second time', async () => {
  const { library, job } = await leftWithAnswer();
  await library.jobs.update(job.id, { resumedAt: 1 });
  await recoverJobs(library, {
    isOurs: () => false,
    takeUp: newRunner(library).start,
    isBrowserStart: false,
  });
  const stored = await library.jobs.get(job.id);
  expect(stored).toMatchObject({
    state: 'interrupted',
    error: { code: 'interrupted-while-finishing' },
  });
  expect(stored && canBeFinished(stored)).toBe(true);
});

it('finishes a failed job at the user’s word, once for two panels', async () => {
  const { library, job, error } = await leftWithAnswer();
  await fail(library, job, error);
  expect(await library.jobs.get(job.id)).toMatchObject({ error: { code: 'storage-full' } });
  expect(await reopenJob(library, job.id)).toBe(true);
  expect(await reopenJob(library, job.id)).toBe(false);
  expect((await library.jobs.get(job.id))?.resumedAt).toBeUndefined();
  newRunner(library).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('succeeded');
  expect((await library.jobs.get(job.id))?.error).toBeUndefined();
});

it('keeps the answer when finishing fails again', async () => {
  const { library, job, error } = await leftWithAnswer();
  await fail(library, job, error);
  await reopenJob(library, job.id);
  library.images.hook('creating', fullDisk);
  newRunner(library).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('failed');
  const stored = await library.jobs.get(job.id);
  expect(stored?.answers).toHaveLength(1);
  expect(stored && canBeFinished(stored)).toBe(true);
});

it('fetches a paid picture anew that was out of reach, as often as it takes', async () => {
  const { library, job } = await leftWithAnswer();
  const [picture = new Blob()] = job.answers ?? [];
  const answerUrls = ['http://127.0.0.1:1/a.png'];
  await library.jobs.update(job.id, { answers: undefined });
  await fail(library, job, new AppError('answer-unreachable', { details: { answerUrls } }));
  await reopenJob(library, job.id);
  newRunner(library).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('failed');
  expect(await reopenJob(library, job.id)).toBe(true);
  const asked: string[] = [];
  newRunner(library, async (_, url) => {
    asked.push(url);
    return picture;
  }).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('succeeded');
  expect(asked).toEqual(answerUrls);
});

it('keeps the address through a background that is killed while it fetches', async () => {
  const { library, job } = await leftWithAnswer();
  const answerUrls = ['http://127.0.0.1:1/a.png'];
  await library.jobs.update(job.id, { answers: undefined, answerUrls, resumedAt: 1 });
  await recoverJobs(library, {
    isOurs: () => false,
    takeUp: newRunner(library).start,
    isBrowserStart: false,
  });
  const stored = await library.jobs.get(job.id);
  expect(stored?.error?.code).toBe('interrupted-while-finishing');
  expect(stored && canBeFinished(stored)).toBe(true);
});

it('finishes what was cancelled with its answer there', async () => {
  const { library, job } = await leftWithAnswer();
  await changeJob(library, job.id, 'cancelled');
  expect(await reopenJob(library, job.id)).toBe(true);
  newRunner(library).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('succeeded');
});

it('keeps the pictures that could be fetched where one is gone', async () => {
  const { library, job } = await leftWithAnswer();
  const [picture = new Blob()] = job.answers ?? [];
  await library.jobs.update(job.id, { answers: undefined, answerUrls: ['a', 'gone', 'c'] });
  newRunner(library, (signal, url) =>
    url === 'gone' ? unreachable(signal, url) : Promise.resolve(picture),
  ).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('succeeded');
  const stored = await library.jobs.get(job.id);
  expect(stored?.resultIds).toHaveLength(2);
  // The one that is gone was paid for, too: it can be asked for again, alone.
  expect(stored?.error).toMatchObject({ code: 'answer-unreachable', answerUrls: ['gone'] });
  expect(await reopenJob(library, job.id)).toBe(true);
  const asked: string[] = [];
  newRunner(library, (_, url) => {
    asked.push(url);
    return Promise.resolve(picture);
  }).start(job.id);
  await expect.poll(() => stateOf(library, job.id), patient).toBe('succeeded');
  const done = await library.jobs.get(job.id);
  expect(asked).toEqual(['gone']);
  expect(done?.resultIds).toHaveLength(3);
  expect([done?.error, done?.answerUrls]).toEqual([undefined, undefined]);
  expect(await reopenJob(library, job.id)).toBe(false);
});

it('has nothing to finish where the answer itself does not fit', async () => {
  const setup = await setUpDetailed({ width: 1400, height: 1000 });
  const { job, error } = await edit(setup, mask, async ({ size }) => [
    await encodePng(otherScene(size)),
  ]);
  await fail(setup.library, job, error);
  expect(await reopenJob(setup.library, job.id)).toBe(false);
});
