import { type ReadonlySignal, signal } from '@preact/signals';
import type { Library } from '../../utils/library/database';
import { forgetImages } from '../../utils/library/forget-images';
import { deleteImage } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';

/** Deleting with a way back. */
interface Deletion {
  /** The images that were deleted and can still be had back, the last one last. */
  readonly deleted: ReadonlySignal<readonly ImageRecord[]>;
  delete(id: string): Promise<void>;
  /** Brings the last one back. */
  undo(): Promise<void>;
}

/** How long the way back is open, ms: long enough to see what is missing. Then what belongs to the image is gone, too. */
const undoMs = 60_000;

export function createDeletion(library: Library, onError: (error: unknown) => void): Deletion {
  const deleted = signal<readonly ImageRecord[]>([]);
  const drop = (id: string) => {
    deleted.value = deleted.peek().filter((image) => image.id !== id);
  };
  const expire = (gone: ImageRecord) => {
    if (!deleted.peek().includes(gone)) return; // it is back
    drop(gone.id);
    forgetImages(library, [gone.id]).catch(onError);
  };
  return {
    deleted,
    async delete(id) {
      const image = await library.images.get(id);
      if (!image) return; // a second click
      await deleteImage(library, id);
      deleted.value = [...deleted.peek(), image];
      setTimeout(expire, undoMs, image);
    },
    async undo() {
      const image = deleted.peek().at(-1);
      if (!image) return;
      drop(image.id);
      await library.images.put(image);
    },
  };
}
