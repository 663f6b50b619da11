import { expect, it } from 'vitest';
import { reopenToPaste, takeWholeAnswer } from '../../../components/session/reopen-job';
import { toStoredError } from '../../../utils/base/errors';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { changeJob } from '../../../utils/jobs/change-job';
import { createAnswerKeeper } from '../../../utils/jobs/keep-answers';
import { runEdit } from '../../../utils/jobs/run-edit';
import type { JobRecord } from '../../../utils/library/jobs';
import { cropRaster } from '../../../utils/pixels/raster';
import { resampleRaster } from '../../../utils/pixels/resample';
import type { EditRequest } from '../../../utils/server/request';
import { flat8 } from '../../unit/blend/rasters';
import {
  detailed,
  type EditSetup,
  edit,
  otherScene,
  setUp,
  setUpDetailed,
  square,
} from './edit-fixture';

const size = { width: 1400, height: 1000 };
const mask = [square(600, 400, 120)];
const reframed = async ({ size: asked }: EditRequest) => [await encodePng(otherScene(asked))];
const echoed = async ({ image }: EditRequest) => [image];

it('keeps a paid answer that shows another picture, and says what it is', async () => {
  const setup = await setUpDetailed(size);
  const { error, job } = await edit(setup, mask, reframed);
  expect(error).toMatchObject({ code: 'answer-reframed' });
  expect(job.answers).toHaveLength(1);
  expect(job.resultIds).toEqual([]);
});

it('makes a result of the whole answer without another request', async () => {
  const setup = await setUpDetailed(size);
  const { job, requests } = await edit(setup, mask, reframed);
  await takeWholeAnswer(setup.library, job);
  await takeWholeAnswer(setup.library, job); // a double click is one wish
  const stored = await setup.library.jobs.get(job.id);
  expect(stored?.state).toBe('succeeded');
  expect([stored?.error, stored?.answers]).toEqual([undefined, undefined]);
  const results = await setup.library.images.bulkGet([...(stored?.resultIds ?? [])]);
  const [first] = requests;
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ ...first?.size, notes: ['whole-answer'] });
  expect(requests).toHaveLength(1);
});

/** The background finishes the job anew; a request would be a second one. */
async function finishWithoutServer({ library }: EditSetup, id: string): Promise<JobRecord> {
  const refuse = () => Promise.reject(new Error('this would be paid for'));
  const job = await library.jobs.get(id);
  if (job?.kind !== 'edit') throw new Error('not an edit');
  await runEdit(new AbortController().signal, job, {
    ...{ library, connection: refuse, fetchAnswer: refuse, editImage: refuse },
    takesMarks: async () => false,
    keeper: createAnswerKeeper(library),
  });
  const done = await library.jobs.get(id);
  if (!done) throw new Error('the job is gone');
  return done;
}

it('pastes what was refused as reframed as it lies, without another request', async () => {
  const setup = await setUpDetailed(size);
  const { job, requests, error } = await edit(setup, mask, reframed);
  await changeJob(setup.library, job.id, 'failed', { error: toStoredError(error) });
  const [{ size: asked } = { size }] = requests;
  expect(await reopenToPaste(setup.library, job.id)).toBe(true);
  expect(await reopenToPaste(setup.library, job.id)).toBe(false); // a double click is one wish
  const done = await finishWithoutServer(setup, job.id);
  expect(done).toMatchObject({ state: 'succeeded' });
  expect([done.answers, done.error]).toEqual([undefined, undefined]);
  const result = await setup.library.images.get(done.resultIds[0] ?? '');
  expect(result).toMatchObject({ ...size, changedOutside: { changed: 0 } });
  const pasted = await decodeRaster(result?.blob ?? new Blob());
  const answer = otherScene(asked);
  const crop = done.crop ?? { x: 0, y: 0 };
  for (const [x, y] of [
    [605, 405],
    [660, 460],
    [715, 515],
  ] as const) {
    // biome-ignore format: places
    const there = 4 * ((y - crop.y) * answer.width + x - crop.x);
    const here = 4 * (y * size.width + x);
    expect([...pasted.data.slice(here, here + 3)]).toEqual([
      ...answer.data.slice(there, there + 3),
    ]);
  }
});

