import { emptyDrawing, packDrawing, unpackDrawing } from '../drawing/steps';
import type { Library } from './database';
import type { EditJob } from './jobs';
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

/** True where nothing that a job is made of was changed on its image since it was asked for. */
export async function isDraftOf(library: Library, job: EditJob): Promise<boolean> {
  const { workedAt = 0, drawing, prompt } = await readStoredDraft(library, job.imageId);
  return (
    workedAt <= job.createdAt ||
    (drawing === job.drawing && ['', job.prompt].includes(prompt.trim()))
  );
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
