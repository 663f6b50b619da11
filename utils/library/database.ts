import { Dexie, type EntityTable } from 'dexie';
import { packDrawing } from '../drawing/pack';
import type { DrawingStep } from '../drawing/steps';
import type {
  CaptureRecord,
  DraftRecord,
  ImageRecord,
  JobRecord,
  StarRecord,
  WorkspaceRecord,
} from './records';

/**
 * The library: IndexedDB, shared by the background and every panel. It is the truth and the bus:
 * blobs travel through it and never through messages, and whoever starts late reads the same state.
 */
export type Library = Dexie & {
  images: EntityTable<ImageRecord, 'id'>;
  captures: EntityTable<CaptureRecord, 'id'>;
  drafts: EntityTable<DraftRecord, 'id'>;
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
    .upgrade((upgrade) => upgrade.table('jobs').toCollection().modify(packSteps));
  return library;
}

/** Jobs of the first version held their drawing as lists, which took long to read. */
function packSteps(job: { kind: string; steps?: readonly DrawingStep[]; drawing?: string }): void {
  if (job.kind === 'edit') job.drawing = packDrawing(job.steps ?? []);
  delete job.steps;
}
