import { beforeEach, describe, expect, it } from 'vitest';
import { createJob } from '../../../components/session/create-job';
import type { ErrorCode } from '../../../utils/base/errors';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import {
  type DrawingStep,
  type MaskStep,
  type NoCopyStroke,
  packDrawing,
} from '../../../utils/drawing/steps';
import { type Fill, fillInSlices } from '../../../utils/fill/run-fill';
import { createJobRunner, type JobWork } from '../../../utils/jobs/job-runner';
import { recoverJobs } from '../../../utils/jobs/recover';
import { runOnDevice } from '../../../utils/jobs/run-on-device';
import { openImage, readWorkspace, workspaceOfWindow } from '../../../utils/library/images';
import type { EditJob } from '../../../utils/library/jobs';
import { chargeOf, isUnpriced } from '../../../utils/money/spending';
import { type Raster, toRaster16 } from '../../../utils/pixels/raster';
import { randomNumbers } from '../../unit/codecs/random';
import { detailed, type EditSetup, setUp, setUpDetailed, square } from './edit-fixture';
import { filledBy } from './filled-by';
import { addJob, stateOf } from './jobs-fixture';

const here = workspaceOfWindow(1);

const size = { width: 260, height: 200 };
const featherPx = 8;
const box = { x: 110, y: 80, side: 34 };
const mask = [square(box.x, box.y, box.side)];
let setup: EditSetup;

beforeEach(async () => {
  setup = await setUpDetailed(size);
  await openImage(setup.library, setup.image.id, here);
});

async function addRemoval(
  { library, image }: EditSetup,
  steps: readonly DrawingStep[] = mask,
  variants = 3,
): Promise<EditJob> {
  const job = await createJob(library, {
    ...{ kind: 'edit', imageId: image.id, drawing: packDrawing(steps), prompt: '' },
    options: { onDevice: true, model: '', quality: '', variants, featherPx, scope: 'around-mask' },
  });
  if (job.kind !== 'edit') throw new Error('not an edit');
  return job;
}

const never: JobWork = () => Promise.reject(new Error('sent'));

const runnerOf = ({ library }: EditSetup, fill: Fill = fillInSlices, edit = never) =>
  createJobRunner(
    library,
    {
      ...{ edit, generate: edit },
      onDevice: (signal, job) => runOnDevice(signal, job, { library, make: filledBy(fill) }),
    },
    { atOnce: async () => 1 },
  );

async function remove(of: EditSetup, job: EditJob, fill?: Fill): Promise<EditJob> {
  const runner = runnerOf(of, fill);
  runner.start(job.id);
  await expect.poll(() => runner.isRunning(job.id)).toBe(false);
  const ended = await of.library.jobs.get(job.id);
  if (ended?.kind !== 'edit') throw new Error('no job');
  return ended;
}

async function resultsOf({ library }: EditSetup, { resultIds }: EditJob): Promise<Raster[]> {
  const images = await library.images.bulkGet([...resultIds]);
  return Promise.all(images.flatMap((image) => (image ? [decodeRaster(image.blob)] : [])));
}

/** How far a pixel lies from the square that is masked, px. */
const distanceTo = (i: number): number => {
  const [x, y] = [i % size.width, Math.floor(i / size.width)];
  const outside = (at: number, from: number) => Math.max(from - at, at - (from + box.side - 1), 0);
  return Math.hypot(outside(x, box.x), outside(y, box.y));
};

it('a removal makes three different pictures, free, and changes nothing outside strokes and feather', async () => {
  const ended = await remove(setup, await addRemoval(setup));
  expect(ended.state).toBe('succeeded');
  expect(ended.error).toBeUndefined();
  const original = await decodeRaster(setup.image.blob);
  const results = await resultsOf(setup, ended);
  expect(results).toHaveLength(3);
  for (const { data } of results) {
    let [outside, inside] = [0, 0];
    for (let i = 0; i < data.length; i += 1) {
      if (data[i] === original.data[i]) continue;
      if (distanceTo(i >> 2) >= featherPx) outside += 1;
      else inside += 1;
    }
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(1000);
  }
  expect(new Set(results.map(({ data }) => data.join())).size).toBe(3);
  const stored = await setup.library.images.bulkGet([...ended.resultIds]);
  for (const image of stored) {
    expect(image).toMatchObject({ source: 'edit', parentId: setup.image.id, jobId: ended.id });
    expect(image?.changedOutside?.changed).toBe(0);
  }
  expect(ended.sentAt).toBeUndefined();
  expect([chargeOf(ended), isUnpriced(ended)]).toEqual([undefined, false]);
  expect(ended.filledShare).toBeGreaterThan(box.side ** 2 / (size.width * size.height));
});

