import { expect, it } from 'vitest';
import { encodePng } from '../../../utils/codecs/png-write';
import type { Mark } from '../../../utils/drawing/steps';
import { createJobRunner } from '../../../utils/jobs/job-runner';
import { createAnswerKeeper } from '../../../utils/jobs/keep-answers';
import { runEdit } from '../../../utils/jobs/run-edit';
import { runGeneration } from '../../../utils/jobs/run-generation';
import type { Library } from '../../../utils/library/database';
import { addImage } from '../../../utils/library/images';
import type { EditRequest } from '../../../utils/server/request';
import { detailed, edit, setUpDetailed, square } from './edit-fixture';
import { addJob, emptyLibrary, stateOf } from './jobs-fixture';

/** Runs a job in a worker that must not send anything. */
async function runWithoutServer(library: Library, jobId: string): Promise<string[]> {
  const sent: string[] = [];
  const refuse = () => {
    sent.push(jobId);
    return Promise.reject(new Error('sent again'));
  };
  const fetchAnswer = refuse;
  const keeper = createAnswerKeeper(library);
  const connection = () => Promise.resolve({ apiKey: 'k', baseUrl: 'http://127.0.0.1' });
  const runner = createJobRunner(
    library,
    {
      edit: (signal, job) =>
        runEdit(signal, job, {
          library,
          keeper,
          connection,
          fetchAnswer,
          takesMarks: async () => false,
          editImage: refuse,
        }),
      onDevice: refuse,
      generate: (signal, job) =>
        runGeneration(signal, job, {
          library,
          keeper,
          connection,
          fetchAnswer,
          generateImage: refuse,
        }),
    },
    { atOnce: async () => 1 },
  );
  runner.start(jobId);
  await expect.poll(() => runner.isRunning(jobId)).toBe(false);
  return sent;
}

it('composites the kept answer of an edit whose worker was killed, and sends nothing', async () => {
  const { library, image } = await setUpDetailed({ width: 1200, height: 900 });
  const file = await encodePng(detailed({ width: 8, height: 8 }));
  const reference = await addImage(library, { blob: file, source: 'file', page: {} });
  let answer = new Blob();
  const answers = async (request: EditRequest) => {
    answer = request.image;
    return [answer];
  };
  const mask = [square(500, 300, 200)];
  const { job } = await edit({ library, image }, mask, answers, {}, [reference.id]);
  await library.images.bulkDelete([...job.resultIds, reference.id]);
  await library.jobs.update(job.id, { state: 'compositing', resultIds: [], answers: [answer] });

  expect(await runWithoutServer(library, job.id)).toEqual([]);
  const stored = await library.jobs.get(job.id);
  expect([stored?.state, stored?.answers]).toEqual(['succeeded', undefined]);
  expect(stored?.resumedAt).toBeGreaterThan(0);
  const result = await library.images.get(stored?.resultIds[0] ?? '');
  expect(result).toMatchObject({ width: 1200, height: 900, changedOutside: { changed: 0 } });
});

it('puts a kept answer where its part was sent from, whatever would be sent by now', async () => {
  const { library, image } = await setUpDetailed({ width: 1200, height: 900 });
  let answer = new Blob();
  const { job } = await edit({ library, image }, [square(500, 300, 200)], async (request) => {
    answer = request.image;
    return [answer];
  });
  await library.images.bulkDelete([...job.resultIds]);
  // As another version planned it: the whole picture was sent then, at its own size.
  const whole = await encodePng(detailed({ width: 1200, height: 900 }));
  await library.jobs.update(job.id, {
    ...{ state: 'compositing', resultIds: [], answers: [whole] },
    crop: { x: 0, y: 0, width: 1200, height: 900 },
    requestSize: { width: 1200, height: 900 },
  });
  expect(await runWithoutServer(library, job.id)).toEqual([]);
  const stored = await library.jobs.get(job.id);
  expect([stored?.state, stored?.error]).toEqual(['succeeded', undefined]);
  const result = await library.images.get(stored?.resultIds[0] ?? '');
  expect(result).toMatchObject({ width: 1200, height: 900, changedOutside: { changed: 0 } });
});

it('puts the kept answer to marks where they were, whatever was learned of the server since', async () => {
  const { library, image } = await setUpDetailed({ width: 1200, height: 900 });
  const mark: Mark = { kind: 'pen-mark', colour: 'red', size: 10, points: [[600, 450]] };
  const answers = async (request: EditRequest) => [request.image];
  const { job, requests } = await edit({ library, image }, [mark], answers);
  const [answer = new Blob()] = requests.map((request) => request.image);
  await library.images.bulkDelete([...job.resultIds]);
  await library.jobs.update(job.id, { state: 'compositing', resultIds: [], answers: [answer] });

  expect(await runWithoutServer(library, job.id)).toEqual([]);
  const stored = await library.jobs.get(job.id);
  expect([stored?.state, stored?.error]).toEqual(['succeeded', undefined]);
  const result = await library.images.get(stored?.resultIds[0] ?? '');
  expect(result).toMatchObject({ width: 1200, height: 900, changedOutside: { changed: 0 } });
});

it('stores the kept answers of a generation whose worker was killed, and sends nothing', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'compositing');
  const white = { width: 8, height: 8, bitDepth: 8 } as const;
  const answers = [await encodePng({ ...white, data: new Uint8ClampedArray(256).fill(255) })];
  await library.jobs.update(id, { answers });
  expect(await runWithoutServer(library, id)).toEqual([]);
  expect(await stateOf(library, id)).toBe('succeeded');
  expect(await library.images.count()).toBe(1);
});

it('leaves a job alone that is in the middle of its request', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'streaming');
  expect(await runWithoutServer(library, id)).toEqual([]);
  expect(await stateOf(library, id)).toBe('streaming');
});
