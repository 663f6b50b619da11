import { Dexie } from 'dexie';
import type { Library } from '../../utils/library/database';
import { readWorkspace } from '../../utils/library/images';
import {
  type EditJob,
  type GenerateJob,
  type JobRecord,
  runningStates,
} from '../../utils/library/jobs';
import type { CaptureRecord, ImageRecord, WorkspaceRecord } from '../../utils/library/records';

/** All that the panel shows of the library, read in one go. */
export interface PanelState {
  readonly workspace: WorkspaceRecord;
  readonly capture: CaptureRecord | undefined;
  /** SVGs that wait for a page to draw them, shown or not. */
  readonly undrawn: readonly CaptureRecord[];
  /** The image that is edited. */
  readonly image: ImageRecord | undefined;
  /** The edits of that image and the one that made it, the newest first. */
  readonly edits: readonly EditJob[];
  /** The image that it was made from, as long as that is there. */
  readonly parent: ImageRecord | undefined;
  /** The image that all began with, and what edits made of it and of each other; the oldest first. */
  readonly family: readonly ImageRecord[];
  /** All jobs that run or wait, the oldest first. */
  readonly running: readonly JobRecord[];
  /** Jobs that have ended and whose end was not seen yet, the oldest first; with the first picture that each made. */
  readonly news: readonly { readonly job: JobRecord; readonly picture: ImageRecord | undefined }[];
  readonly generations: readonly GenerateJob[];
  readonly generated: readonly ImageRecord[];
}

const isEdit = (job: JobRecord): job is EditJob => job.kind === 'edit';
const isGeneration = (job: JobRecord): job is GenerateJob => job.kind === 'generate';

const byNewest = (a: { createdAt: number }, b: { createdAt: number }) => b.createdAt - a.createdAt;

/** Images by id, kept since they were read: one never changes, so a preview of a job need not read them again. */
type KnownImages = Map<string, ImageRecord>;

/** Those that are in the library, the newest first; reads the bytes of new ones only, and watches the others' keys. */
async function imagesOf(
  library: Library,
  known: KnownImages,
  jobs: readonly JobRecord[],
): Promise<ImageRecord[]> {
  const ids = jobs.flatMap(({ resultIds }) => resultIds);
  const present = await library.images.where('id').anyOf(ids).primaryKeys();
  return (await imagesByIds(library, known, present)).sort(byNewest);
}

async function imagesByIds(
  library: Library,
  known: KnownImages,
  ids: readonly string[],
): Promise<ImageRecord[]> {
  const missing = await library.images.bulkGet(ids.filter((id) => !known.has(id)));
  for (const image of missing) if (image) known.set(image.id, image);
  return ids.flatMap((id) => known.get(id) ?? []);
}

async function imageOf(library: Library, known: KnownImages, id: string) {
  const [present] = await imagesByIds(
    library,
    known,
    await library.images.where('id').equals(id).primaryKeys(),
  );
  return present;
}

async function editsOf(library: Library, { id, jobId }: ImageRecord): Promise<EditJob[]> {
  const [jobs, maker] = await Promise.all([
    library.jobs.where('imageId').equals(id).toArray(),
    jobId ? library.jobs.get(jobId) : undefined,
  ]);
  const all = maker && !jobs.some((job) => job.id === maker.id) ? [...jobs, maker] : jobs;
  return all.filter(isEdit).sort(byNewest);
}

/** The id of the image that an image and all its ancestors go back to, which may have been deleted. */
async function firstOf(library: Library, known: KnownImages, image: ImageRecord): Promise<string> {
  const { id, parentId } = image;
  if (!parentId) return id;
  const parent = await imageOf(library, known, parentId);
  return parent ? firstOf(library, known, parent) : parentId;
}

