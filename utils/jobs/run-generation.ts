import { finishAnswers } from '../library/finish-job';
import type { GenerateJob } from '../library/jobs';
import type { generateImage } from '../server/call';
import type { Connection } from '../server/connection';
import { changeJob, storeResults } from './change-job';
import { type KeptAnswerDeps, keptAnswers } from './recover';
import { fileFields, paidFor, sendPatiently, sharedFields, showPreviews } from './send';

interface GenerationDeps extends KeptAnswerDeps {
  /** The connection to the server that the job was started for. */
  readonly connection: (job: GenerateJob) => Promise<Connection>;
  readonly generateImage: typeof generateImage;
}

/** Sends the one request. Returns the pictures that came; undefined where the job was cancelled before. */
async function send(
  signal: AbortSignal,
  job: GenerateJob,
  { library, connection, generateImage }: GenerationDeps,
): Promise<readonly Blob[] | undefined> {
  const { model, size, moderation } = job.options;
  await changeJob(library, job.id, 'preparing');
  const server = await connection(job);
  const sending = { sentAt: Date.now(), requestSize: size };
  if (!(await changeJob(library, job.id, 'sent', sending))) return undefined;
  const request = { ...sharedFields(job), ...fileFields(job.options), size, moderation };
  const answer = await sendPatiently(signal, library, job.id, () =>
    generateImage(signal, server, request, showPreviews(library, job.id)),
  );
  const { pictures: answers } = answer;
  await changeJob(library, job.id, 'compositing', { ...paidFor(model, answer), answers });
  return answers;
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
  const finished = await finishAnswers(answers, async (blob) => ({
    blob,
    source: 'generated',
    page: { pageTitle: job.prompt.slice(0, 60) },
    jobId: job.id,
  }));
  await storeResults(deps.library, job, finished);
}
