import { beforeAll, expect, it } from 'vitest';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { exportImage } from '../../../utils/export/export-image';
import { recipeOf } from '../../../utils/export/recipe';
import type { Raster } from '../../../utils/pixels/raster';
import type { EditJobOptions } from '../../../utils/plan/options';
import type { EditRequest } from '../../../utils/server/request';
import { detailed, type EditSetup, edit, setUpDetailed, square } from './edit-fixture';

const size = { width: 1100, height: 1000 };
const mask = [square(400, 350, 300)];
let setup: EditSetup;

beforeAll(async () => {
  setup = await setUpDetailed(size);
});

/** The picture that was sent, darker, and more so to its right. */
async function darker({ image }: EditRequest) {
  const answer = await decodeRaster(image);
  for (let i = 0; i < answer.data.length; i += 1)
    if (i % 4 !== 3)
      answer.data[i] = (answer.data[i] ?? 0) - 4 - (12 * ((i / 4) % answer.width)) / answer.width;
  return [await encodePng(answer)];
}

async function resultOf(change: Partial<EditJobOptions>) {
  const { job, error } = await edit(setup, mask, darker, change);
  expect(error).toBeUndefined();
  const image = await setup.library.images.get(job.resultIds[0] ?? '');
  if (!image) throw new Error('no result');
  expect(image.changedOutside?.changed).toBe(0);
  return { job, image, raster: await decodeRaster(image.blob) };
}

/** Mean difference to the original in the middle of the mask. */
async function shiftOf({ data }: Raster): Promise<number> {
  const before = await decodeRaster(setup.image.blob);
  let sum = 0;
  for (let y = 480; y < 520; y += 1)
    for (let x = 530; x < 570; x += 1) {
      const at = 4 * (y * size.width + x);
      sum += (data[at] ?? 0) - (before.data[at] ?? 0);
    }
  return sum / 1600;
}

it('takes the tint of the surroundings unless it is told not to', async () => {
  const [both, edgeOnly, none] = await Promise.all([
    resultOf({}),
    resultOf({ matchColour: false }),
    resultOf({ matchColour: false, seamless: false }),
  ]);
  expect(Math.abs(await shiftOf(both.raster))).toBeLessThan(1.5);
  expect(await shiftOf(edgeOnly.raster)).toBeLessThan(-8);
  expect(await shiftOf(none.raster)).toBeLessThan(-8);
  expect(edgeOnly.raster.data).not.toEqual(none.raster.data);
});

/** All of one colour: nothing of the picture is left to compare it with. */
async function plain({ size: asked }: EditRequest) {
  const picture = detailed(asked);
  for (let i = 0; i < picture.data.length; i += 4) picture.data.set([30, 60, 200, 255], i);
  return [await encodePng(picture)];
}

it('says where nothing could be matched, and only there, and then leaves the answer its colours', async () => {
  const { job, error } = await edit(setup, mask, plain);
  expect(error).toBeUndefined();
  const image = await setup.library.images.get(job.resultIds[0] ?? '');
  expect(image?.unmatched).toBe(true);
  const { data } = await decodeRaster(image?.blob ?? new Blob());
  expect([...data.slice(4 * (500 * size.width + 550), 4 * (500 * size.width + 550) + 4)]).toEqual([
    30, 60, 200, 255,
  ]);
  expect((await resultOf({})).image.unmatched).toBeUndefined();
  const off = await edit(setup, mask, plain, { matchColour: false, seamless: false });
  const asWished = await setup.library.images.get(off.job.resultIds[0] ?? '');
  expect(asWished).toBeDefined();
  expect(asWished?.unmatched).toBeUndefined();
});

it('is said by the job and by the recipe in the saved file', async () => {
  const { job, image } = await resultOf({ seamless: false, matchColour: true, matchGrain: false });
  expect(job.options).toMatchObject({ seamless: false, matchColour: true, matchGrain: false });
  const blend = { featherPx: 12, matchColour: true, seamless: false, matchGrain: false };
  expect(recipeOf(job).blend).toEqual(blend);
  const file = await exportImage(setup.library, image, {
    ...{ format: 'png', quality: 90, markAsAi: false, includeRecipe: true },
    ...{ keepMetadata: false, keepLocation: false },
  });
  expect(await file.text()).toContain(JSON.stringify(blend));
});
