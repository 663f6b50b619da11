import { AppError } from '../base/errors';
import { areaOf, type Rect } from '../base/geometry';
import { countChangedOutside } from '../blend/changed-pixels';
import { compositeInto } from '../blend/composite';
import { decodeRaster } from '../codecs/decode';
import { encodePng } from '../codecs/png-write';
import { maskStepsOf, unpackDrawing } from '../drawing/steps';
import type { FillOptions } from '../fill/complete';
import { cutPart, type FillPart, type PartPlan } from '../fill/part';
import type { Library } from '../library/database';
import { createImageRecord } from '../library/images';
import type { EditJob } from '../library/jobs';
import type { ImageRecord } from '../library/records';
import { copyRaster, cropRaster, type Raster } from '../pixels/raster';
import { addResult, changeJob } from './change-job';
import { planRemoval, type RemovalPlan } from './plan-removal';

/**
 * Fills a hole beside whatever else this context does.
 * @param onShare told of the share (0…1) that is done, now and then
 * @returns undefined where nothing is left to copy from
 */
export type Fill = (
  signal: AbortSignal,
  part: FillPart,
  options: FillOptions,
  onShare: (share: number) => void,
) => Promise<Raster | undefined>;

interface RemoveDeps {
  readonly library: Library;
  readonly fill: Fill;
}

/** What a removal works on. */
interface Removal extends RemovalPlan {
  readonly job: EditJob;
  readonly image: ImageRecord;
  readonly original: Raster;
}

/** ms between two notes of the progress: each is read by every panel. */
const noteEveryMs = 250;

async function prepare(job: EditJob, library: Library): Promise<Removal> {
  const image = await library.images.get(job.imageId);
  if (!image) throw new AppError('image-not-found');
  const steps = maskStepsOf(unpackDrawing(job.drawing));
  const plan = planRemoval(steps, image, job.options.featherPx);
  return { ...plan, job, image, original: await decodeRaster(image.blob) };
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

/** The region of the image with its holes filled. */
async function filledRegion(
  signal: AbortSignal,
  { original, region, hole, parts }: Removal,
  options: FillOptions,
  fill: Fill,
  onShare: (share: number) => void,
): Promise<Raster> {
  const filled = cropRaster(original, region);
  const work = parts.reduce((sum, { area }) => sum + areaOf(area), 0);
  let done = 0;
  for (const part of parts) {
    const share = areaOf(part.area) / work;
    const before = done;
    const cut = cutPart(original, { region, data: hole }, part);
    const made = await fill(signal, cut, options, (of) => onShare(before + share * of));
    if (!made) throw new AppError('nothing-to-copy');
    putBox(filled, region, made, part);
    done += share;
  }
  return filled;
}

/** What lies around its box is only what the part was filled from. */
function putBox(to: Raster, region: Rect, made: Raster, { box, area }: PartPlan): void {
  const inMade = { ...box, x: box.x - area.x, y: box.y - area.y };
  const rows = cropRaster(made, inMade);
  for (let y = 0; y < box.height; y += 1) {
    const at = 4 * ((box.y - region.y + y) * to.width + box.x - region.x);
    to.data.set(rows.data.subarray(4 * y * box.width, 4 * (y + 1) * box.width), at);
  }
}

/** In a function of its own, so that the copy of the picture is free once it is a file. */
async function compositedFile(removal: Removal, filled: Raster): Promise<Blob> {
  const result = copyRaster(removal.original);
  compositeInto(result, removal.region, filled, removal.weights);
  return encodePng(result);
}

async function resultOf(removal: Removal, filled: Raster): Promise<ImageRecord> {
  const { job, image, original, region, coverage } = removal;
  const blob = await compositedFile(removal, filled);
  const saved = await decodeRaster(blob);
  const { featherPx } = job.options;
  const changedOutside = countChangedOutside(original, saved, region, coverage, featherPx);
  const made = { source: 'edit', page: image.page, parentId: image.id, jobId: job.id } as const;
  return createImageRecord({ ...made, blob, changedOutside });
}

/**
 * Runs a removal from its stored job to its stored results: what was brushed over is filled from the rest of the picture. Each
 * variant is stored and shown as soon as it is there. Sends nothing. Rejects where it fails; a job that has a result by then
 * keeps it.
 */
export async function runRemove(
  signal: AbortSignal,
  job: EditJob,
  { library, fill }: RemoveDeps,
): Promise<void> {
  if (!(await changeJob(library, job.id, 'filling'))) return;
  const removal = await prepare(job, library);
  const count = removal.hole.reduce((sum, isHole) => sum + isHole, 0);
  await library.jobs.update(job.id, { filledShare: count / areaOf(removal.image) });
  const variants = variantsOf(job);
  const note = progressNotes(library, job.id);
  for (const [index, options] of variants.entries()) {
    const onShare = (share: number) => note((index + share) / variants.length);
    const filled = await filledRegion(signal, removal, options, fill, onShare);
    signal.throwIfAborted();
    if (!(await addResult(library, job, await resultOf(removal, filled)))) return;
  }
  await changeJob(library, job.id, 'succeeded', { endedAt: Date.now(), progress: undefined });
}

/** Writes the progress to the job, not too often. */
function progressNotes(library: Library, jobId: string): (progress: number) => void {
  let noted = 0;
  return (progress) => {
    const now = performance.now();
    if (now - noted < noteEveryMs) return;
    noted = now;
    library.jobs.update(jobId, { progress }).catch(console.warn);
  };
}
