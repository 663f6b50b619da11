import { createJob } from '../../../utils/jobs/create-job';
import { type Library, openLibrary } from '../../../utils/library/database';
import type { JobOptions, JobRecord, JobState } from '../../../utils/library/records';

const options: JobOptions = {
  model: 'gpt-image-2',
  quality: 'low',
  variants: 1,
  featherPx: 0,
  scope: 'whole-image',
  size: { width: 1024, height: 1024 },
};

/** A library of its own, empty. */
export const emptyLibrary = (): Library => openLibrary(`test-${crypto.randomUUID()}`);

/** Stores a job in a state; its prompt is a new one, so no two are the same wish. */
export async function addJob(library: Library, state: JobState = 'queued'): Promise<JobRecord> {
  const job = await createJob(library, {
    kind: 'generate',
    prompt: crypto.randomUUID(),
    options,
  });
  await library.jobs.update(job.id, { state });
  return { ...job, state };
}

export const stateOf = async (library: Library, id: string): Promise<JobState | undefined> =>
  (await library.jobs.get(id))?.state;
