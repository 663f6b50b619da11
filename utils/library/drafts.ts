import { emptyDrawing, packDrawing, unpackDrawing } from '../drawing/pack';
import type { Library } from './database';
import type { DraftRecord, StoredDraft } from './records';

/** The draft that belongs to the Generate tab. */
export const generateDraftId = 'generate';

const emptyDraft = (id: string): StoredDraft => ({
  id,
  drawing: emptyDrawing,
  undone: emptyDrawing,
  prompt: '',
  updatedAt: 0,
});

/** A draft as it is stored: quick to read, to see whether anything is new in it. */
export const readStoredDraft = async (library: Library, id: string): Promise<StoredDraft> =>
  (await library.drafts.get(id)) ?? emptyDraft(id);

export async function readDraft(library: Library, id: string): Promise<DraftRecord> {
  const { drawing, undone, ...draft } = await readStoredDraft(library, id);
  return { ...draft, steps: unpackDrawing(drawing), undone: unpackDrawing(undone) };
}

/** What is new in a draft. */
export type DraftChange = Partial<Omit<DraftRecord, 'id'>>;

/** Stores what changed of a draft; the rest of it stays. */
export function changeDraft(library: Library, id: string, change: DraftChange): Promise<void> {
  const { steps, undone, ...others } = change;
  return library.transaction('rw', library.drafts, async () => {
    await library.drafts.put({
      ...(await readStoredDraft(library, id)),
      ...(steps && { drawing: packDrawing(steps), maskVersion: crypto.randomUUID() }),
      ...(undone && { undone: packDrawing(undone) }),
      ...others,
      updatedAt: Date.now(),
    });
  });
}

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
