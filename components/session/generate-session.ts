import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { AppError, type StoredError, toStoredError } from '../../utils/base/errors';
import { changeDraft, generateDraftId } from '../../utils/library/drafts';
import type { JobRecord } from '../../utils/library/jobs';
import { type Price, usdOf } from '../../utils/money/expected-price';
import type { GenerateJobOptions } from '../../utils/plan/options';
import { isLegalSize } from '../../utils/plan/size-rules';
import { findModel } from '../../utils/server/models';
import { checkPrompt, previewsOf } from '../../utils/server/request';
import { isSameWish } from './create-job';
import { draftFailure, followDraft } from './draft-sync';
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
  /** What has to be given before `start` can do anything. */
  readonly missing: ReadonlySignal<'prompt' | undefined>;
  readonly error: ReadonlySignal<StoredError | undefined>;
  forgetError(): void;
  /** True for a running job that is what would be started now. */
  isUnderWay(job: JobRecord): boolean;
  /** Stores a job and hands it to the background. */
  start(): Promise<void>;
  /** Stops following the draft. */
  close(): void;
}

export function createGenerateSession(services: PanelServices): GenerateSession {
  const { library } = services;
  const isPrivate = services.isPrivate || undefined;
  const error = signal<StoredError>();
  const report = (caught: unknown) => {
    error.value = toStoredError(caught);
  };
  const keeping = draftFailure(error);
  const prompt = signal('');
  // Followed, since the context menu's entry for selected text writes it too.
  const draft = followDraft({
    library,
    id: generateDraftId,
    change: (change) => changeDraft(library, generateDraftId, change),
    differs: (stored) => stored.prompt !== prompt.peek(),
    onNews: (stored) => {
      prompt.value = stored.prompt;
    },
    onError: keeping.report,
    onStored: keeping.forget,
    followsDeletion: true,
  });
  const replaced = computed(() => draft.stored.value?.replaced?.text);
  const price = computed(() => {
    const options = services.generateOptions.current.value;
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
    checkSize(services.generateOptions.current.value);
    await startJob(services, {
      kind: 'generate',
      prompt: text,
      options: services.generateOptions.current.value,
      estimatedUsd: usdOf(price.value),
      isPrivate,
    });
    await changeDraft(library, generateDraftId, { replaced: undefined });
  }

  return {
    prompt,
    price,
    missing: computed(() => (prompt.value.trim() === '' ? 'prompt' : undefined)),
    error,
    forgetError() {
      error.value = undefined;
    },
    setPrompt(text) {
      prompt.value = text;
      error.value = undefined;
      void draft.save({ prompt: text, isPrivate });
    },
    replaced,
    restorePrompt() {
      const text = replaced.peek();
      if (text === undefined) return;
      prompt.value = text;
      void draft.save({ prompt: text, replaced: undefined, isPrivate });
    },
    isUnderWay(job) {
      const options = services.generateOptions.current.value;
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
