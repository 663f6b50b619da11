import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { sendCommand } from '../../utils/commands';
import { type Library, watch } from '../../utils/library/database';
import { addImage } from '../../utils/library/images';
import type { ImageRecord, TabAddress } from '../../utils/library/records';
import { maxReferences } from '../../utils/server/request';
import type { ChangeDraft } from './draft-sync';

/** Further images for the model to look at; at most 15, kept in the draft. */
export interface References {
  readonly list: ReadonlySignal<readonly ImageRecord[]>;
  /** Takes files from outside into the library and adds them; what is too many is left out. */
  addFiles(files: readonly File[]): Promise<void>;
  /** Lets the user pick one in a tab and adds it. Rejects where that can't be done. */
  addFromPage(tab: TabAddress): Promise<void>;
  add(image: ImageRecord): void;
  remove(imageId: string): void;
  /** Shows why one could not be added. */
  onError(error: unknown): void;
  /** Stops looking whether they are still there. */
  close(): void;
}

interface ReferencesOwner {
  readonly library: Library;
  /** Whether the panel is in a private window. */
  readonly isPrivate: boolean;
  /** Stores them in the draft that they belong to. */
  readonly changeDraft: ChangeDraft;
  onError(error: unknown): void;
}

/** The ids of those images that are in the library, kept up to date; all of them until it has answered. */
function watchPresence(
  { library, onError }: ReferencesOwner,
  images: ReadonlySignal<readonly ImageRecord[]>,
) {
  const there = signal<ReadonlySet<string> | undefined>(undefined);
  const stop = effect(() => {
    const ids = images.value.map(({ id }) => id);
    there.value = undefined;
    const keys = watch(() => library.images.where('id').anyOf(ids).primaryKeys(), onError);
    const stopFollowing = effect(() => {
      there.value = keys.answer.value && new Set(keys.answer.value);
    });
    return () => {
      stopFollowing();
      keys.stop();
    };
  });
  return { there, stop };
}

/** The references as they stand in the draft, but for images that are deleted, as long as they are. */
export async function openReferences(
  owner: ReferencesOwner,
  ids: readonly string[] = [],
): Promise<References> {
  const { library, changeDraft, onError } = owner;
  const stored = await library.images.bulkGet([...ids]);
  const chosen = signal(stored.filter((image) => image !== undefined));
  const { there, stop } = watchPresence(owner, chosen);
  const list = computed(() => chosen.value.filter(({ id }) => there.value?.has(id) ?? true));
  const change = (next: ImageRecord[]) => {
    chosen.value = next;
    changeDraft({ references: next.map(({ id }) => id) }).catch(onError);
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
        const pageTitle = blob.name.replace(/\.[^.]{1,5}$/, '');
        const page = { pageTitle, ...(owner.isPrivate && ({ isPrivate: true } as const)) };
        await addImage(library, { blob, source: 'file', page }).then(add, onError);
      }
    },
    async addFromPage(tab) {
      const { imageId: pickedId } = await sendCommand('pick-reference', tab);
      const picked = pickedId ? await library.images.get(pickedId) : undefined;
      if (picked) add(picked);
    },
    remove: (id) => change(list.value.filter((image) => image.id !== id)),
    onError,
    close: stop,
  };
}
