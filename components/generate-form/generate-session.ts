import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { isLegalSize } from '../../utils/edits/size-rules';
import { AppError, type StoredError, toStoredError } from '../../utils/errors';
import { findModel } from '../../utils/images-api/models';
import { checkPrompt } from '../../utils/jobs/check-prompt';
import { isSameWish } from '../../utils/jobs/create-job';
import { type Price, usdOf } from '../../utils/jobs/learned-price';
import { previewsOf } from '../../utils/jobs/previews';
import { changeDraft, generateDraftId } from '../../utils/library/drafts';
import type { GenerateJobOptions, JobRecord } from '../../utils/library/job-records';
import { watch } from '../../utils/library/watch';
import { priceOf } from '../panel/price-of';
import type { PanelServices } from '../panel/services';
import { startJob } from '../panel/start-job';

/** What the user prepares on the Generate tab. */
export interface GenerateSession {
  readonly prompt: ReadonlySignal<string>;
  setPrompt(prompt: string): void;
  /** The prompt that a page's selected text has taken the place of, until a picture is started. */
  readonly replaced: ReadonlySignal<string | undefined>;
  /** Brings that prompt back. */
  restorePrompt(): void;
  readonly price: ReadonlySignal<Price>;
  readonly error: ReadonlySignal<StoredError | undefined>;
  /** True for a running job that is what would be started now. */
  isUnderWay(job: JobRecord): boolean;
  /** Stores a job and hands it to the background. */
  start(): Promise<void>;
  /** Stops following the draft. */
  close(): void;
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
  const price = computed(() => {
    const options = services.generateOptions.value.value;
    const { model, quality, variants, size } = options;
    const question = {
      model,
      quality,
      variants,
      size,
      inputImages: 0,
      promptLength: prompt.value.length,
      partialImages: previewsOf(options),
    };
    return priceOf(services, 'generate', question);
  });

  async function start() {
    const text = checkPrompt(prompt.value);
    checkSize(services.generateOptions.value.value);
    await startJob(services, {
      kind: 'generate',
      prompt: text,
      options: services.generateOptions.value.value,
      estimatedUsd: usdOf(price.value),
    });
    await changeDraft(library, generateDraftId, { replaced: undefined });
  }

  return {
    prompt,
    price,
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
    replaced: computed(() => draft.value.value?.replaced?.text),
    restorePrompt() {
      const prompt = draft.value.value?.replaced?.text;
      typed.value = undefined;
      if (prompt !== undefined)
        changeDraft(library, generateDraftId, { prompt, replaced: undefined }).catch(report);
    },
    isUnderWay(job) {
      const options = services.generateOptions.value.value;
      return isSameWish(job, { kind: 'generate', prompt: prompt.value.trim(), options });
    },
    async start() {
      error.value = undefined;
      await start().catch(report);
    },
    close: draft.stop,
  };
}

/** @throws AppError size-invalid: a model of the table would refuse it */
function checkSize({ model, size }: GenerateJobOptions): void {
  const { state, sizes } = findModel(model);
  if (state.kind !== 'unknown' && !isLegalSize(size, sizes)) throw new AppError('size-invalid');
}
