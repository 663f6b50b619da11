import { describe, expect, it } from 'vitest';
import { createJob } from '../../../components/session/create-job';
import type { Size } from '../../../utils/base/geometry';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { type MaskStep, packDrawing } from '../../../utils/drawing/steps';
import { type Fill, fillInSlices } from '../../../utils/fill/run-fill';
import { createJobRunner } from '../../../utils/jobs/job-runner';
import { runOnDevice } from '../../../utils/jobs/run-on-device';
import type { EditJob } from '../../../utils/library/jobs';
import type { Raster, Raster8 } from '../../../utils/pixels/raster';
import { detailed, type EditSetup, setUp, square } from './edit-fixture';
import { filledBy } from './filled-by';

const never = () => Promise.reject(new Error('sent'));

/** Runs one removal of one variant to its end. */
async function remove(
  { library, image }: EditSetup,
  steps: readonly MaskStep[],
  fill: Fill = fillInSlices,
): Promise<EditJob> {
  const job = await createJob(library, {
    ...{ kind: 'edit', imageId: image.id, drawing: packDrawing(steps), prompt: '' },
    options: { onDevice: true, model: '', quality: '', variants: 1, featherPx: 8, scope: 'around-mask' }, // biome-ignore format: one job
  });
  const work = {
    ...{ edit: never, generate: never },
    onDevice: (signal: AbortSignal, of: EditJob) =>
      runOnDevice(signal, of, { library, make: filledBy(fill) }),
  };
  const runner = createJobRunner(library, work, { atOnce: async () => 1 });
  runner.start(job.id);
  await expect.poll(() => runner.isRunning(job.id)).toBe(false);
  const ended = await library.jobs.get(job.id);
  if (ended?.kind !== 'edit') throw new Error('no job');
  return ended;
}

async function resultOf({ library }: EditSetup, { resultIds }: EditJob): Promise<Raster> {
  const image = await library.images.get(resultIds[0] ?? '');
  if (!image) throw new Error('no result');
  expect(image.changedOutside?.changed).toBe(0);
  return decodeRaster(image.blob);
}

const flat = ({ width, height }: Size, colour: readonly number[]): Raster8 => ({
  ...{ width, height, bitDepth: 8 },
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => colour[i % 4] ?? 0),
});

describe('a picture', () => {
  it('of one pixel has nothing to copy from, and that is said', async () => {
    const of = await setUp(await encodePng(flat({ width: 1, height: 1 }, [9, 9, 9, 255])));
    const ended = await remove(of, [square(0, 0, 1)]);
    expect([ended.state, ended.error?.code]).toEqual(['failed', 'nothing-to-copy']);
  });

  it('of 20,000 x 20 px is filled in the middle and is as before elsewhere', async () => {
    const size = { width: 20_000, height: 20 };
    const of = await setUp(await encodePng(detailed(size)));
    const { width, height, data } = await resultOf(of, await remove(of, [square(9990, 0, 20)]));
    expect([width, height]).toEqual([20_000, 20]);
    expect(data.subarray(0, 4 * 9000)).toEqual((await decodeRaster(of.image.blob)).data.subarray(0, 4 * 9000)); // biome-ignore format: one line
  });

  it('of one colour stays one of one colour', async () => {
    const of = await setUp(await encodePng(flat({ width: 90, height: 70 }, [40, 90, 140, 255])));
    const { data } = await resultOf(of, await remove(of, [square(30, 20, 24)]));
    expect(data.every((value, i) => value === [40, 90, 140, 255][i % 4])).toBe(true);
  });

  it('that is half clear everywhere is filled with what is half clear', async () => {
    const size = { width: 120, height: 90 };
    const data = (detailed(size).data as Uint8ClampedArray).slice();
    for (let i = 3; i < data.length; i += 4) data[i] = 100 + (i % 50);
    const of = await setUp(await encodePng({ ...size, bitDepth: 8, data } as Raster));
    const result = await resultOf(of, await remove(of, [square(50, 30, 24)]));
    for (let i = 3; i < result.data.length; i += 4) {
      expect(result.data[i]).toBeGreaterThanOrEqual(100);
      expect(result.data[i]).toBeLessThan(150);
    }
  });

  it('with a hole at all four edges is filled from its middle', async () => {
    const size = { width: 160, height: 120 };
    const frame: MaskStep[] = [
      { kind: 'invert' },
      { kind: 'rectangle', mode: 'subtract', rect: { x: 20, y: 20, width: 120, height: 80 } },
    ];
    const of = await setUp(await encodePng(detailed(size)));
    expect((await remove(of, frame)).state).toBe('succeeded');
  });

  it('with a palette is filled as any other', async () => {
    const of = await setUp(paletteImage);
    const { width, height } = await resultOf(of, await remove(of, [square(20, 20, 16)]));
    expect([width, height]).toEqual([64, 64]);
  });
});

