import { blendAnswer } from '../edits/blend-answer';
import { AppError } from '../errors';
import { decodeRaster } from '../image/decode';
import { encodePng } from '../image/encode-png';
import type { Raster } from '../image/raster';
import type { editImage } from '../images-api/edit-image';
import { findModel } from '../images-api/models';
import type { Library } from '../library/database';
import type { NewImage } from '../library/images';
import type { ImageRecord, JobRecord } from '../library/records';
import type { Connection } from '../settings/settings';
import { changeJob } from './change-job';
import { paidFor } from './paid';
import { type EditPlan, planEdit } from './plan-edit';
import { type PreparedEdit, prepareEdit } from './prepare-edit';
import { previewsOf } from './previews';
import { showPreviews } from './show-previews';
import { storeResults } from './store-results';

export interface EditDeps {
  readonly library: Library;
  readonly connection: () => Promise<Connection>;
  readonly editImage: typeof editImage;
}

/** What an edit works on. */
interface Edit {
  readonly job: JobRecord;
  readonly image: ImageRecord;
  readonly original: Raster;
  readonly plan: EditPlan;
  readonly prepared: PreparedEdit;
}

async function prepare(job: JobRecord, library: Library): Promise<Edit> {
  const image = job.imageId ? await library.images.get(job.imageId) : undefined;
  if (!image) throw new AppError('image-not-found');
  const { scope, model, featherPx } = job.options;
  const plan = planEdit(image, job.steps, scope, findModel(model).sizes);
  const original = await decodeRaster(image.blob);
  const prepared = await prepareEdit(original, job.steps, featherPx, plan);
  return { job, image, original, plan, prepared };
}

/** One answer as an image of the library: its masked part in the original, or all of it. */
async function finish({ job, image, original, plan, prepared }: Edit, picture: Blob) {
  const made = {
    source: 'edit' as const,
    page: image.page,
    parentId: image.id,
    jobId: job.id,
  };
  if (!prepared.coverage) return { ...made, blob: picture };
  const { result, changedOutside } = blendAnswer(
    original,
    await decodeRaster(picture),
    plan,
    prepared.coverage,
    { featherPx: job.options.featherPx, register: true, matchColour: true },
  );
  return { ...made, blob: await encodePng(result), changedOutside };
}

/**
 * Runs an edit from its stored job to its stored results: crop and mask, one request, and the
 * answer composited onto the stored original. Rejects where that fails.
 */
export async function runEdit(
  signal: AbortSignal,
  job: JobRecord,
  { library, connection, editImage }: EditDeps,
): Promise<void> {
  await changeJob(library, job.id, 'preparing');
  const edit = await prepare(job, library);
  const { plan, prepared } = edit;
  const { model, quality, variants } = job.options;
  const server = await connection();
  const sending = { sentAt: Date.now(), crop: plan.crop };
  if (!(await changeJob(library, job.id, 'sent', sending))) return; // cancelled: nothing is sent
  const answer = await editImage(
    signal,
    server,
    {
      image: prepared.image,
      mask: prepared.mask,
      prompt: job.prompt,
      model,
      size: plan.requestSize,
      quality,
      variants,
      partialImages: previewsOf(model, variants),
    },
    showPreviews(library, job.id),
  );
  await changeJob(library, job.id, 'compositing', paidFor(model, answer)); // also of an unusable one
  const pictures: NewImage[] = [];
  for (const picture of answer.pictures) pictures.push(await finish(edit, picture)); // one at a time: memory
  await storeResults(library, job, pictures);
}
