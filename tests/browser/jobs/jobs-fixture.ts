import { createJob, type NewJob } from '../../../components/session/create-job';
import { emptyDrawing } from '../../../utils/drawing/steps';
import { type Library, openLibrary } from '../../../utils/library/database';
import type { JobRecord, JobState } from '../../../utils/library/jobs';
import type { GenerateJobOptions } from '../../../utils/plan/options';

const options: GenerateJobOptions = {
  model: 'gpt-image-2',
  quality: 'low',
  variants: 1,
  size: { width: 1024, height: 1024 },
};

/** A library of its own, empty. */
export const emptyLibrary = (): Library => openLibrary(`test-${crypto.randomUUID()}`);

/** Stores a job in a state; its prompt is a new one, so no two are the same wish. */
export const addJob = (library: Library, state: JobState = 'queued'): Promise<JobRecord> =>
  store(library, { kind: 'generate', prompt: crypto.randomUUID(), options }, state);

/** The same for an edit of an image. */
export function addEdit(library: Library, imageId: string, state: JobState): Promise<JobRecord> {
  const { model, quality, variants } = options;
  const edit = { model, quality, variants, featherPx: 0, scope: 'whole-image' } as const;
  const prompt = crypto.randomUUID();
  return store(
    library,
    { kind: 'edit', imageId, drawing: emptyDrawing, prompt, options: edit },
    state,
  );
}

async function store(library: Library, wish: NewJob, state: JobState): Promise<JobRecord> {
  const job = await createJob(library, wish);
  await library.jobs.update(job.id, { state });
  return { ...job, state };
}

export const stateOf = async (library: Library, id: string): Promise<JobState | undefined> =>
  (await library.jobs.get(id))?.state;
