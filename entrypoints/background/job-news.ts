import { isPanelOpen } from '../../utils/commands';
import type { JobRecord } from '../../utils/library/job-records';
import { showNews } from './badge';
import { notifyOfEnd } from './notify';

/** Tells the user of a job's end where no panel is open to show it. A cancelled job is no news. */
export async function tellOfEnd(job: JobRecord): Promise<void> {
  if (job.state === 'cancelled' || (await isPanelOpen())) return;
  await showNews(job.state === 'succeeded' ? 'good' : 'bad');
  await notifyOfEnd(job);
}
