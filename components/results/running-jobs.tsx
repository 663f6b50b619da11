import type { JobRecord } from '../../utils/library/job-records';
import type { PanelModel } from '../panel/panel-model';
import { JobProgress } from './job-progress';

interface RunningJobsProps {
  readonly jobs: readonly JobRecord[];
  readonly model: PanelModel;
}

/** The jobs of one tab that run or wait; each with its prompt where there are several. */
export const RunningJobs = ({ jobs, model }: RunningJobsProps) =>
  jobs.map((job) => (
    <JobProgress
      key={job.id}
      job={job}
      named={jobs.length > 1}
      onCancel={() => model.cancelJob(job.id)}
    />
  ));
