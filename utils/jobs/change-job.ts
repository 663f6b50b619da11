import type { StoredError } from '../base/errors';
import type { Library } from '../library/database';
import { changeWherever, type FinishedJob } from '../library/images';
import {
  canFollow,
  type EditJob,
  isRunning,
  type JobProgress,
  type JobRecord,
  type JobState,
} from '../library/jobs';
import type { ImageRecord } from '../library/records';
import { isForeignPrivate } from '../server/connection';

/**
 * Moves a job on and stores what belongs to the new state.
 * @returns false where the job has ended meanwhile (cancelled); nothing is changed then
 */
export const changeJob = (
  library: Library,
  id: string,
  state: JobState,
  change: JobProgress = {},
): Promise<boolean> =>
  library.transaction('rw', library.jobs, async () => {
    const job = await library.jobs.get(id);
    if (!job || !canFollow(job.state, state)) return false;
    const isNews = !isRunning(state) && state !== 'cancelled' ? 1 : undefined;
    await library.jobs.update(id, { ...change, state, isNews });
    return true;
  });

/**
 * Notes what an answer has cost, whatever became of the job meanwhile: a cancelled one is paid for, too. One that
 * waits for its answer goes on to `compositing`.
 */
export const noteAnswered = (library: Library, id: string, paid: JobProgress): Promise<void> =>
  library.transaction('rw', library.jobs, async () => {
    const job = await library.jobs.get(id);
    if (!job) return;
    const state = canFollow(job.state, 'compositing') ? 'compositing' : job.state;
    await library.jobs.update(id, { ...paid, state });
  });

/** For an answer some of whose pictures still have to be fetched; its texts name the host. */
function unreached(
  { server }: JobRecord,
  answerUrls: readonly string[] = [],
): StoredError | undefined {
  const [url] = answerUrls;
  if (url === undefined) return undefined;
  const host = URL.canParse(url) ? new URL(url).origin : url;
  const isInside = answerUrls.some((each) => isForeignPrivate(each, server?.baseUrl ?? ''));
  const code = isInside ? 'answer-leads-inside' : 'answer-unreachable';
  return { code, substitutions: [host], answerUrls };
}

/** True where nothing that a job is made of was changed on its image since it was asked for. */
async function isDraftOf(library: Library, job: EditJob): Promise<boolean> {
  const draft = await library.drafts.get(job.imageId);
  if (!draft) return true;
  const { workedAt = 0, drawing, prompt } = draft;
  return (
    workedAt <= job.createdAt ||
    (drawing === job.drawing && ['', job.prompt].includes(prompt.trim()))
  );
}

/**
 * Stores one picture of a job that goes on, and goes on to it if it is the first one and the user has not gone on to
 * something else.
 * @returns false where the job has ended meanwhile (cancelled); nothing is stored then
 */
export async function addResult(
  library: Library,
  { id, imageId }: EditJob,
  picture: ImageRecord,
): Promise<boolean> {
  const { images, jobs, drafts, workspace } = library;
  return library.transaction('rw', images, jobs, drafts, workspace, async () => {
    const job = await jobs.get(id);
    if (job?.kind !== 'edit' || !isRunning(job.state)) return false;
    await images.add(picture);
    await jobs.update(id, { resultIds: [...job.resultIds, picture.id] });
    const isFirst = job.resultIds.length === 0;
    if (isFirst && (await isDraftOf(library, job)))
      await changeWherever(library, (shown) => shown.imageId === imageId, { imageId: picture.id });
    return true;
  });
}

/**
 * Stores a job's pictures and ends the job in one transaction, so that a paid answer is never half
 * there. Goes on to the first picture, unless the user has gone on to another image or to another wish on this one.
 */
export async function storeResults(
  library: Library,
  job: JobRecord,
  { pictures, answers, error }: FinishedJob,
): Promise<void> {
  const { images, jobs, drafts, workspace: shown } = library;
  await library.transaction('rw', images, jobs, drafts, shown, async () => {
    const newIds = pictures.map(({ id }) => id);
    // Those from before, where answers that were left over are put in after all.
    const resultIds = [...job.resultIds, ...newIds];
    const { answerUrls } = (await library.jobs.get(job.id)) ?? job;
    const ended = {
      ...{ resultIds, endedAt: Date.now(), preview: undefined, answers },
      error: error ?? unreached(job, answerUrls),
    };
    await library.images.bulkAdd(pictures);
    if (!(await changeJob(library, job.id, 'succeeded', ended))) {
      await library.jobs.update(job.id, { resultIds, answers }); // cancelled too late: it is paid for
      return;
    }
    const [imageId] = newIds;
    if (job.kind !== 'edit' || !imageId || !(await isDraftOf(library, job))) return;
    await changeWherever(library, (workspace) => workspace.imageId === job.imageId, { imageId });
  });
}