it('each picture is made from the original, not from the one before it: the same filling gives the same pixels', async () => {
  const pink: Fill = async (_, { picture, hole }) => {
    const data = picture.data.slice();
    hole.forEach((isHole, i) => {
      if (isHole) data.set([255, 0, 200, 255], 4 * i);
    });
    return { ...picture, data } as Raster;
  };
  const [first, ...others] = await resultsOf(setup, await remove(setup, await addRemoval(setup), pink)); // biome-ignore format: one line
  expect(first?.data.slice(4 * (box.y * size.width + box.x)).slice(0, 3)).toEqual(Uint8ClampedArray.of(255, 0, 200)); // biome-ignore format: one line
  expect(others).toHaveLength(2);
  for (const { data } of others) expect(data).toEqual(first?.data);
});

it('what is painted shows nothing of the thing any more', async () => {
  const plain = detailed(size);
  const data = plain.data.slice();
  for (let i = 0; i < data.length / 4; i += 1)
    if (distanceTo(i) === 0) data.set([255, 0, 200, 255], 4 * i);
  const pink = await setUp(await encodePng({ ...plain, data } as Raster));
  const ended = await remove(pink, await addRemoval(pink));
  for (const { data: left } of await resultsOf(pink, ended)) {
    const pinks = left.filter((_, i) => i % 4 === 0 && (left[i] ?? 0) > 230 && (left[i + 1] ?? 0) < 40); // biome-ignore format: one line
    expect(pinks.length).toBe(0);
  }
});

describe('what must not be copied', () => {
  /** Grass with three pink bars that go through: in front of the middle one's middle stands what is painted over. */
  const barred = async (): Promise<EditSetup> => {
    const data = detailed(size).data.slice();
    const random = randomNumbers(5);
    for (let i = 0; i < data.length / 4; i += 1) {
      const grain = 60 * random();
      data.set([60 + grain, 100 + grain, 50 + grain, 255], 4 * i);
      const x = (i % size.width) - box.x - box.side / 2;
      if ([-60, 0, 60].some((at) => Math.abs(x - at) < 7)) data.set([255, 0, 200, 255], 4 * i);
    }
    return setUp(await encodePng({ ...detailed(size), data } as Raster));
  };
  /** A stroke along each bar, beside it included. */
  const along: readonly NoCopyStroke[] = [-60, 0, 60].map((at) => {
    const x = box.x + box.side / 2 + at;
    return { kind: 'no-copy', size: 22, hasPressure: false, points: [[x, -5, 0.5], [x, 205, 0.5]] }; // biome-ignore format: one stroke
  });
  const pinkIn = ({ data }: Raster): number => {
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (distanceTo(i >> 2) === 0 && (data[i] ?? 0) > 200 && (data[i + 1] ?? 0) < 90) count += 1;
    return count;
  };

  it('is not copied by any of the three; without the stripes it would be', async () => {
    const of = await barred();
    const [without] = await resultsOf(of, await remove(of, await addRemoval(of, mask, 1)));
    expect(without && pinkIn(without)).toBeGreaterThan(200);
    const ended = await remove(of, await addRemoval(of, [...mask, ...along]));
    const results = await resultsOf(of, ended);
    expect(results.map(pinkIn)).toEqual([0, 0, 0]);
    // Outside of what is painted all is as it was, the stripes' places included.
    const stored = await of.library.images.bulkGet([...ended.resultIds]);
    expect(stored.map((image) => image?.changedOutside?.changed)).toEqual([0, 0, 0]);
  });

  it('is stored with the job: a background that was started anew fills by it, too', async () => {
    const of = await barred();
    const job = await addRemoval(of, [...mask, ...along], 1);
    const stored = await of.library.jobs.get(job.id);
    if (stored?.kind !== 'edit') throw new Error('no job');
    const [made] = await resultsOf(of, await remove(of, stored));
    expect(made && pinkIn(made)).toBe(0);
  });

  it('all around is made up for from farther away', async () => {
    const of = await barred();
    const middle = [box.x + box.side / 2, box.y + box.side / 2, 0.5] as const;
    const around: NoCopyStroke = { kind: 'no-copy', size: 190, hasPressure: false, points: [middle] }; // biome-ignore format: one stroke
    const ended = await remove(of, await addRemoval(of, [...mask, around], 1));
    expect(ended.state).toBe('succeeded');
  });

  it('everywhere leaves nothing to copy from, and that is said', async () => {
    const everywhere: NoCopyStroke = { kind: 'no-copy', size: 900, hasPressure: false, points: [[130, 100, 0.5]] }; // biome-ignore format: one stroke
    const ended = await remove(setup, await addRemoval(setup, [...mask, everywhere]));
    expect([ended.state, ended.error?.code]).toEqual(['failed', 'nothing-to-copy']);
  });
});

