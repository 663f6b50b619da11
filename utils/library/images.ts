import { AppError, toStoredError } from '../base/errors';
import type { Inspection } from '../codecs/inspect';
import type { Library } from './database';
import type { JobRecord } from './jobs';
import type {
  ImageNote,
  ImageRecord,
  ImageSource,
  PageContext,
  RungVerdict,
  WorkspaceRecord,
} from './records';

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
  readonly unmatched?: boolean | undefined;
}

/**
 * The record for an image that is about to be stored; its type and size come from its bytes.
 * @param inspection of those bytes, where another thread has looked at them
 */
export async function createImageRecord(
  image: NewImage,
  inspection?: Inspection,
): Promise<ImageRecord> {
  // The panel starts without the codecs.
  const { inspect, unsupportedType } = await import('../codecs/inspect');
  const { type, size, notes } = inspection ?? (await inspect(image.blob));
  if (!size) throw unsupportedType(type);
  return {
    ...image,
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    mimeType: type,
    ...size,
    notes: [...(image.notes ?? []), ...notes],
  };
}

/**
 * Checks an image and stores it.
 * @throws AppError `image-…` where the bytes are not a whole image that can be decoded
 */
export async function addImage(library: Library, image: NewImage): Promise<ImageRecord> {
  const record = await createImageRecord(image);
  await library.images.add(record);
  return record;
}

/** All images, the newest first. */
export const listImages = (library: Library): Promise<ImageRecord[]> =>
  library.images.orderBy('createdAt').reverse().toArray();

/**
 * Removes an image. Edits made from it stay, and so does its draft, for an undo. Where it was the one that is edited,
 * that is now the one that it was made from.
 */
export const deleteImage = (library: Library, id: string): Promise<void> =>
  library.transaction('rw', library.images, library.workspace, async () => {
    const image = await library.images.get(id);
    await library.images.delete(id);
    const parent = image?.parentId ? await library.images.get(image.parentId) : undefined;
    await changeWherever(library, (workspace) => workspace.imageId === id, { imageId: parent?.id });
  });

/** The row of what was shown last, in whatever window: a new panel begins with it. */
const lastWorkspace = 'workspace';

/** The row of the panel beside a window's pages. */
export const workspaceOfWindow = (windowId: number): string => `window-${windowId}`;

/** The row of a panel that is a tab. */
export const workspaceOfTab = (tabId: number): string => `tab-${tabId}`;

/** What a panel shows; where it has shown nothing of its own yet, what was shown last. */
export const readWorkspace = async (library: Library, id: string): Promise<WorkspaceRecord> => ({
  tab: 'edit',
  ...((await library.workspace.get(id)) ?? (await library.workspace.get(lastWorkspace))),
  id,
});

type WorkspaceChange = Partial<Omit<WorkspaceRecord, 'id'>>;

/** Changes what a panel shows; what `change` does not name stays. */
export const changeWorkspace = (
  library: Library,
  change: WorkspaceChange,
  id: string,
): Promise<void> =>
  library.transaction('rw', library.workspace, async () => {
    const next = { ...(await readWorkspace(library, id)), ...change };
    await library.workspace.put(next);
    // What is shown in a private window is not shown in the next usual one.
    if (!next.isPrivate) await library.workspace.put({ ...next, id: lastWorkspace });
  });

/** The same for every panel that shows something certain; returns how many did. */
export const changeWherever = (
  library: Library,
  shows: (workspace: WorkspaceRecord) => boolean,
  change: WorkspaceChange,
): Promise<number> => library.workspace.filter(shows).modify({ ...change });

/**
 * Gives a panel a row of its own, if it has none: from then on it does not follow others.
 * @param from whose row it begins with, else the last one
 * @param isPrivate whether it is in a private window
 */
export const claimWorkspace = (
  library: Library,
  id: string,
  from = id,
  isPrivate = false,
): Promise<void> =>
  library.transaction('rw', library.workspace, async () => {
    if (from === id && (await library.workspace.get(id))) return;
    const begun = await readWorkspace(library, from);
    await library.workspace.put({ ...begun, id, ...(isPrivate && { isPrivate }) });
  });

