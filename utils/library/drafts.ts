import { carriedNoCopy } from '../drawing/no-copy';
import { emptyDrawing, packDrawing, unpackDrawing } from '../drawing/steps';
import type { Library } from './database';
import { isResult } from './images';
import type { EditJob } from './jobs';
import type { DraftRecord, ImageRecord, StoredDraft } from './records';

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

/**
 * An image's draft. On a result that nothing was drawn on yet is what must not be copied on the picture it was made from, where
 * both are of one size.
 */
export async function draftWithNoCopy(library: Library, image: ImageRecord): Promise<DraftRecord> {
  const draft = await readDraft(library, image.id);
  if (draft.maskVersion !== undefined || draft.steps.length > 0 || !isResult(image)) return draft;
  const parent = await library.images.get(image.parentId ?? '');
  const isAlike = parent?.width === image.width && parent.height === image.height;
  if (!parent || !isAlike) return draft;
  return { ...draft, steps: carriedNoCopy((await draftWithNoCopy(library, parent)).steps) };
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
      ...(isWork(change) && { workedAt: Date.now() }),
      updatedAt: Date.now(),
    });
  });
}

/** True for what a job is made of; the tool and the view are not. */
const isWork = (change: DraftChange): boolean =>
  ['steps', 'prompt', 'references', 'cropWish'].some((field) => field in change);

/** Asks once more on a result for what it was made by: the same mask where both are of one size, and the same words. */
export async function repeatWish(library: Library, job: EditJob, resultId: string): Promise<void> {
  const [image, result] = await library.images.bulkGet([job.imageId, resultId]);
  const isAlike = image?.width === result?.width && image?.height === result?.height;
  const { prompt, references, drawing, options } = job;
  const { cropWish } = options;
  const mask = { steps: unpackDrawing(drawing), undone: [], cropWish };
  await changeDraft(library, resultId, { prompt, references, ...(isAlike ? mask : {}) });
}

/** Makes a selected text the prompt of the Generate tab; what was written there can be had back. */
export async function replaceGeneratePrompt(
  library: Library,
  selection: string,
  { isPrivate }: Pick<DraftRecord, 'isPrivate'>,
): Promise<void> {
  const { prompt, replaced } = await readDraft(library, generateDraftId);
  const isUntouched = replaced !== undefined && prompt === replaced.by;
  const text = isUntouched ? replaced.text : prompt;
  await changeDraft(library, generateDraftId, {
    isPrivate,
    prompt: selection,
    replaced: text === '' || text === selection ? undefined : { text, by: selection },
  });
}
