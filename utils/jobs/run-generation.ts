import type { generateImage } from '../images-api/generate-image';
import type { Library } from '../library/database';
import type { JobRecord } from '../library/records';
import type { Connection } from '../settings/settings';
import { changeJob } from './change-job';
import { paidFor } from './paid';
import { previewsOf } from './previews';
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
  job: JobRecord,
  { library, connection, generateImage }: GenerationDeps,
): Promise<void> {
  const { model, quality, variants, size } = job.options;
  await changeJob(library, job.id, 'preparing');
  const server = await connection();
  if (!(await changeJob(library, job.id, 'sent', { sentAt: Date.now() }))) return;
  const answer = await generateImage(
    signal,
    server,
    {
      prompt: job.prompt,
      model,
      quality,
      variants,
      size,
      partialImages: previewsOf(model, variants),
    },
    showPreviews(library, job.id),
  );
  await changeJob(library, job.id, 'compositing', paidFor(model, answer)); // also of an unusable one
  const pictures = answer.pictures.map((blob) => ({
    blob,
    source: 'generated' as const,
    page: { pageTitle: job.prompt.slice(0, 60) },
    jobId: job.id,
  }));
  await storeResults(library, job, pictures);
}