it('pastes the one that was refused beside the results that are there already', async () => {
  const setup = await setUpDetailed(size);
  const both = async (request: EditRequest) => [
    ...(await echoed(request)),
    ...(await reframed(request)),
  ];
  const { job } = await edit(setup, mask, both, { variants: 2 });
  expect(await reopenToPaste(setup.library, job.id)).toBe(true);
  const done = await finishWithoutServer(setup, job.id);
  expect(done.resultIds).toHaveLength(2);
  expect(done.resultIds[0]).toBe(job.resultIds[0]);
});

it('pastes nothing of an answer that has another fault', async () => {
  const setup = await setUpDetailed({ width: 1024, height: 1024 });
  const misfit = async () => [await encodePng(flat8(900, 300, [9, 9, 9, 255]))];
  const { job, error } = await edit(setup, [square(10, 10, 900)], misfit);
  await changeJob(setup.library, job.id, 'failed', { error: toStoredError(error) });
  expect(await reopenToPaste(setup.library, job.id)).toBe(false);
});

it('keeps the answers that fit beside one that does not', async () => {
  const setup = await setUpDetailed(size);
  const both = async (request: EditRequest) => [
    ...(await reframed(request)),
    ...(await echoed(request)),
  ];
  const { error, job } = await edit(setup, mask, both, { variants: 2 });
  expect(error).toBeUndefined();
  expect(job).toMatchObject({ state: 'succeeded', error: { code: 'answer-reframed' } });
  expect(job.resultIds).toHaveLength(1);
  expect(job.answers).toHaveLength(1);
});

it('keeps the good pictures beside one that is cut off', async () => {
  for (const [scope, steps] of [
    ['around-mask', mask],
    ['whole-image', []],
  ] as const) {
    const setup = await setUpDetailed(size);
    const both = async ({ image }: EditRequest) => [image, await cutOff()];
    const { error, job } = await edit(setup, steps, both, { variants: 2, scope });
    expect(error).toBeUndefined();
    expect(job).toMatchObject({ state: 'succeeded', error: { code: 'answer-undecodable' } });
    expect(job.resultIds).toHaveLength(1);
    expect(job.answers).toHaveLength(1);
  }
});

it('leaves no answer with the job once it is a result', async () => {
  const { job } = await edit(await setUpDetailed(size), mask, echoed);
  expect(job.answers).toBeUndefined();
  expect(job.resultIds).toHaveLength(1);
});

it('shows the model less around the mask when it tries tighter', async () => {
  const setup = await setUpDetailed(size);
  const first = await edit(setup, mask, echoed);
  const tighter = await edit(setup, mask, echoed, { tighter: true });
  const [before, after] = [first.job.crop, tighter.job.crop];
  expect(after?.width).toBeLessThan(0.7 * (before?.width ?? 0));
  expect(after?.x).toBeLessThanOrEqual(600);
  expect((after?.x ?? 0) + (after?.width ?? 0)).toBeGreaterThanOrEqual(720);
  const { changedOutside } = (await setup.library.images.get(tighter.job.resultIds[0] ?? '')) ?? {};
  expect(changedOutside?.changed).toBe(0);
});

it.each<[string, Blob | Promise<Blob>, string]>([
  ['of one pixel', encodePng(flat8(1, 1, [9, 9, 9, 255])), 'answer-misfit'],
  ['of another shape', encodePng(flat8(900, 300, [9, 9, 9, 255])), 'answer-misfit'],
  ['that is clear everywhere', encodePng(flat8(1024, 1024, [9, 9, 9, 0])), 'answer-empty'],
  ['cut off in the middle', cutOff(), 'answer-undecodable'],
])('refuses an answer %s', async (_, answer, code) => {
  const setup = await setUpDetailed({ width: 1024, height: 1024 });
  const { error } = await edit(setup, [square(10, 10, 900)], async () => [await answer]);
  expect(error).toMatchObject({ code });
});

async function cutOff(): Promise<Blob> {
  const whole = await encodePng(detailed({ width: 300, height: 300 }));
  return whole.slice(0, whole.size / 2);
}

