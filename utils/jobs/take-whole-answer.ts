import type { Library } from '../library/database';
import type { EditJob } from '../library/job-records';
import { finishAnswers } from './finish-answers';

/**
 * Makes results of the pictures that came for a job and did not fit into the image: as they came,
 * at their own size. Nothing is sent. Shows the first of them.
 * @throws AppError answer-undecodable where none of them is a picture
 */
export async function takeWholeAnswer(library: Library, job: EditJob): Promise<void> {
  const parent = await library.images.get(job.imageId);
  const { pictures: images } = await finishAnswers(job.answers ?? [], async (blob) => ({
    blob,
    source: 'edit',
    page: parent?.page ?? {},
    parentId: job.imageId,
    jobId: job.id,
    notes: ['whole-answer'],
  }));
  await library.transaction('rw', library.images, library.jobs, library.workspace, async () => {
    const stored = await library.jobs.get(job.id);
    if (!stored?.answers) return; // another panel was faster
    const ids = images.map(({ id }) => id);
    await library.images.bulkAdd(images);
    await library.jobs.update(job.id, {
      state: 'succeeded',
      resultIds: [...stored.resultIds, ...ids],
      answers: undefined,
      error: undefined,
    });
    await library.workspace.update('workspace', { resultId: ids[0] });
  });
}
