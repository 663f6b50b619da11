import { AppError } from '../base/errors';
import { countChangedOutside } from '../blend/changed-pixels';
import { cutOut, type Matte, matteOf } from '../blend/cut-out';
import { decodeRaster } from '../codecs/decode';
import { encodePng } from '../codecs/png-write';
import { maskStepsOf, unpackDrawing } from '../drawing/steps';
import type { Library } from '../library/database';
import { createImageRecord } from '../library/images';
import type { EditJob } from '../library/jobs';
import type { ImageRecord } from '../library/records';
import type { Raster } from '../pixels/raster';
import type { CutOut } from '../plan/options';
import { addResult, changeJob } from './change-job';

/** Where only what is masked becomes clear, the promise of every edit holds; else nothing is to stay outside. */
async function changedOutside(job: EditJob, original: Raster, matte: Matte, file: Blob) {
  if (job.options.cutOut !== 'clear') return undefined;
  const saved = await decodeRaster(file);
  const { region, coverage } = matte;
  return countChangedOutside(original, saved, region, coverage, job.options.featherPx);
}

async function resultOf(job: EditJob, image: ImageRecord, how: CutOut): Promise<ImageRecord> {
  const matte = matteOf(maskStepsOf(unpackDrawing(job.drawing)), image, job.options.featherPx);
  const original = await decodeRaster(image.blob);
  const blob = await encodePng(cutOut(original, matte, how));
  const made = { source: 'edit', page: image.page, parentId: image.id, jobId: job.id } as const;
  const changed = await changedOutside(job, original, matte, blob);
  return createImageRecord({ ...made, blob, ...(changed && { changedOutside: changed }) });
}

/**
 * Runs a cut-out from its stored job to its stored result, a PNG as large and as deep as the picture. Sends nothing. Rejects where
 * it fails.
 */
export async function runCutOut(
  signal: AbortSignal,
  job: EditJob,
  { library }: { readonly library: Library },
): Promise<void> {
  if (!(await changeJob(library, job.id, 'filling'))) return;
  const image = await library.images.get(job.imageId);
  if (!image) throw new AppError('image-not-found');
  const result = await resultOf(job, image, job.options.cutOut ?? 'keep');
  signal.throwIfAborted();
  if (!(await addResult(library, job, result))) return;
  await changeJob(library, job.id, 'succeeded', { endedAt: Date.now() });
}