it('takes an answer whose alpha peaks at 254 as opaque', async () => {
  const setup = await setUpDetailed({ width: 1024, height: 1024 });
  const { job } = await edit(setup, [square(100, 100, 300)], async ({ image }) => {
    const raster = await decodeRaster(image);
    if (raster.bitDepth === 8) for (let i = 3; i < raster.data.length; i += 4) raster.data[i] = 254;
    return [await encodePng(raster)];
  });
  const result = await setup.library.images.get(job.resultIds[0] ?? '');
  const raster = await decodeRaster(result?.blob ?? new Blob());
  const { data } = cropRaster(raster, { x: 200, y: 200, width: 1, height: 1 });
  expect(data[3]).toBe(255);
});

it.each([
  ['without a pixel', [square(100, 100, 300), { kind: 'clear' as const }]],
  [
    'that the eraser took away',
    [square(99, 99, 9), { ...square(90, 90, 40), mode: 'subtract' as const }],
  ],
  ['outside the image', [square(5000, 5000, 10)]],
])('says before sending that nothing is painted: a mask %s', async (_, steps) => {
  const { error, requests } = await edit(await setUpDetailed(size), steps, echoed);
  expect(error).toMatchObject({ code: 'mask-empty' });
  expect(requests).toHaveLength(0);
});

it.each([
  ['a mask of one pixel', size, [square(700, 500, 1)]],
  ['an image below the least size of the model', { width: 64, height: 48 }, [square(20, 20, 8)]],
  ['a mask in the corner of a narrow image', { width: 2000, height: 300 }, [square(0, 0, 60)]],
  ['a mask over all of the image', size, [square(0, 0, 1400)]],
])('edits %s and nothing beside it', async (_, imageSize, steps) => {
  const setup = await setUpDetailed(imageSize);
  const { job, error } = await edit(setup, steps, echoed);
  expect(error).toBeUndefined();
  const result = await setup.library.images.get(job.resultIds[0] ?? '');
  expect(result).toMatchObject({ ...imageSize, changedOutside: { changed: 0 } });
});

it('says how long a part may be where the image is too narrow for any model', async () => {
  const setup = await setUpDetailed({ width: 2000, height: 40 });
  const { error, requests } = await edit(setup, [square(0, 0, 2000)], echoed);
  expect(error).toMatchObject({ code: 'crop-too-narrow', details: { substitutions: ['120'] } });
  expect(requests).toHaveLength(0);
});

it('refuses a strip as a whole image before sending, and says how long it may be', async () => {
  const setup = await setUpDetailed({ width: 2000, height: 300 });
  const { error, requests } = await edit(setup, [], echoed, { scope: 'whole-image' });
  expect(error).toMatchObject({ code: 'crop-too-narrow', details: { substitutions: ['900'] } });
  expect(requests).toHaveLength(0);
});

it('puts an answer of half the asked size into the image at its full size', async () => {
  const setup = await setUpDetailed(size);
  const { job, error } = await edit(setup, mask, async ({ image, size: asked }) => [
    await encodePng(
      resampleRaster(await decodeRaster(image), {
        width: asked.width / 2,
        height: asked.height / 2,
      }),
    ),
  ]);
  expect(error).toBeUndefined();
  const result = await setup.library.images.get(job.resultIds[0] ?? '');
  expect(result).toMatchObject({ ...size, changedOutside: { changed: 0 } });
});

it('paints on an image that is clear everywhere, and leaves the rest clear', async () => {
  const clear = detailed(size);
  clear.data.fill(0);
  const setup = await setUp(await encodePng(clear));
  const { job, error } = await edit(setup, mask, async ({ size: asked }) => [
    await encodePng(flat8(asked.width, asked.height, [200, 40, 90, 255])),
  ]);
  expect(error).toBeUndefined();
  const result = await setup.library.images.get(job.resultIds[0] ?? '');
  expect(result?.changedOutside?.changed).toBe(0);
  const { data } = await decodeRaster(result?.blob ?? new Blob());
  const alphaAt = (x: number, y: number) => data[4 * (y * size.width + x) + 3];
  expect([alphaAt(660, 460), alphaAt(5, 5)]).toEqual([255, 0]);
});
