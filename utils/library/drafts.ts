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

/** What is new in a draft. */
export type DraftChange = Partial<Omit<DraftRecord, 'id'>>;

/** Stores what changed of a draft; the rest of it stays. */
export const changeDraft = (library: Library, id: string, change: DraftChange): Promise<void> =>
  library.transaction('rw', library.drafts, async () => {
    await library.drafts.put({
      ...(await readDraft(library, id)),
      ...(change.steps && { maskVersion: crypto.randomUUID() }),
      ...change,
      updatedAt: Date.now(),
    });
  });

/**
 * Gives one image's prompt to another, for going on with an edit's result; the mask too where both
 * are of one size, as else it would lie over something else. What was begun there stays.
 */
export async function copyDraft(library: Library, fromId: string, toId: string): Promise<void> {
  const begun = await readDraft(library, toId);
  if (begun.steps.length > 0 || begun.undone.length > 0 || begun.prompt !== '') return;
  const [from, to] = await library.images.bulkGet([fromId, toId]);
  const { steps, prompt, references, unwanted, cropWish } = await readDraft(library, fromId);
  const isAlike = from?.width === to?.width && from?.height === to?.height;
  const texts = { prompt, references, unwanted };
  await changeDraft(library, toId, isAlike ? { steps, cropWish, ...texts } : texts);
}

/** Makes a selected text the prompt of the Generate tab; what was written there can be had back. */
export async function replaceGeneratePrompt(library: Library, selection: string): Promise<void> {
  const { prompt, replaced } = await readDraft(library, generateDraftId);
  const isUntouched = replaced !== undefined && prompt === replaced.by;
  const text = isUntouched ? replaced.text : prompt;
  await changeDraft(library, generateDraftId, {
    prompt: selection,
    replaced: text === '' || text === selection ? undefined : { text, by: selection },
  });
}
