import { beforeEach, expect, it } from 'vitest';
import { changeJob, storeResults } from '../../../utils/jobs/change-job';
import type { Library } from '../../../utils/library/database';
import { describeImage, openImage, readWorkspace } from '../../../utils/library/images';
import { addEdit, addJob, emptyLibrary, stateOf } from './jobs-fixture';

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

async function picture(width = 8) {
  const canvas = new OffscreenCanvas(width, 8);
  canvas.getContext('2d')?.fillRect(0, 0, width, 8);
  const blob = await canvas.convertToBlob();
  return describeImage({ blob, source: 'generated', page: {} });
}

it('stores all pictures and ends the job', async () => {
  const job = await addJob(library, 'compositing');
  await storeResults(library, job, { pictures: [await picture(), await picture(16)] });
  const stored = await library.jobs.get(job.id);
  expect(stored?.state).toBe('succeeded');
  const images = await library.images.bulkGet([...(stored?.resultIds ?? [])]);
  expect(images.map((image) => image?.width)).toEqual([8, 16]);
});

it('keeps the paid picture of a job that was cancelled meanwhile, which stays cancelled', async () => {
  const job = await addJob(library, 'compositing');
  await changeJob(library, job.id, 'cancelled');
  await storeResults(library, job, { pictures: [await picture()] });
  expect(await stateOf(library, job.id)).toBe('cancelled');
  const [image] = await library.images.toArray();
  expect((await library.jobs.get(job.id))?.resultIds).toEqual([image?.id]);
});

it('shows the first result, but only where its image is still the one that is edited', async () => {
  for (const isCurrent of [true, false]) {
    const job = await addEdit(library, 'the image', 'compositing');
    await openImage(library, isCurrent ? 'the image' : 'another image');
    await storeResults(library, job, { pictures: [await picture(), await picture()] });
    const [first] = (await library.jobs.get(job.id))?.resultIds ?? [];
    expect((await readWorkspace(library)).resultId).toBe(isCurrent ? first : undefined);
  }
});
