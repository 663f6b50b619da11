import { type ReadonlySignal, signal } from '@preact/signals';
import { maxReferences } from '../../utils/jobs/prepare-references';
import type { Library } from '../../utils/library/database';
import { changeDraft } from '../../utils/library/drafts';
import { addImage } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';

/** Further images for the model to look at; at most 15, kept in the draft. */
export interface References {
  readonly list: ReadonlySignal<readonly ImageRecord[]>;
  /** Takes files from outside into the library and adds them; what is too many is left out. */
  addFiles(files: readonly File[]): Promise<void>;
  add(image: ImageRecord): void;
  remove(imageId: string): void;
}

interface ReferencesOwner {
  readonly library: Library;
  /** The image whose draft they belong to. */
  readonly imageId: string;
  onError(error: unknown): void;
}

/** The references as they stand in the draft; images that were deleted are gone from it. */
export async function openReferences(
  { library, imageId, onError }: ReferencesOwner,
  ids: readonly string[] = [],
): Promise<References> {
  const stored = await library.images.bulkGet([...ids]);
  const list = signal(stored.filter((image) => image !== undefined));
  const change = (next: ImageRecord[]) => {
    list.value = next;
    changeDraft(library, imageId, { references: next.map(({ id }) => id) }).catch(onError);
  };
  const add = (image: ImageRecord) => {
    const isThere = list.value.some(({ id }) => id === image.id);
    if (!isThere && list.value.length < maxReferences) change([...list.value, image]);
  };
  return {
    list,
    add,
    async addFiles(files) {
      for (const blob of files.slice(0, maxReferences - list.value.length)) {
        const page = { pageTitle: blob.name.replace(/\.[^.]{1,5}$/, '') };
        await addImage(library, { blob, source: 'file', page }).then(add, onError);
      }
    },
    remove: (id) => change(list.value.filter((image) => image.id !== id)),
  };
}