it('the first picture is shown while the others are still being made, with their progress', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let fills = 0;
  const job = await addRemoval(setup);
  const runner = runnerOf(setup, async (...call) => {
    fills += 1;
    if (fills > 1) await held;
    return fillInSlices(...call);
  });
  runner.start(job.id);
  await expect.poll(async () => (await setup.library.jobs.get(job.id))?.resultIds.length).toBe(1);
  const half = await setup.library.jobs.get(job.id);
  expect(half?.state).toBe('filling');
  expect((await readWorkspace(setup.library, here)).imageId).toBe(half?.resultIds[0]);
  release();
  await expect.poll(() => stateOf(setup.library, job.id)).toBe('succeeded');
  const ended = await setup.library.jobs.get(job.id);
  expect(ended?.resultIds).toHaveLength(3);
  expect((await readWorkspace(setup.library, here)).imageId).toBe(ended?.resultIds[0]);
});

it('a cancelled removal stops at once and keeps what was finished', async () => {
  let fills = 0;
  const job = await addRemoval(setup);
  const runner = runnerOf(setup, (signal, part, options, onShare) => {
    fills += 1;
    if (fills === 1) return fillInSlices(signal, part, options, onShare);
    runner.cancel(job.id);
    return fillInSlices(signal, part, options, onShare);
  });
  runner.start(job.id);
  await expect.poll(() => runner.isRunning(job.id)).toBe(false);
  const ended = await setup.library.jobs.get(job.id);
  expect(ended).toMatchObject({ state: 'cancelled' });
  expect(ended?.resultIds).toHaveLength(1);
  expect(fills).toBe(2);
});

it('keeps 16 bits', async () => {
  const deep = toRaster16(detailed(size));
  for (let i = 0; i < deep.data.length; i += 4) deep.data[i] = (deep.data[i] ?? 0) ^ 0x35;
  const of = await setUp(await encodePng(deep));
  const [first] = await resultsOf(of, await remove(of, await addRemoval(of, mask, 1)));
  expect(first?.bitDepth).toBe(16);
  const fine = first?.data.filter((value, i) => i % 4 === 0 && distanceTo(i >> 2) === 0 && value % 257 !== 0); // biome-ignore format: one line
  expect(fine?.length).toBeGreaterThan(500);
});

describe('what can not be removed is said', () => {
  const codeOf = async (
    of: EditSetup,
    steps: readonly MaskStep[],
  ): Promise<ErrorCode | undefined> => {
    const ended = await remove(of, await addRemoval(of, steps));
    expect(ended.state).toBe('failed');
    expect(ended.resultIds).toEqual([]);
    return ended.error?.code;
  };

  it('no mask', async () => expect(await codeOf(setup, [])).toBe('mask-empty'));
  it('a mask over everything', async () =>
    expect(await codeOf(setup, [{ kind: 'invert' }])).toBe('nothing-to-copy'));
  it('a picture that is gone', async () => {
    const job = await addRemoval(setup);
    await setup.library.images.delete(setup.image.id);
    expect((await remove(setup, job)).error?.code).toBe('image-not-found');
  });
});

it('a mask over more than a third is filled all the same, and its share is noted', async () => {
  const steps: MaskStep[] = [{ kind: 'rectangle', mode: 'add', rect: { x: 30, y: 20, width: 190, height: 150 } }]; // biome-ignore format: one step
  const ended = await remove(setup, await addRemoval(setup, steps, 1));
  expect(ended.state).toBe('succeeded');
  expect(ended.filledShare).toBeGreaterThan(1 / 3);
});

it('a removal does not wait for jobs that are with a server', async () => {
  const { library } = setup;
  const waiting = await addJob(library);
  const runner = runnerOf(setup, fillInSlices, () => new Promise(() => undefined));
  runner.start(waiting.id);
  const job = await addRemoval(setup, mask, 1);
  runner.start(job.id);
  await expect.poll(() => stateOf(library, job.id)).toBe('succeeded');
  expect(runner.isRunning(waiting.id)).toBe(true);
});

it('one that a killed background left behind says that nothing was billed, and keeps what was finished', async () => {
  const { library } = setup;
  const job = await addRemoval(setup);
  await library.jobs.update(job.id, { state: 'filling', takenAt: 1, resultIds: ['a'] });
  const rules = { isOurs: () => false, isBrowserStart: false, takeUp: () => undefined };
  await recoverJobs(library, rules);
  const ended = await library.jobs.get(job.id);
  expect(ended?.error?.code).toBe('interrupted-on-device');
  expect(ended?.resultIds).toEqual(['a']);
});
