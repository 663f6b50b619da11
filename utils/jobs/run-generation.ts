import { finishAnswers } from '../library/images';
import type { GenerateJob } from '../library/jobs';
import type { generateImage } from '../server/call';
import { type Connection, checkConnection } from '../server/connection';
import { checkRequest } from '../server/request';
import { changeJob, storeResults } from './change-job';
import {
  assertRoom,
  bytesForJob,
  finishKept,
  type KeptAnswerDeps,
  keptAnswers,
} from './keep-answers';
import { fileFields, followAnswer, paidFor, picturesOf, sendPatiently, sharedFields } from './send';

interface GenerationDeps extends KeptAnswerDeps {
  /** The connection to the server that the job was started for. */
  readonly connection: (job: GenerateJob) => Promise<Connection>;
  readonly generateImage: typeof generateImage;
}

/** Sends the one request. Returns the pictures that came; undefined where the job was cancelled before. */
async function send(
  signal: AbortSignal,
  job: GenerateJob,
  { library, keeper, connection, generateImage }: GenerationDeps,
): Promise<readonly Blob[] | undefined> {
  const { model, size, moderation } = job.options;
  await changeJob(library, job.id, 'preparing');
  const server = checkConnection(await connection(job));
  const request = { ...sharedFields(job), ...fileFields(job.options), size, moderation };
  checkRequest(request); // before it counts as sent
  await assertRoom(bytesForJob(job.options.variants, size, size));
  const sending = { sentAt: Date.now(), requestSize: size };
  if (!(await changeJob(library, job.id, 'sent', sending))) return undefined;
  const answer = await sendPatiently(signal, library, job.id, () =>
    generateImage(signal, server, request, followAnswer(library, job)),
  );
  await keeper.keep(job.id, {
    paid: paidFor(model, answer),
    pictures: picturesOf(answer),
  });
  return answer.pictures;
}

/**
 * Makes pictures from the job's prompt and stores them; of a job that keeps its answer, only that.
 * Rejects where it fails.
 */
export async function runGeneration(
  signal: AbortSignal,
  job: GenerateJob,
  deps: GenerationDeps,
): Promise<void> {
  const answers = (await keptAnswers(signal, job, deps)) ?? (await send(signal, job, deps));
  if (!answers) return;
  const page = { pageTitle: job.prompt.slice(0, 60), isPrivate: job.isPrivate };
  const finished = await finishKept(signal, deps.keeper, job.id, () =>
    finishAnswers(answers, async (blob) => ({ blob, source: 'generated', page, jobId: job.id })),
  );
  await storeResults(deps.library, job, finished);
}
