import { type ReadonlySignal, signal } from '@preact/signals';
import type { Library } from '../../utils/library/database';
import { forgetImages } from '../../utils/library/forget-images';
import { deleteImage } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';

/** Deleting with a way back. */
interface Deletion {
  /** The image that was deleted last and can still be had back. */
  readonly deleted: ReadonlySignal<ImageRecord | undefined>;
  delete(id: string): Promise<void>;
  undo(): Promise<void>;
  /** Gives up the way back: what belongs to the image is removed for good. */
  expire(): Promise<void>;
}

/** How long the way back is open, ms: long enough to see what is missing. */
const undoMs = 60_000;

export function createDeletion(library: Library, onError: (error: unknown) => void): Deletion {
  const deleted = signal<ImageRecord>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (next?: ImageRecord): ImageRecord | undefined => {
    const before = deleted.peek();
    clearTimeout(timer);
    deleted.value = next;
    return before;
  };
  const expire = async () => {
    const image = take();
    if (image) await forgetImages(library, [image.id]);
  };
  return {
    deleted,
    expire,
    async delete(id) {
      const image = await library.images.get(id);
      if (!image) return; // a second click
      await deleteImage(library, id);
      const before = take(image);
      timer = setTimeout(() => void expire().catch(onError), undoMs);
      if (before) await forgetImages(library, [before.id]);
    },
    async undo() {
      const image = take();
      if (image) await library.images.put(image);
    },
  };
}
