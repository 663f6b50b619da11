import type { ErrorCode } from '../../utils/base/errors';
import type { Library } from '../../utils/library/database';
import { changeWherever, finishAnswers } from '../../utils/library/images';
import { type EditJob, isRunning, type JobRecord } from '../../utils/library/jobs';
import type { WorkspaceRecord } from '../../utils/library/records';

/** Failures that lie in the pictures themselves: to put them in place once more would not help. */
const faultsOfAnswers: readonly (ErrorCode | undefined)[] = [
  'answer-misfit',
  'answer-reframed',
  'answer-undecodable',
  'answer-empty',
];

/** True where the answer is here and paid, and only this device's part of the work is missing. */
export const canBeFinished = (job: JobRecord): boolean => {
  const { state, answers, error } = job;
  if (isRunning(state)) return false;
  if (state === 'succeeded') return error !== undefined && urlsOf(job).length > 0;
  return urlsOf(job).length > 0 || (!!answers?.length && !faultsOfAnswers.includes(error?.code));
};

/** Where the pictures are, if they still have to be fetched. */
const urlsOf = ({ answerUrls, error }: JobRecord): readonly string[] =>
  error?.answerUrls ?? answerUrls ?? [];

const reopened = {
  state: 'compositing',
  error: undefined,
  endedAt: undefined,
  resumedAt: undefined, // the background that this wakes may take it up by itself
  isNews: undefined,
  isDismissed: undefined,
} as const;

/**
 * Takes up an ended job whose answer is here, for the background to finish: unlike another try it
 * costs nothing.
 * @returns false where there is nothing to finish (another panel was faster)
 */
export const reopenJob = (library: Library, id: string): Promise<boolean> =>
  library.transaction('rw', library.jobs, async () => {
    const job = await library.jobs.get(id);
    if (!job || !canBeFinished(job)) return false;
    const answerUrls = urlsOf(job);
    const missing = answerUrls.length > 0 ? answerUrls : undefined;
    // That it leads there was said, and the button names where.
    const mayGoAnywhere = job.mayGoAnywhere || job.error?.code === 'answer-leads-inside';
    await library.jobs.update(id, { ...reopened, answerUrls: missing, mayGoAnywhere });
    return true;
  });

/** True where an answer is here, is paid, and was only refused because it shows the picture reframed. */
export const canBePasted = (job: JobRecord): job is EditJob =>
  job.kind === 'edit' &&
  !isRunning(job.state) &&
  job.error?.code === 'answer-reframed' &&
  !!job.answers?.length;

/**
 * Takes up a job whose answer was refused as reframed, for the background to put it in as it lies; results
 * that it has already stay. Costs nothing.
 * @returns false where there is nothing to put in (another panel was faster)
 */
export const reopenToPaste = (library: Library, id: string): Promise<boolean> =>
  library.transaction('rw', library.jobs, async () => {
    const job = await library.jobs.get(id);
    if (!job || !canBePasted(job)) return false;
    await library.jobs.update(id, { ...reopened, answerUrls: undefined, pasteAnyway: true });
    return true;
  });

/** Puts answers into the colour space of the picture that they are to take the place of. */
async function colourKeeper(parent: Blob | undefined): Promise<(answer: Blob) => Promise<Blob>> {
  if (!parent) return async (answer) => answer;
  // The panel starts without the codecs.
  const [{ decodeRaster }, { wholeAnswerFor }] = await Promise.all([
    import('../../utils/codecs/decode'),
    import('../../utils/codecs/shown-colours'),
  ]);
  const original = await decodeRaster(parent).catch(() => undefined);
  // What is wrong with an answer is found and said where it becomes an image.
  return async (answer) =>
    original ? wholeAnswerFor(original, answer).catch(() => answer) : answer;
}

/**
 * Makes results of the pictures that came for a job and did not fit into the image: as they came,
 * at their own size. Nothing is sent. Shows the first of them.
 * @throws AppError answer-undecodable where none of them is a picture
 */
export async function takeWholeAnswer(library: Library, job: EditJob): Promise<void> {
  const parent = await library.images.get(job.imageId);
  const inItsColours = await colourKeeper(parent?.blob);
  const { pictures: images } = await finishAnswers(job.answers ?? [], async (blob) => ({
    blob: await inItsColours(blob),
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
    const shown = ({ imageId = '' }: WorkspaceRecord) =>
      imageId === job.imageId || stored.resultIds.includes(imageId);
    await changeWherever(library, shown, { imageId: ids[0] });
  });
}
