import { decodeRaster } from '../codecs/decode';
import { encodeLossy } from '../codecs/encode-lossy';
import { inspect } from '../codecs/inspect';
import { hasGainMap } from '../codecs/jpeg';
import { encodePng } from '../codecs/png-write';
import type { Library } from '../library/database';
import { isOnDevice, type JobRecord } from '../library/jobs';
import type { ImageRecord } from '../library/records';
import { densityOf, ownDensity } from '../metadata/density';
import { cleanExif, plainExif } from '../metadata/exif';
import { type GainMap, gainMapOf, withFigures } from '../metadata/gain-map';
import { withGifMetadata } from '../metadata/gif';
import { readMetadata } from '../metadata/read';
import { withJpegMetadata, withPngMetadata, withWebpMetadata } from '../metadata/write';
import { writeXmp, type XmpFacts } from '../metadata/xmp';
import type { ExportOptions } from '../settings/settings';
import { recipeKeyword, recipeOf } from './recipe';

/**
 * An image as a file to save. PNG is exact: stored pixels are not encoded again, and an image that
 * was not made here stays the kind of file that it was taken as. What it says beside its pixels is
 * chosen by `options`; the colour profile always stays.
 * @throws AppError as decoding and encoding do
 */
export async function exportImage(
  library: Library,
  image: ImageRecord,
  options: ExportOptions,
): Promise<Blob> {
  const { format, quality, keepMetadata, keepLocation } = options;
  if (format === 'png' && !image.jobId) return exportOriginal(image, options);
  const [job, root] = await Promise.all([jobOf(library, image), rootOf(library, image)]);
  const isByModel = await hasModelIn(library, image);
  const original = await bytesOf(root.blob);
  const kept = keepMetadata ? await readMetadata(original) : {};
  const density = densityOf(original);
  const isWebp = format === 'webp'; // which has no other place for it
  const exif =
    (kept.exif && cleanExif(kept.exif, { keepLocation })) ??
    (isWebp ? plainExif(1, density) : undefined);
  const facts = job ? factsOf(job, root, options, isByModel) : {};
  const xmp = writeXmp(facts, kept.xmp, { keepLocation });
  if (format === 'png') {
    const png = image.mimeType === 'image/png' ? image.blob : await exactPng(image);
    const recipe = facts.recipe && { [recipeKeyword]: facts.recipe };
    const text = { ...kept.text, ...(recipe || {}) };
    return withPngMetadata(await bytesOf(png), { exif, xmp, density, text });
  }
  const type = `image/${format}` as const;
  const { bytes, icc } = await encodeLossy(image.blob, type, quality / 100);
  const write = format === 'jpeg' ? withJpegMetadata : withWebpMetadata;
  return write(bytes, { exif, xmp, icc, density });
}

const writers: Readonly<Record<string, typeof withPngMetadata>> = {
  'image/png': withPngMetadata,
  'image/jpeg': withJpegMetadata,
  'image/webp': withWebpMetadata,
};

/** Types that have no room for words. */
const plainTypes = ['image/bmp', 'image/x-icon'];

/**
 * The file as it was taken, but for what is not wanted of the words in it; of its pixels not one is
 * encoded anew, other than in types whose words can't be taken out.
 */
async function exportOriginal(
  image: ImageRecord,
  { keepMetadata, keepLocation }: ExportOptions,
): Promise<Blob> {
  const { blob, mimeType } = image;
  if ((keepMetadata && keepLocation) || plainTypes.includes(mimeType)) return blob;
  if (mimeType === 'image/gif') return exportGif(image, keepMetadata);
  const write = writers[mimeType];
  if (!write) return exactPng(image);
  const bytes = await bytesOf(blob);
  const said = await readMetadata(bytes);
  const { orientation } = await inspect(blob);
  const turned = plainExif(orientation, hasOwnPlace(bytes) ? undefined : densityOf(bytes));
  const gainMap = mimeType === 'image/jpeg' ? await cleanGainMap(bytes) : undefined;
  if (!keepMetadata) return write(bytes, { exif: turned, gainMap });
  const exif = said.exif && (cleanExif(said.exif, { keepLocation, orientation }) ?? turned);
  const { text = {} } = said;
  return write(bytes, { exif, text, gainMap, xmp: writeXmp({}, said.xmp, { keepLocation }) });
}

/** The gain map behind a picture that is saved as it was taken, without what else is said in it. */
async function cleanGainMap(bytes: Uint8Array<ArrayBuffer>): Promise<GainMap | undefined> {
  if (!hasGainMap(bytes)) return undefined;
  const found = gainMapOf(bytes);
  return (
    found && { ...found, map: withFigures(await bytesOf(withJpegMetadata(found.map, {})), found) }
  );
}

/** Without its EXIF a photo from a camera would lose its density; PNG and JFIF have a place of their own for it. */
const hasOwnPlace = (bytes: Uint8Array): boolean => ownDensity(bytes) !== undefined;

/** A GIF that goes on moving, without what is not wanted of its words. */
async function exportGif({ blob }: ImageRecord, keepComments: boolean): Promise<Blob> {
  const bytes = await bytesOf(blob);
  const said = keepComments ? await readMetadata(bytes) : {};
  return withGifMetadata(bytes, { keepComments, xmp: said.xmp && writeXmp({}, said.xmp) });
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

const exactPng = async ({ blob }: ImageRecord): Promise<Blob> =>
  encodePng(await decodeRaster(blob));

const jobOf = async (library: Library, { jobId }: ImageRecord): Promise<JobRecord | undefined> =>
  jobId ? library.jobs.get(jobId) : undefined;

/** The image that all edits go back to: the one with the camera's and the author's words. */
async function rootOf(library: Library, image: ImageRecord): Promise<ImageRecord> {
  let root = image;
  for (let seen = 0; root.parentId && seen < 1000; seen += 1) {
    const parent = await library.images.get(root.parentId);
    if (!parent) break; // deleted
    root = parent;
  }
  return root;
}

/** Whether a model has made anything of an image: it itself, or what it was made from. What this device fills is no model's. */
async function hasModelIn(library: Library, image: ImageRecord): Promise<boolean> {
  let each: ImageRecord | undefined = image;
  for (let seen = 0; each && seen < 1000; seen += 1) {
    const job: JobRecord | undefined = await jobOf(library, each);
    // A job that is gone was most likely a model's.
    if (each.jobId && !(job && isOnDevice(job))) return true;
    each = each.parentId ? await library.images.get(each.parentId) : undefined;
  }
  return false;
}

function factsOf(
  job: JobRecord,
  root: ImageRecord,
  options: ExportOptions,
  isByModel: boolean,
): XmpFacts {
  const { markAsAi, includeRecipe } = options;
  const isAllMade = root.source === 'generated' || job.kind === 'generate';
  const sourceType = isAllMade ? 'trainedAlgorithmicMedia' : 'compositeWithTrainedAlgorithmicMedia';
  return {
    ...(markAsAi && isByModel ? { sourceType } : {}),
    ...(includeRecipe
      ? { prompt: job.prompt, model: job.options.model, recipe: JSON.stringify(recipeOf(job)) }
      : {}),
  };
}
