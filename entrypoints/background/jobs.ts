import { editImage } from '../../utils/images-api/edit-image';
import { generateImage } from '../../utils/images-api/generate-image';
import { fetchAnswer } from '../../utils/images-api/picture';
import { takesMarks } from '../../utils/images-api/takes-marks';
import { createJobRunner, type JobRunner } from '../../utils/jobs/job-runner';
import { runEdit } from '../../utils/jobs/run-edit';
import { runGeneration } from '../../utils/jobs/run-generation';
import type { Library } from '../../utils/library/database';
import type { JobRecord } from '../../utils/library/job-records';
import { connectionTo } from '../../utils/settings/profiles';
import { refusedFieldsItem } from '../../utils/settings/server-knowledge';
import { type Connection, jobsItem } from '../../utils/settings/settings';
import { showCount } from './badge';
import { tellOfEnd } from './job-news';
import { learningEdit, learningGeneration } from './learning-server';

const atOnce = async (): Promise<number> => Math.max(1, (await jobsItem.getValue()).atOnce);

const takesMarksNow = async (model: string, connection: Connection): Promise<boolean> =>
  takesMarks(model, connection, (await refusedFieldsItem.getValue()).fields);

/** The use cases, put together with the real server and the stored connection. */
export function createBackgroundJobs(library: Library): JobRunner {
  const connection = ({ server }: JobRecord) => connectionTo(server);
  const shared = { library, connection, fetchAnswer };
  const edits = { ...shared, takesMarks: takesMarksNow, editImage: learningEdit(editImage) };
  const generations = { ...shared, generateImage: learningGeneration(generateImage) };
  return createJobRunner(
    library,
    {
      edit: (signal, job) => runEdit(signal, job, edits),
      generate: (signal, job) => runGeneration(signal, job, generations),
    },
    { atOnce, onCount: (count) => void showCount(count), onEnd: tellOfEnd },
  );
}
