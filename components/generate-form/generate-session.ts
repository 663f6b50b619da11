import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type StoredError, toStoredError } from '../../utils/errors';
import { checkConnection } from '../../utils/images-api/connection';
import { estimateUsd, type PriceEstimate } from '../../utils/images-api/price';
import { checkPrompt } from '../../utils/jobs/check-prompt';
import { createJob } from '../../utils/jobs/create-job';
import { previewsOf } from '../../utils/jobs/previews';
import { changeDraft, generateDraftId } from '../../utils/library/drafts';
import { watch } from '../../utils/library/watch';
import type { PanelServices } from '../panel/services';

/** What the user prepares on the Generate tab. */
export interface GenerateSession {
  readonly prompt: ReadonlySignal<string>;
  setPrompt(prompt: string): void;
  readonly estimate: ReadonlySignal<PriceEstimate | undefined>;
  readonly error: ReadonlySignal<StoredError | undefined>;
  /** Stores a job and hands it to the background. */
  start(): Promise<void>;
}

export function createGenerateSession(services: PanelServices): GenerateSession {
  const { library } = services;
  const error = signal<StoredError>();
  const report = (caught: unknown) => {
    error.value = toStoredError(caught);
  };
  // Watched, since the context menu's entry for selected text writes it too.
  const draft = watch(() => library.drafts.get(generateDraftId), report);
  const typed = signal<string>();
  const prompt = computed(() => typed.value ?? draft.value.value?.prompt ?? '');
  const estimate = computed(() => {
    const { model, quality, variants, size } = services.generateOptions.value.value;
    const partialImages = previewsOf(model, variants);
    const promptLength = prompt.value.length;
    return estimateUsd({
      model,
      quality,
      variants,
      size,
      inputImages: 0,
      promptLength,
      partialImages,
    });
  });

  let starting = false;
  async function start() {
    const text = checkPrompt(prompt.value);
    checkConnection(services.connection.value.value);
    const job = await createJob(library, {
      kind: 'generate',
      prompt: text,
      options: services.generateOptions.value.value,
      estimatedUsd: estimate.value?.usd,
    });
    await services.sendCommand('start-job', { jobId: job.id });
  }

  return {
    prompt,
    estimate,
    error,
    setPrompt(text) {
      typed.value = text; // at once: a round trip through the library would move the cursor
      error.value = undefined;
      changeDraft(library, generateDraftId, { prompt: text })
        .then(() => {
          if (typed.peek() === text) typed.value = undefined;
        })
        .catch(report);
    },
    async start() {
      if (starting) return; // a double click is one wish
      starting = true;
      error.value = undefined;
      await start().catch(report);
      starting = false;
    },
  };
}
