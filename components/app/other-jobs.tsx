import './other-jobs.css';
import { t } from '../../utils/base/i18n';
import type { JobRecord } from '../../utils/library/jobs';
import { JobProgress } from '../parts/job-progress';
import type { PanelModel } from '../session/panel-model';
import type { PanelState } from '../session/panel-state';

interface OtherJobsProps {
  readonly model: PanelModel;
  readonly settingsOpen: boolean;
}

/** True for jobs that the chosen tab shows itself. */
function isShown(job: JobRecord, { workspace }: PanelState): boolean {
  if (job.kind === 'generate') return workspace.tab === 'generate';
  return workspace.tab === 'edit' && job.imageId === workspace.imageId;
}

/** The running and waiting jobs that belong elsewhere: of other images, of the other tab. */
export function OtherJobs({ model, settingsOpen }: OtherJobsProps) {
  const state = model.state.value;
  if (!state) return null;
  const jobs = state.running.filter((job) => settingsOpen || !isShown(job, state));
  if (jobs.length === 0) return null;
  return (
    <section class="other-jobs" aria-label={t('jobsElsewhere')}>
      {jobs.map((job) => (
        <JobProgress key={job.id} job={job} named onCancel={() => model.cancelJob(job.id)} />
      ))}
    </section>
  );
}