/** Removes the rows of panels that are gone. */
export const forgetWorkspaces = async (
  library: Library,
  isGone: (id: string) => boolean,
): Promise<void> => {
  await library.workspace.filter(({ id }) => id !== lastWorkspace && isGone(id)).delete();
};

const openedNow = (imageId: string) => ({ tab: 'edit', imageId, captureId: undefined }) as const;

/** Makes an image the one that a panel edits. */
export const openImage = (library: Library, imageId: string, id: string): Promise<void> =>
  changeWorkspace(library, openedNow(imageId), id);

/** Whether the library holds an image; its bytes are not read. */
export const imageExists = async (library: Library, id: string): Promise<boolean> =>
  (await library.images.where('id').equals(id).count()) > 0;

/** Makes an image the one that is edited wherever another one was. */
export const openInstead = async (
  library: Library,
  before: string,
  imageId: string,
): Promise<void> => {
  await changeWherever(library, (shown) => shown.imageId === before, openedNow(imageId));
};

/** The ids of the images that the user has starred. */
export const readStars = async (library: Library): Promise<ReadonlySet<string>> =>
  new Set(await library.stars.toCollection().primaryKeys());

/** Stars an image or takes the star away. Kept beside the images: writing one anew would copy its bytes. */
export async function setStar(library: Library, id: string, isStarred: boolean): Promise<void> {
  if (isStarred) await library.stars.put({ id });
  else await library.stars.delete(id);
}

/** True for an image on a larger canvas whose new part is still clear. */
export const isExtended = ({ notes }: Pick<ImageRecord, 'notes'>): boolean =>
  notes.includes('extended');

/** True for what an edit has made; else it is what was taken, or a larger canvas around it. */
export const isResult = (image: ImageRecord): boolean =>
  image.parentId !== undefined && !isExtended(image);

/** The image itself, without the canvas around it. */
export async function extensionBase(library: Library, image: ImageRecord): Promise<ImageRecord> {
  const parent = image.parentId ? await library.images.get(image.parentId) : undefined;
  return isExtended(image) && parent ? parent : image;
}

/** What came of a job. */
export interface FinishedJob {
  readonly pictures: readonly ImageRecord[];
  /** Further pictures that came and are no results, and why the last of them is none. */
  readonly answers?: JobRecord['answers'];
  readonly error?: JobRecord['error'];
}

/** True where the fault lies in the answer itself, not in this device; the others may be fine. */
const isFaultOfAnswer = (error: unknown): error is AppError =>
  error instanceof AppError && error.code.startsWith('answer-');

/** What is wrong with a file is said of the answer here, whose file it is. */
const describeAnswer = (image: NewImage): Promise<ImageRecord> =>
  createImageRecord(image).catch((cause: unknown) => {
    if (!(cause instanceof AppError) || !cause.code.startsWith('image-')) throw cause;
    throw new AppError('answer-undecodable', { cause });
  });

/**
 * Makes images of a job's answers. All are paid for, so one that can't be used is kept apart and is no
 * reason to lose the others.
 * @param finish makes an image of one answer
 * @throws AppError answer-… of the last one where none can be used; whatever else `finish` throws
 */
export async function finishAnswers(
  answers: readonly Blob[],
  finish: (answer: Blob) => Promise<NewImage>,
): Promise<FinishedJob> {
  const pictures: ImageRecord[] = [];
  const unfit: Blob[] = [];
  let error: AppError | undefined;
  for (const answer of answers) {
    // One at a time: memory.
    try {
      pictures.push(await describeAnswer(await finish(answer)));
    } catch (caught) {
      if (!isFaultOfAnswer(caught)) throw caught;
      unfit.push(answer);
      error = caught;
    }
  }
  if (!error) return { pictures };
  if (pictures.length === 0) throw error;
  return { pictures, answers: unfit, error: toStoredError(error) };
}
