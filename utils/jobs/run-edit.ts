import { AppError, asAppError } from '../base/errors';
import { type BlendOptions, blendAnswer } from '../blend/blend-answer';
import { changedAround, countChangedOutside } from '../blend/changed-pixels';
import { decodeRaster } from '../codecs/decode';
import { inspect } from '../codecs/inspect';
import { encodePng } from '../codecs/png-write';
import { toSpaceOfShown, wholeAnswerFor } from '../codecs/shown-colours';
import { hasMarks } from '../drawing/marks/draw';
import { type DrawingStep, unpackDrawing } from '../drawing/steps';
import { finishAnswers, type NewImage } from '../library/images';
import type { EditJob } from '../library/jobs';
import type { ImageRecord } from '../library/records';
import type { Raster } from '../pixels/raster';
import type { EditPlan } from '../plan/plan-edit';
import type { editImage } from '../server/call';
import { type Connection, checkConnection } from '../server/connection';
import { checkEditRequest } from '../server/request';
import { changeJob, storeResults } from './change-job';
import {
  assertRoom,
  bytesForJob,
  finishKept,
  type KeptAnswerDeps,
  keptAnswers,
} from './keep-answers';
import { type PreparedEdit, planAndPrepare, prepareReferences } from './prepare-edit';
import { fileFields, followAnswer, paidFor, picturesOf, sendPatiently, sharedFields } from './send';

interface EditDeps extends KeptAnswerDeps {
  /** The connection to the server that the job was started for. */
  readonly connection: (job: EditJob) => Promise<Connection>;
  /** Whether marks can be sent to that server for the job's model. */
  readonly takesMarks: (model: string, connection: Connection) => Promise<boolean>;
  readonly editImage: typeof editImage;
  /** Called once a request is on its way: nobody waits for what is done then. */
  readonly whileServerThinks?: (() => void) | undefined;
}

/** What an edit works on. */
interface Edit {
  readonly job: EditJob;
  readonly image: ImageRecord;
  /** Undefined for a large one while a server thinks: two of 50 MP would hold half a gigabyte. */
  readonly original: Raster | undefined;
  readonly plan: EditPlan;
  readonly prepared: PreparedEdit;
}

/**
 * Whether the marks go along. What was sent decides how its answer is put into the image, whatever was
 * learned of the server since.
 */
async function sendsMarks(
  job: EditJob,
  steps: readonly DrawingStep[],
  isAnswered: boolean,
  { connection, takesMarks }: EditDeps,
): Promise<boolean> {
  if (isAnswered) return job.markup === true;
  return hasMarks(steps) && takesMarks(job.options.model, await connection(job));
}

async function prepare(job: EditJob, isAnswered: boolean, deps: EditDeps): Promise<Edit> {
  const { library } = deps;
  const image = await library.images.get(job.imageId);
  if (!image) throw new AppError('image-not-found');
  const steps = unpackDrawing(job.drawing);
  const takesMarks = await sendsMarks(job, steps, isAnswered, deps);
  const original = await decodeRaster(image.blob);
  if (!isAnswered) assertBlendable(original);
  const planned = await planAndPrepare(original, {
    ...{ image, steps, takesMarks },
    options: job.options,
    sent: isAnswered ? job : {},
  });
  return { job, image, original: isSmall(original) ? original : undefined, ...planned };
}

/** Up to so many bytes decoding anew takes longer than holding on is worth: 16 MP with 8 bits. */
const largestHeld = 64 * 2 ** 20;

const isSmall = ({ data }: Raster): boolean => data.byteLength <= largestHeld;

/** Bytes of a decoded original beside which its result still finds room; one with 16 bits takes twice as many. */
const largestOriginal = 512 * 2 ** 20;

/** Before anything is paid for. @throws AppError image-too-large (substitutions: width, height) */
function assertBlendable({ data, width, height }: Raster): void {
  if (data.byteLength > largestOriginal)
    throw new AppError('image-too-large', {
      details: { substitutions: [String(width), String(height)] },
    });
}

const decodeAnswer = (picture: Blob): Promise<Raster> =>
  // Looked at first: of some kinds the size is known only by decoding them.
  inspect(picture)
    .then(() => decodeRaster(picture))
    .catch((cause: unknown) => {
      if (asAppError(cause).code === 'out-of-memory') throw cause;
      throw new AppError('answer-undecodable', { cause });
    });

