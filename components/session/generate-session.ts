import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { AppError, type StoredError, toStoredError } from '../../utils/base/errors';
import { watch } from '../../utils/library/database';
import { changeDraft, generateDraftId } from '../../utils/library/drafts';
import type { JobRecord } from '../../utils/library/jobs';
import { type Price, usdOf } from '../../utils/money/expected-price';
import type { GenerateJobOptions } from '../../utils/plan/options';
import { isLegalSize } from '../../utils/plan/size-rules';
import { findModel } from '../../utils/server/models';
import { checkPrompt, previewsOf } from '../../utils/server/request';
import { isSameWish } from './create-job';
import { priceOf } from './prices';
import type { PanelServices } from './services';
import { startJob } from './start-job';

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
