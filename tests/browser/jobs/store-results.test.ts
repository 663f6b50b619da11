import { beforeEach, describe, expect, it } from 'vitest';
import { changeJob, storeResults } from '../../../utils/jobs/change-job';
import type { Library } from '../../../utils/library/database';
import { changeDraft, type DraftChange } from '../../../utils/library/drafts';
import {
  createImageRecord,
  openImage,
  readWorkspace,
  workspaceOfWindow,
} from '../../../utils/library/images';
import { addEdit, addJob, emptyLibrary, stateOf } from './jobs-fixture';

const here = workspaceOfWindow(1);

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

async function picture(width = 8) {
  const canvas = new OffscreenCanvas(width, 8);
  canvas.getContext('2d')?.fillRect(0, 0, width, 8);
  const blob = await canvas.convertToBlob();
  return createImageRecord({ blob, source: 'generated', page: {} });
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

describe('goes on to the first result', () => {
  /** Ends an edit of 'the image' while another one may be open or may have been worked on; which image is open then? */
  async function openAfter(openId: string, change: DraftChange = {}) {
    const job = await addEdit(library, 'the image', 'compositing');
    await library.jobs.update(job.id, { createdAt: Date.now() - 1_000 });
    await openImage(library, openId, here);
    await changeDraft(library, 'the image', change);
    const stored = await library.jobs.get(job.id);
    if (!stored) throw new Error('no job');
    await storeResults(library, stored, { pictures: [await picture(), await picture()] });
    const [first] = (await library.jobs.get(job.id))?.resultIds ?? [];
    const { imageId } = await readWorkspace(library, here);
    return imageId === first ? 'the result' : imageId;
  }

  it('where its image is still the one that is edited', async () => {
    expect(await openAfter('the image')).toBe('the result');
  });

  it('not from another image', async () => {
    expect(await openAfter('another image')).toBe('another image');
  });

  it('not where a new wish was begun on its image meanwhile', async () => {
    expect(await openAfter('the image', { prompt: 'and a hat' })).toBe('the image');
    expect(await openAfter('the image', { steps: [{ kind: 'invert' }] })).toBe('the image');
  });

  it('where only tool and view were changed meanwhile', async () => {
    expect(await openAfter('the image', { tool: 'pan' })).toBe('the result');
  });
});
