import type { Library } from '../library/database';
import { runningStates } from '../library/jobs';

/** True while a job runs or waits, or a capture is on its way. */
export async function isLibraryBusy(library: Library): Promise<boolean> {
  const [jobs, captures] = await Promise.all([
    library.jobs.where('state').anyOf(runningStates).count(),
    library.captures.filter(({ state }) => state === 'running').count(),
  ]);
  return jobs + captures > 0;
}
