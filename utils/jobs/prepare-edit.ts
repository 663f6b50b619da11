import { AppError, asAppErrorElse } from '../base/errors';
import type { Size } from '../base/geometry';
import { encodePng } from '../codecs/png-write';
import { toSrgbAsShown } from '../codecs/shown-colours';
import { encodeMarkup, hasMarks } from '../drawing/marks/draw';
import { growCoverage } from '../drawing/mask/grow';
import { encodeMaskPng, renderCoverage, wholeMask } from '../drawing/mask/render-mask';
import { type DrawingStep, withoutMask } from '../drawing/steps';
import type { Library } from '../library/database';
import type { EditJob } from '../library/jobs';
import {
  type Coverage,
  clearLevel,
  cropRaster,
  type Raster,
  type Raster8,
  toRaster8,
} from '../pixels/raster';
import { resampleRaster } from '../pixels/resample';
import { maskMarginPx } from '../plan/crop';
import type { EditJobOptions } from '../plan/options';
import { type EditPlan, planEdit } from '../plan/plan-edit';
import { findModel } from '../server/models';
import { maxReferences } from '../server/request';

/** A drawing on an image, and how it is to be sent. */
interface EditWish {
  readonly image: Size;
  readonly steps: readonly DrawingStep[];
  readonly options: EditJobOptions;
  /** Of the model and the server (see `takesMarks`). */
  readonly takesMarks: boolean;
  /** For an answer that has come: what it is of, whatever would be planned by now. */
  readonly sent?: Pick<EditJob, 'crop' | 'requestSize'>;
}

interface PlannedEdit {
  readonly plan: EditPlan;
  readonly prepared: PreparedEdit;
}

/** The plan with the crop and the size that were sent, where they are known. */
function asSent(
  plan: EditPlan,
  { crop, requestSize }: NonNullable<EditWish['sent']> = {},
): EditPlan {
  if (!crop || !requestSize) return plan;
  const scale = { x: requestSize.width / crop.width, y: requestSize.height / crop.height };
  return { ...plan, crop, requestSize, scale };
}

async function planned(original: Raster, wish: EditWish): Promise<PlannedEdit> {
  const { image, steps, options, takesMarks, sent } = wish;
  const rules = findModel(options.model).sizes;
  const fresh = planEdit(image, steps, options.scope, rules, { ...options, takesMarks });
  const plan = asSent(fresh, sent);
  return { plan, prepared: await prepareEdit(original, steps, options.featherPx, plan) };
}

/**
 * Plans a request and makes its files. That the eraser has left nothing of a mask is seen only when it is
 * drawn; where marks go along, they then count as without one.
 * @throws AppError of `planEdit` and `prepareEdit`
 */
export async function planAndPrepare(original: Raster, wish: EditWish): Promise<PlannedEdit> {
  try {
    return await planned(original, wish);
  } catch (error) {
    const isEmpty = error instanceof AppError && error.code === 'mask-empty';
    if (!isEmpty || !wish.takesMarks || !hasMarks(wish.steps)) throw error;
    return planned(original, { ...wish, steps: withoutMask(wish.steps) });
  }
}

/** The files of an edit's request, and what is needed to put the answer back. */
export interface PreparedEdit {
  readonly image: Blob;
  readonly mask?: Blob | undefined;
  /** The drawn marks; never beside a mask. */
  readonly markup?: Blob | undefined;
  /** What may change inside the crop, at the crop's own size. */
  readonly coverage?: Coverage | undefined;
}

/** In place: colours under alpha 0 are not to be seen, so they don't leave the device. */
function hideClear({ data }: Raster8): void {
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(clearLevel, i, i + 3);
}

/**
 * The crop as the server is to see it: in sRGB, which is what a file without a profile is taken for, and freshly
 * encoded, so without EXIF, GPS or texts.
 */
async function encodeCrop(original: Raster, { crop, requestSize }: EditPlan): Promise<Blob> {
  const part = toRaster8(
    await toSrgbAsShown(resampleRaster(cropRaster(original, crop), requestSize)),
  );
  hideClear(part);
  return encodePng(part);
}

/** @throws AppError mask-empty where the eraser has left nothing of the mask */
function coverageOf({ mask, crop }: EditPlan): Coverage {
  const coverage = wholeMask(renderCoverage(mask, crop));
  if (!coverage) throw new AppError('mask-empty');
  return coverage;
}

/** The mask that is sent: as large as the request, and larger than what may change. */
function encodeMask(
  { mask, crop, requestSize, scale }: EditPlan,
  coverage: Coverage,
  featherPx: number,
): Blob {
  const isUnscaled = scale.x === 1 && scale.y === 1;
  const scaled = isUnscaled ? coverage : renderCoverage(mask, crop, requestSize);
  const requested = wholeMask(scaled) ?? scaled;
  const by = featherPx * Math.max(scale.x, scale.y) + maskMarginPx;
  return encodeMaskPng(growCoverage(requested, by));
}

/**
 * Makes the files that are sent. Their sizes are the plan's `requestSize`.
 * @param steps the drawing that was planned for
 * @throws AppError mask-empty
 */
export async function prepareEdit(
  original: Raster,
  steps: readonly DrawingStep[],
  featherPx: number,
  plan: EditPlan,
): Promise<PreparedEdit> {
  const coverage = plan.masked ? coverageOf(plan) : undefined;
  const [image, markup, mask] = await Promise.all([
    encodeCrop(original, plan),
    plan.markup ? encodeMarkup(steps, plan) : undefined,
    coverage && !plan.markup ? encodeMask(plan, coverage, featherPx) : undefined,
  ]);
  return { image, mask, markup, coverage };
}

/** Px of the longer side: models look at no more, and fifteen of them have to be uploaded. */
const longestSide = 1536;

/**
 * Images of the library as further pictures of a request: upright, in sRGB, freshly encoded, so
 * without EXIF and GPS.
 * @throws AppError reference-gone for one that was deleted meanwhile: without it, it would be another
 * request than the one that was asked for; image-truncated, out-of-memory
 */
export async function prepareReferences(
  library: Library,
  ids: readonly string[] = [],
): Promise<Blob[]> {
  const images = await library.images.bulkGet(ids.slice(0, maxReferences));
  const files: Blob[] = [];
  for (const image of images) {
    if (!image) throw new AppError('reference-gone');
    files.push(await freshPng(image.blob)); // one at a time: memory
  }
  return files;
}

async function freshPng(blob: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(blob).catch((cause: unknown) => {
    throw asAppErrorElse('image-truncated', cause);
  });
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new AppError('out-of-memory');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return await context.canvas.convertToBlob({ type: 'image/png' });
  } finally {
    bitmap.close();
  }
}
