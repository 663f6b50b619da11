import type { Library } from './database';
import type { DraftRecord } from './records';

/** The draft that belongs to the Generate tab. */
export const generateDraftId = 'generate';

const emptyDraft = (id: string): DraftRecord => ({
  id,
  steps: [],
  undone: [],
  prompt: '',
  updatedAt: 0,
});

export const readDraft = async (library: Library, id: string): Promise<DraftRecord> =>
  (await library.drafts.get(id)) ?? emptyDraft(id);

/** Stores what changed of a draft; the rest of it stays. */
export const changeDraft = (
  library: Library,
  id: string,
  change: Partial<Omit<DraftRecord, 'id'>>,
): Promise<void> =>
  library.transaction('rw', library.drafts, async () => {
    await library.drafts.put({
      ...(await readDraft(library, id)),
      ...change,
      updatedAt: Date.now(),
    });
  });

/** Gives one image's mask and prompt to another, for going on with an edit's result. */
export async function copyDraft(library: Library, fromId: string, toId: string): Promise<void> {
  const { steps, prompt } = await readDraft(library, fromId);
  await changeDraft(library, toId, { steps, prompt });
}
