import type { generateImage } from '../images-api/generate-image';
import type { Library } from '../library/database';
import type { GenerateJob } from '../library/records';
import type { Connection } from '../settings/settings';
import { changeJob } from './change-job';
import { paidFor } from './paid';
import { fileFields, sharedFields } from './request-options';
import { sendPatiently } from './send-patiently';
import { showPreviews } from './show-previews';
import { storeResults } from './store-results';

export interface GenerationDeps {
  readonly library: Library;
  readonly connection: () => Promise<Connection>;
  readonly generateImage: typeof generateImage;
}

/** Makes pictures from the job's prompt and stores them. Rejects where that fails. */
export async function runGeneration(
  signal: AbortSignal,
  job: GenerateJob,
  { library, connection, generateImage }: GenerationDeps,
): Promise<void> {
  const { model, size, moderation } = job.options;
  await changeJob(library, job.id, 'preparing');
  const server = await connection();
  const sending = { sentAt: Date.now(), requestSize: size };
  if (!(await changeJob(library, job.id, 'sent', sending))) return;
  const request = { ...sharedFields(job), ...fileFields(job.options), size, moderation };
  const answer = await sendPatiently(signal, library, job.id, () =>
    generateImage(signal, server, request, showPreviews(library, job.id)),
  );
  await changeJob(library, job.id, 'compositing', paidFor(model, answer)); // also of an unusable one
  const pictures = answer.pictures.map((blob) => ({
    blob,
    source: 'generated' as const,
    page: { pageTitle: job.prompt.slice(0, 60) },
    jobId: job.id,
  }));
  await storeResults(library, job, { pictures });
}
