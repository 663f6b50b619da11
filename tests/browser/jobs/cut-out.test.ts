import { beforeEach, describe, expect, it } from 'vitest';
import { createJob } from '../../../components/session/create-job';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import type { MaskStep } from '../../../utils/drawing/steps';
import { packDrawing } from '../../../utils/drawing/steps';
import { createJobRunner, type JobWork } from '../../../utils/jobs/job-runner';
import { makeInSlices } from '../../../utils/jobs/make-files';
import { runOnDevice } from '../../../utils/jobs/run-on-device';
import { openImage, readWorkspace, workspaceOfWindow } from '../../../utils/library/images';
import type { EditJob } from '../../../utils/library/jobs';
import { chargeOf, isUnpriced } from '../../../utils/money/spending';
import { type Raster, toRaster16 } from '../../../utils/pixels/raster';
import type { CutOut } from '../../../utils/plan/options';
import { adobeRgb } from '../blend/adobe-rgb';
import { detailed, type EditSetup, setUp, setUpDetailed, square } from './edit-fixture';

const here = workspaceOfWindow(1);

const size = { width: 160, height: 120 };
const featherPx = 6;
const box = { x: 50, y: 40, side: 40 };
const mask = [square(box.x, box.y, box.side)];
let setup: EditSetup;

beforeEach(async () => {
  setup = await setUpDetailed(size);
  await openImage(setup.library, setup.image.id, here);
});

const never: JobWork = () => Promise.reject(new Error('sent, or removed'));

/** Runs it as the background does, to its end. */
async function cutOut(
  { library, image }: EditSetup,
  how: CutOut,
  steps: readonly MaskStep[] = mask,
  meddle: (job: EditJob) => Promise<unknown> = () => Promise.resolve(),
): Promise<EditJob> {
  const job = await createJob(library, {
    ...{ kind: 'edit', imageId: image.id, drawing: packDrawing(steps), prompt: '' },
    options: {
      ...{ onDevice: true, model: '', quality: '', scope: 'around-mask' },
      ...{ cutOut: how, variants: 1, featherPx },
    },
  });
  if (job.kind !== 'edit') throw new Error('not an edit');
  await meddle(job);
  const runner = createJobRunner(
    library,
    {
      ...{ edit: never, generate: never },
      onDevice: (signal, each) => runOnDevice(signal, each, { library, make: makeInSlices }),
    },
    { atOnce: async () => 1 },
  );
  runner.start(job.id);
  await expect.poll(() => runner.isRunning(job.id)).toBe(false);
  const ended = await library.jobs.get(job.id);
  if (ended?.kind !== 'edit') throw new Error('no job');
  return ended;
}

async function resultOf({ library }: EditSetup, { resultIds }: EditJob): Promise<Raster> {
  expect(resultIds).toHaveLength(1);
  const image = await library.images.get(resultIds[0] ?? '');
  if (!image) throw new Error('no result');
  return decodeRaster(image.blob);
}

/** How far a pixel lies from the square that is masked, px. */
const distanceTo = (i: number): number => {
  const [x, y] = [i % size.width, Math.floor(i / size.width)];
  const outside = (at: number, from: number) => Math.max(from - at, at - (from + box.side - 1), 0);
  return Math.hypot(outside(x, box.x), outside(y, box.y));
};

/** Pixels, by their place, in which two pictures differ. */
const differing = (a: Raster, b: Raster, pixels: readonly number[]): number =>
  pixels.filter((i) => [0, 1, 2, 3].some((c) => a.data[4 * i + c] !== b.data[4 * i + c])).length;

const all = Array.from({ length: size.width * size.height }, (_, i) => i);
const inside = all.filter((i) => distanceTo(i) === 0);
const outside = all.filter((i) => distanceTo(i) >= featherPx);
const alphasOf = ({ data }: Raster, pixels: readonly number[]) => [
  ...new Set(pixels.map((i) => data[4 * i + 3])),
];

