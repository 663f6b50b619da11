import { AppError } from '../base/errors';
import type { FillOptions } from '../fill/complete';
import type { Library } from '../library/database';
import { createImageRecord } from '../library/images';
import type { EditJob } from '../library/jobs';
import type { ImageRecord } from '../library/records';
import { addResult, changeJob } from './change-job';
import type { DeviceNews, DeviceRequest, MakeFiles } from './device-request';

interface DeviceDeps {
  readonly library: Library;
  readonly make: MakeFiles;
}

/**
 * Runs a job that needs no server from its stored state to its stored results: a removal, whose variants are each stored and shown
 * as soon as they are there, or a cut-out. Sends nothing. Rejects where it fails; a job that has a result by then keeps it.
 */
export async function runOnDevice(
  signal: AbortSignal,
  job: EditJob,
  { library, make }: DeviceDeps,
): Promise<void> {
  if (!(await changeJob(library, job.id, 'filling'))) return;
  const image = await library.images.get(job.imageId);
  if (!image) throw new AppError('image-not-found');
  const note = (news: DeviceNews) => void library.jobs.update(job.id, news).catch(console.warn);
  const made = { source: 'edit', page: image.page, parentId: image.id, jobId: job.id } as const;
  const files = make(signal, requestOf(job, image), note);
  for await (const { file, inspection, changedOutside } of files) {
    signal.throwIfAborted();
    const counted = changedOutside && { changedOutside };
    const result = await createImageRecord({ ...made, ...counted, blob: file }, inspection);
    if (!(await addResult(library, job, result))) return;
  }
  await changeJob(library, job.id, 'succeeded', { endedAt: Date.now(), progress: undefined });
}

function requestOf(job: EditJob, { blob: file, width, height }: ImageRecord): DeviceRequest {
  const { featherPx, cutOut } = job.options;
  const masked = { file, image: { width, height }, drawing: job.drawing, featherPx };
  return cutOut ? { ...masked, cutOut } : { ...masked, variants: variantsOf(job) };
}

/** Different ones for each try, so that another one shows something new; the same ones for the same job. */
function variantsOf({ createdAt, options }: EditJob): FillOptions[] {
  const seed = (createdAt % 1_000_000) * 3 + 1;
  const all: FillOptions[] = [
    { seed, method: 'anywhere' },
    { seed: seed + 1, method: 'by-offsets' },
    { seed: seed + 2, method: 'anywhere' },
  ];
  return all.slice(0, options.variants);
}
