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
  /** The edits of that image, the newest first. */
  readonly edits: readonly EditJob[];
  /** The pictures that those edits made, the newest first. */
  readonly results: readonly ImageRecord[];
  /** All jobs that run or wait, the oldest first. */
  readonly running: readonly JobRecord[];
  readonly generations: readonly GenerateJob[];
  readonly generated: readonly ImageRecord[];
}

const isEdit = (job: JobRecord): job is EditJob => job.kind === 'edit';
const isGeneration = (job: JobRecord): job is GenerateJob => job.kind === 'generate';

const byNewest = (a: { createdAt: number }, b: { createdAt: number }) => b.createdAt - a.createdAt;

async function imagesOf(library: Library, jobs: readonly JobRecord[]): Promise<ImageRecord[]> {
  const images = await library.images.bulkGet(jobs.flatMap(({ resultIds }) => resultIds));
  return images.filter((image) => image !== undefined).sort(byNewest);
}

async function editsOf(library: Library, imageId: string): Promise<EditJob[]> {
  const jobs = await library.jobs.where('imageId').equals(imageId).toArray();
  return jobs.filter(isEdit).sort(byNewest);
}

/** How many past generations the Generate tab keeps in sight; History has them all. */
const generationsShown = 12;

export async function readPanelState(library: Library): Promise<PanelState> {
  const workspace = await readWorkspace(library);
  const { imageId, captureId } = workspace;
  const [capture, undrawn, image, edits, running, made] = await Promise.all([
    captureId ? library.captures.get(captureId) : undefined,
    library.captures.filter(({ state }) => state === 'needs-rasterising').toArray(),
    imageId ? library.images.get(imageId) : undefined,
    imageId ? editsOf(library, imageId) : [],
    library.jobs.where('state').anyOf(runningStates).sortBy('createdAt'),
    library.jobs
      .where('[kind+createdAt]')
      .between(['generate', Dexie.minKey], ['generate', Dexie.maxKey])
      .reverse()
      .limit(generationsShown)
      .toArray(),
  ]);
  const generations = made.filter(isGeneration);
  const [results, generated] = await Promise.all([
    imagesOf(library, edits),
    imagesOf(library, generations),
  ]);
  return {
    workspace,
    capture,
    undrawn,
    image,
    edits,
    results,
    running,
    generations,
    generated,
  };
}
