import { type Extension, extendRaster, newParts, sidesOf } from '../edits/extend';
import { AppError } from '../errors';
import { areaOf } from '../geometry';
import { decodeRaster } from '../image/decode';
import { encodePng } from '../image/encode-png';
import { assertDecodableSize } from '../image/limits';
import type { Library } from '../library/database';
import { changeDraft, readDraft } from '../library/drafts';
import { addImage } from '../library/images';
import type { ImageRecord } from '../library/records';
import { openImage } from '../library/workspace';

/** True for an image on a larger canvas whose new part is still clear. */
export const isExtended = ({ notes }: Pick<ImageRecord, 'notes'>): boolean =>
  notes.includes('extended');

/** The image itself, without the canvas around it. */
export async function extensionBase(library: Library, image: ImageRecord): Promise<ImageRecord> {
  const parent = image.parentId ? await library.images.get(image.parentId) : undefined;
  return isExtended(image) && parent ? parent : image;
}

/**
 * Opens the image on a larger canvas, the new part masked, so that an edit paints it and nothing
 * else. An extension of an extension starts from the image itself; without an extension, that is
 * opened. The prompt and the references go along.
 * @throws AppError image-not-found, image-too-large, and as decoding does
 */
export async function extendImage(
  library: Library,
  imageId: string,
  extensionOf: (base: ImageRecord) => Extension | undefined,
): Promise<void> {
  const image = await library.images.get(imageId);
  if (!image) throw new AppError('image-not-found');
  const base = await extensionBase(library, image);
  const { prompt, references } = await readDraft(library, image.id);
  const extension = extensionOf(base);
  const isLarger = extension && areaOf(extension.canvas) > areaOf(base);
  const next = isLarger ? await storeExtended(library, base, extension) : base;
  await changeDraft(library, next.id, { prompt, references });
  await openImage(library, next.id);
  if (image !== base) await discardUnused(library, image.id);
}

async function storeExtended(
  library: Library,
  base: ImageRecord,
  extension: Extension,
): Promise<ImageRecord> {
  assertDecodableSize(extension.canvas);
  const blob = await encodePng(extendRaster(await decodeRaster(base.blob), extension));
  const { source, page, id: parentId } = base;
  const addedSides = sidesOf(extension, base);
  const notes = ['extended'] as const;
  const made = { blob, source, page, parentId, addedSides, notes };
  const extended = await addImage(library, made);
  const steps = newParts(extension, base).map((rect) => ({
    kind: 'rectangle' as const,
    mode: 'add' as const,
    rect,
  }));
  await changeDraft(library, extended.id, { steps });
  return extended;
}

/** A canvas that nothing was painted on is no image worth keeping. */
async function discardUnused(library: Library, imageId: string): Promise<void> {
  if ((await library.jobs.where('imageId').equals(imageId).count()) > 0) return;
  await library.images.delete(imageId);
  await library.drafts.delete(imageId);
}
