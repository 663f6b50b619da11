import { editImage } from '../../utils/images-api/edit-image';
import { generateImage } from '../../utils/images-api/generate-image';
import { createJobRunner, type JobRunner } from '../../utils/jobs/job-runner';
import { runEdit } from '../../utils/jobs/run-edit';
import { runGeneration } from '../../utils/jobs/run-generation';
import type { Library } from '../../utils/library/database';
import { connectionItem } from '../../utils/settings/settings';

/** The use cases, put together with the real server and the stored connection. */
export function createBackgroundJobs(library: Library): JobRunner {
  const connection = () => connectionItem.getValue();
  return createJobRunner(library, {
    edit: (signal, job) => runEdit(signal, job, { library, connection, editImage }),
    generate: (signal, job) => runGeneration(signal, job, { library, connection, generateImage }),
  });
}
