import { type ReadonlySignal, signal } from '@preact/signals';
import { Dexie, type EntityTable, liveQuery } from 'dexie';
import { type DrawingStep, emptyDrawing, packDrawing } from '../drawing/steps';
import type { JobRecord } from './jobs';
import type {
  CaptureRecord,
  ImageRecord,
  StarRecord,
  StoredDraft,
  WorkspaceRecord,
} from './records';

/**
 * The library: IndexedDB, shared by the background and every panel. It is the truth and the bus:
 * blobs travel through it and never through messages, and whoever starts late reads the same state.
 */
export type Library = Dexie & {
  images: EntityTable<ImageRecord, 'id'>;
  captures: EntityTable<CaptureRecord, 'id'>;
  drafts: EntityTable<StoredDraft, 'id'>;
  jobs: EntityTable<JobRecord, 'id'>;
  workspace: EntityTable<WorkspaceRecord, 'id'>;
  stars: EntityTable<StarRecord, 'id'>;
};

export function openLibrary(name = 'repaint'): Library {
  const library = new Dexie(name) as Library;
  library.version(1).stores({
    images: 'id, createdAt, parentId',
    captures: 'id, startedAt',
    drafts: 'id',
    jobs: 'id, createdAt, imageId, state',
    workspace: 'id',
  });
  library
    .version(2)
    .stores({ jobs: 'id, createdAt, imageId, state, endedAt, [kind+createdAt]', stars: 'id' })
    .upgrade(async (upgrade) => {
      await upgrade.table('jobs').toCollection().modify(packJob);
      await upgrade.table('drafts').toCollection().modify(packDraft);
    });
  library
    .version(3)
    .upgrade((upgrade) => upgrade.table('workspace').toCollection().modify(openResult));
  library
    .version(4)
    .stores({ jobs: 'id, createdAt, imageId, state, endedAt, isNews, [kind+createdAt]' });
  return library;
}

interface Unpacked {
  kind?: string;
  drawing?: string;
  steps?: readonly DrawingStep[];
  undone?: readonly DrawingStep[] | string;
}

/** The first version held drawings as lists, which took long to read. */
function packJob(job: Unpacked): void {
  if (job.kind === 'edit') job.drawing = packDrawing(job.steps ?? []);
  delete job.steps;
}

function packDraft(draft: Unpacked): void {
  draft.drawing = packDrawing(draft.steps ?? []);
  draft.undone = Array.isArray(draft.undone) ? packDrawing(draft.undone) : emptyDrawing;
  delete draft.steps;
}

/** Before the third version a result was shown in the place of the image that was edited; now it is the one that is edited. */
function openResult(workspace: { imageId?: string; resultId?: string }): void {
  if (workspace.resultId) workspace.imageId = workspace.resultId;
  delete workspace.resultId;
}

interface Watch<T> {
  /** The query's newest answer; `undefined` until the first one came. */
  readonly answer: ReadonlySignal<T | undefined>;
  stop(): void;
}

/** Runs `query` now and again whenever any context, also the background, changes what it read. */
export function watch<T>(query: () => Promise<T>, onError: (error: unknown) => void): Watch<T> {
  const answer = signal<T | undefined>(undefined);
  const subscription = liveQuery(query).subscribe({
    next: (newest) => {
      answer.value = newest;
    },
    error: onError,
  });
  return { answer, stop: () => subscription.unsubscribe() };
}