/** As the server has it, or in the picture's own colour space. */
const wholeAnswer = (original: Raster, picture: Blob): Promise<Blob> =>
  wholeAnswerFor(original, picture).catch((cause: unknown) => {
    if (asAppError(cause).code === 'out-of-memory') throw cause;
    throw new AppError('answer-undecodable', { cause });
  });

/** What shows another picture around the mask says nothing of where its part belongs, nor of its tint. */
function howToBlend({ options, pasteAnyway }: EditJob): BlendOptions {
  const { featherPx, matchColour = true, seamless = true, matchGrain = true } = options;
  if (pasteAnyway) return { featherPx, register: false, matchColour: false, seamless: false };
  return { featherPx, register: true, matchColour, seamless, matchGrain };
}

/** In a function of its own, so that the blended pixels are free once they are a file. */
async function blendedFile(...edit: Parameters<typeof blendAnswer>) {
  const { result, isUnmatched } = blendAnswer(...edit);
  return { blob: await encodePng(result), isUnmatched };
}

/** One answer as an image of the library: its masked part in the original, or all of it. */
async function finish(
  { job, image, original: held, plan, prepared }: Edit,
  picture: Blob,
): Promise<NewImage> {
  const made = {
    source: 'edit' as const,
    page: image.page,
    parentId: image.id,
    jobId: job.id,
  };
  const original = held ?? (await decodeRaster(image.blob));
  if (!prepared.coverage) return { ...made, blob: await wholeAnswer(original, picture) };
  const answer = await toSpaceOfShown(original, await decodeAnswer(picture));
  const { coverage } = prepared;
  const { blob, isUnmatched } = await blendedFile(
    original,
    answer,
    plan,
    coverage,
    howToBlend(job),
  );
  // The file as it is kept, read again: what is said of it is not what was meant to be in it.
  const saved = await decodeRaster(blob);
  const { crop } = plan;
  const changedOutside = countChangedOutside(
    original,
    saved,
    crop,
    coverage,
    job.options.featherPx,
  );
  // Without a mask the model could not know where to keep to.
  const answerOutside = prepared.mask ? changedAround(original, crop, answer, coverage) : undefined;
  return { ...made, blob, changedOutside, answerOutside, unmatched: isUnmatched || undefined };
}

/** ms after which a request is on its way, and no longer waits for the processor. */
const onItsWayMs = 1000;

/** Sends the one request. Returns the pictures that came; undefined where the job was cancelled before. */
async function send(
  signal: AbortSignal,
  { job, image, plan, prepared }: Edit,
  { library, keeper, connection, editImage, whileServerThinks }: EditDeps,
): Promise<readonly Blob[] | undefined> {
  const { model } = job.options;
  const references = await prepareReferences(library, job.references);
  const server = checkConnection(await connection(job));
  const { crop, requestSize } = plan;
  await assertRoom(
    bytesForJob(job.options.variants, requestSize, prepared.coverage ? image : requestSize),
  );
  const sending = { sentAt: Date.now(), crop, requestSize, markup: plan.markup || undefined };
  const request = {
    ...sharedFields(job),
    // What is composited comes as PNG: another file would only lose quality on its way.
    ...(prepared.coverage ? {} : fileFields(job.options)),
    image: prepared.image,
    mask: prepared.mask,
    markup: prepared.markup,
    references,
    size: requestSize,
  };
  checkEditRequest(request); // before it counts as sent
  if (!(await changeJob(library, job.id, 'sent', sending))) return undefined;
  if (prepared.coverage && whileServerThinks) setTimeout(whileServerThinks, onItsWayMs);
  const answer = await sendPatiently(signal, library, job.id, () =>
    editImage(signal, server, request, followAnswer(library, job)),
  );
  // Kept until they are results: also an answer that can't be used is paid for.
  await keeper.keep(job.id, {
    paid: paidFor(model, answer),
    pictures: picturesOf(answer),
  });
  return answer.pictures;
}

/**
 * Runs an edit from its stored job to its stored results: crop and mask, one request, and the
 * answer composited onto the stored original. A job that keeps its answer is only composited.
 * Rejects where that fails.
 */
export async function runEdit(signal: AbortSignal, job: EditJob, deps: EditDeps): Promise<void> {
  const { library, keeper } = deps;
  const kept = await keptAnswers(signal, job, deps);
  if (!kept) await changeJob(library, job.id, 'preparing');
  const edit = await prepare(job, !!kept, deps);
  const answers = kept ?? (await send(signal, edit, deps));
  if (!answers) return;
  const finished = await finishKept(signal, keeper, job.id, () =>
    finishAnswers(answers, (answer) => finish(edit, answer)),
  );
  await storeResults(library, job, finished);
}
