import type { Library } from '../library/database';
import { describeImage } from '../library/images';
import type { EditJob } from '../library/records';

/**
 * Makes results of the pictures that came for a job and did not fit into the image: as they came,
 * at their own size. Nothing is sent. Shows the first of them.
 * @throws AppError image-… for bytes that are no picture
 */
export async function takeWholeAnswer(library: Library, job: EditJob): Promise<void> {
  const parent = await library.images.get(job.imageId);
  const images = await Promise.all(
    (job.answers ?? []).map((blob) =>
      describeImage({
        blob,
        source: 'edit',
        page: parent?.page ?? {},
        parentId: job.imageId,
        jobId: job.id,
        notes: ['whole-answer'],
      }),
    ),
  );
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