/** 64 x 64 px in four colours by a palette (GIF87a, uncompressed codes of 3 bits with a clear code before each pixel row). */
const paletteImage = gifOf(64);

function gifOf(side: number): Blob {
  const bits: number[] = [];
  const put = (code: number) => bits.push(code & 1, (code >> 1) & 1, (code >> 2) & 1);
  // A clear code after each two pixels keeps the codes at 3 bits.
  for (let i = 0; i < side * side; i += 1) {
    if (i % 2 === 0) put(4);
    put((Math.floor(i / 5) + Math.floor(i / side / 4)) % 4);
  }
  put(5);
  const packed: number[] = [];
  for (let i = 0; i < bits.length; i += 8)
    packed.push(bits.slice(i, i + 8).reduce((sum, bit, k) => sum | (bit << k), 0));
  const blocks: number[] = [];
  for (let i = 0; i < packed.length; i += 255) {
    const block = packed.slice(i, i + 255);
    blocks.push(block.length, ...block);
  }
  const palette = [20, 60, 30, 90, 140, 60, 200, 190, 120, 40, 90, 180];
  const head = [...'GIF87a'].map((letter) => letter.charCodeAt(0));
  const screen = [
    side,
    0,
    side,
    0,
    0x91,
    0,
    0,
    ...palette,
    0x2c,
    0,
    0,
    0,
    0,
    side,
    0,
    side,
    0,
    0,
    2,
  ];
  return new Blob([Uint8Array.from([...head, ...screen, ...blocks, 0, 0x3b])], {
    type: 'image/gif',
  });
}

describe('while it runs', () => {
  const setUpPlain = async () => setUp(await encodePng(detailed({ width: 120, height: 90 })));

  it('a picture that is deleted is finished whole from what was read of it, and does not come back', async () => {
    const of = await setUpPlain();
    const ended = await remove(of, [square(40, 30, 24)], async (...call) => {
      await of.library.images.delete(of.image.id);
      return fillInSlices(...call);
    });
    expect(ended.state).toBe('succeeded'); // it was decoded before
    const images = await of.library.images.toArray();
    expect(images.map(({ id }) => id)).toEqual([...ended.resultIds]);
  });

  it('a worker that dies is a failure that says so, without a result', async () => {
    const of = await setUpPlain();
    const ended = await remove(of, [square(40, 30, 24)], async () => {
      throw new Error('No worker');
    });
    expect(ended.state).toBe('failed');
    expect(ended.error?.code).toBeDefined();
    expect(ended.resultIds).toEqual([]);
  });

  it('memory that runs short is said as that', async () => {
    const of = await setUpPlain();
    const ended = await remove(of, [square(40, 30, 24)], async () => {
      throw new RangeError('Array buffer allocation failed');
    });
    expect([ended.state, ended.error?.code]).toEqual(['failed', 'out-of-memory']);
  });
});