it('what is painted is kept bit for bit, all else is clear, and it costs nothing', async () => {
  const ended = await cutOut(setup, 'keep');
  expect([ended.state, ended.error]).toEqual(['succeeded', undefined]);
  const original = await decodeRaster(setup.image.blob);
  const result = await resultOf(setup, ended);
  expect(differing(result, original, inside)).toBe(0);
  expect(alphasOf(result, outside)).toEqual([0]);
  const between = all.filter((i) => distanceTo(i) > 0 && distanceTo(i) < featherPx - 0.5);
  const soft = alphasOf(result, between);
  expect(soft.every((alpha = 0) => alpha > 0 && alpha < 255)).toBe(true);
  expect(soft.length).toBeGreaterThan(5);
  expect(ended.sentAt).toBeUndefined();
  expect([chargeOf(ended), isUnpriced(ended)]).toEqual([undefined, false]);
});

it('it is a result like others: of that image and job, and shown', async () => {
  const ended = await cutOut(setup, 'keep');
  const [id] = ended.resultIds;
  expect(await setup.library.images.get(id ?? '')).toMatchObject({
    ...{ source: 'edit', parentId: setup.image.id, jobId: ended.id, ...size },
    mimeType: 'image/png',
  });
  expect((await readWorkspace(setup.library, here)).imageId).toBe(id);
});

it('cleared, all around it is untouched, which is counted', async () => {
  const ended = await cutOut(setup, 'clear');
  const original = await decodeRaster(setup.image.blob);
  const result = await resultOf(setup, ended);
  expect(differing(result, original, outside)).toBe(0);
  expect(alphasOf(result, inside)).toEqual([0]);
  const stored = await setup.library.images.get(ended.resultIds[0] ?? '');
  expect(stored?.changedOutside?.changed).toBe(0);
  expect(stored?.changedOutside?.total).toBeGreaterThan(10_000);
});

it('over white nothing is transparent', async () => {
  const ended = await cutOut(setup, 'white');
  const result = await resultOf(setup, ended);
  expect(differing(result, await decodeRaster(setup.image.blob), inside)).toBe(0);
  expect(alphasOf(result, all)).toEqual([255]);
  expect(outside.every((i) => result.data[4 * i] === 255)).toBe(true);
  const stored = await setup.library.images.get(ended.resultIds[0] ?? '');
  expect(stored?.changedOutside).toBeUndefined();
});

it('16 bits and the profile stay', async () => {
  const deep = toRaster16(detailed(size));
  for (let i = 0; i < deep.data.length; i += 4) deep.data[i] = (deep.data[i] ?? 0) ^ 0x35;
  const iccProfile = adobeRgb();
  const of = await setUp(await encodePng({ ...deep, iccProfile }));
  const result = await resultOf(of, await cutOut(of, 'keep'));
  expect(result.bitDepth).toBe(16);
  expect(differing(result, await decodeRaster(of.image.blob), inside)).toBe(0);
  expect(result.iccProfile?.bytes).toEqual(iccProfile.bytes);
});

describe('what can not be cut out is said', () => {
  it('no mask', async () => {
    const ended = await cutOut(setup, 'keep', []);
    expect([ended.state, ended.error?.code]).toEqual(['failed', 'mask-empty']);
    expect(ended.resultIds).toEqual([]);
  });
  it('a picture that is gone', async () => {
    const meddle = () => setup.library.images.delete(setup.image.id);
    const ended = await cutOut(setup, 'keep', mask, meddle);
    expect([ended.state, ended.error?.code]).toEqual(['failed', 'image-not-found']);
  });
});

it('one that was cancelled meanwhile leaves no result', async () => {
  const meddle = ({ id }: EditJob) => setup.library.jobs.update(id, { state: 'cancelled' });
  const ended = await cutOut(setup, 'keep', mask, meddle);
  expect([ended.state, ended.resultIds]).toEqual(['cancelled', []]);
});
