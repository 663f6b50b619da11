import { measureImage } from '../image/measure';
import type { Library } from './database';
import type { ImageNote, ImageRecord, ImageSource, PageContext, RungVerdict } from './records';

/** What is known of an image beyond its bytes. */
export interface NewImage {
  readonly blob: Blob;
  readonly source: ImageSource;
  readonly page: PageContext;
  readonly notes?: readonly ImageNote[];
  readonly rungs?: readonly RungVerdict[] | undefined;
  readonly parentId?: string | undefined;
  readonly jobId?: string | undefined;
  readonly addedSides?: ImageRecord['addedSides'];
  readonly changedOutside?: ImageRecord['changedOutside'];
  readonly answerOutside?: number | undefined;
}

/** The record for an image that is about to be stored; its type and size come from its bytes. */
export async function describeImage(image: NewImage): Promise<ImageRecord> {
  const { mimeType, width, height, notes } = await measureImage(image.blob);
  return {
    ...image,
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    mimeType,
    width,
    height,
    notes: [...(image.notes ?? []), ...notes],
  };
}

/**
 * Checks an image and stores it.
 * @throws AppError `image-…` where the bytes are not a whole image that can be decoded
 */
export async function addImage(library: Library, image: NewImage): Promise<ImageRecord> {
  const record = await describeImage(image);
  await library.images.add(record);
  return record;
}

/** All images, the newest first. */
export const listImages = (library: Library): Promise<ImageRecord[]> =>
  library.images.orderBy('createdAt').reverse().toArray();

/** Removes an image. Edits made from it stay, and so does its draft, for an undo. */
export const deleteImage = (library: Library, id: string): Promise<void> =>
  library.transaction('rw', library.images, library.workspace, async () => {
    await library.images.delete(id);
    const workspace = await library.workspace.get('workspace');
    if (workspace?.imageId === id)
      await library.workspace.update('workspace', { imageId: undefined });
    if (workspace?.resultId === id)
      await library.workspace.update('workspace', { resultId: undefined });
  });