async function familyOf(
  library: Library,
  known: KnownImages,
  image: ImageRecord,
): Promise<ImageRecord[]> {
  let generation = [await firstOf(library, known, image)];
  const ids = new Set(generation);
  while (generation.length > 0) {
    const children = await library.images.where('parentId').anyOf(generation).primaryKeys();
    generation = children.filter((id) => !ids.has(id));
    for (const id of generation) ids.add(id);
  }
  const present = await library.images
    .where('id')
    .anyOf([...ids])
    .primaryKeys();
  return (await imagesByIds(library, known, present)).sort((a, b) => a.createdAt - b.createdAt);
}

/** How many past generations the Generate tab keeps in sight; History has them all. */
const generationsShown = 12;

async function newsOf(library: Library, known: KnownImages): Promise<PanelState['news']> {
  const jobs = await library.jobs.where('isNews').equals(1).sortBy('endedAt');
  return Promise.all(
    jobs.map(async (job) => {
      const [id] = job.resultIds;
      return { job, picture: id === undefined ? undefined : await imageOf(library, known, id) };
    }),
  );
}

/** Reads the state again and again for one panel, by its row. What has not changed keeps its identity, so nobody is told of it. */
export function createStateReader(
  library: Library,
  workspaceId: string,
): () => Promise<PanelState> {
  const known: KnownImages = new Map();
  let before: PanelState | undefined;
  return async () => {
    const read = await readPanelState(library, known, workspaceId);
    for (const id of known.keys()) if (!isShown(read, id)) known.delete(id);
    before = before ? keepUnchanged(before, read) : read;
    return before;
  };
}

const isShown = ({ image, family, generated, news }: PanelState, id: string): boolean =>
  [image, ...family, ...generated, ...news.map(({ picture }) => picture)].some(
    (shown) => shown?.id === id,
  );

async function readPanelState(
  library: Library,
  known: KnownImages,
  workspaceId: string,
): Promise<PanelState> {
  const workspace = await readWorkspace(library, workspaceId);
  const { imageId, captureId } = workspace;
  const [capture, undrawn, image, running, made] = await Promise.all([
    captureId ? library.captures.get(captureId) : undefined,
    library.captures.filter(({ state }) => state === 'needs-rasterising').toArray(),
    imageId ? imageOf(library, known, imageId) : undefined,
    library.jobs.where('state').anyOf(runningStates).sortBy('createdAt'),
    library.jobs
      .where('[kind+createdAt]')
      .between(['generate', Dexie.minKey], ['generate', Dexie.maxKey])
      .reverse()
      .limit(generationsShown)
      .toArray(),
  ]);
  const generations = made.filter(isGeneration);
  const [edits, family, generated, news] = await Promise.all([
    image ? editsOf(library, image) : [],
    image ? familyOf(library, known, image) : [],
    imagesOf(library, known, generations),
    newsOf(library, known),
  ]);
  const parent = family.find(({ id }) => id === image?.parentId);
  return {
    workspace,
    capture,
    undrawn,
    image,
    edits,
    parent,
    family,
    running,
    news,
    generations,
    generated,
  };
}

/** The newer of two values, with every part of it that is equal to the older one's taken from there. */
export function keepUnchanged<T>(older: T, newer: T): T;
export function keepUnchanged(older: unknown, newer: unknown): unknown {
  if (Object.is(older, newer)) return older;
  if (older instanceof Blob && newer instanceof Blob)
    // The library hands out a new object at each read; a preview that follows another has another length.
    return older.size === newer.size && older.type === newer.type ? older : newer;
  if (Array.isArray(older) && Array.isArray(newer)) {
    const kept = newer.map((item, index) => keepUnchanged(older[index], item));
    const isSame = kept.length === older.length && kept.every((item, at) => item === older[at]);
    return isSame ? older : kept;
  }
  if (!isPlain(older) || !isPlain(newer)) return newer;
  const kept = Object.fromEntries(
    Object.entries(newer).map(([key, value]) => [key, keepUnchanged(older[key], value)]),
  );
  const isSame =
    Object.keys(older).length === Object.keys(kept).length &&
    Object.entries(kept).every(([key, value]) => Object.is(value, older[key]));
  return isSame ? older : kept;
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
