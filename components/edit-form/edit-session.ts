import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type StoredError, toStoredError } from '../../utils/errors';
import { checkConnection } from '../../utils/images-api/connection';
import { findModel } from '../../utils/images-api/models';
import type { PriceEstimate } from '../../utils/images-api/price';
import { checkPrompt } from '../../utils/jobs/check-prompt';
import { isSameWish } from '../../utils/jobs/create-job';
import { expectedUsd } from '../../utils/jobs/learned-price';
import { type EditPlan, planEdit } from '../../utils/jobs/plan-edit';
import { previewsOf } from '../../utils/jobs/previews';
import { readDraft } from '../../utils/library/drafts';
import type { ImageRecord, JobOptions, JobRecord } from '../../utils/library/records';
import { changeWorkspace } from '../../utils/library/workspace';
import { createMaskEditorModel, type MaskEditorModel } from '../mask-editor/mask-editor-model';
import type { PanelServices } from '../panel/services';
import { startJob } from '../panel/start-job';
import { storeToolAndPlace, syncDraft, toolOf } from './draft-sync';

/** What the user prepares on one image: the mask, the prompt, and what they will cost. */
export interface EditSession {
  readonly image: ImageRecord;
  readonly mask: MaskEditorModel;
  readonly prompt: ReadonlySignal<string>;
  setPrompt(prompt: string): void;
  /** What would be sent now, or undefined where nothing is painted yet or it can't be sent. */
  readonly plan: ReadonlySignal<EditPlan | undefined>;
  readonly estimate: ReadonlySignal<PriceEstimate | undefined>;
  /** Why the last try to start was refused; gone with the next change. */
  readonly error: ReadonlySignal<StoredError | undefined>;
  /**
   * Stores a job and hands it to the background.
   * @param change for this job only
   */
  start(change?: Pick<JobOptions, 'tighter'>): Promise<void>;
  /** True for a running job that is what would be started now: a second press must not pay for it twice. */
  isUnderWay(job: JobRecord): boolean;
  /** Stops following the draft; what is prepared stays in it. */
  close(): void;
}

interface SessionState {
  readonly image: ImageRecord;
  readonly mask: MaskEditorModel;
  readonly prompt: Signal<string>;
  readonly services: PanelServices;
}

function planOf({ image, mask, services }: SessionState): EditPlan | undefined {
  const options = services.editOptions.value.value;
  const { steps } = mask.state.value;
  try {
    return planEdit(image, steps, options.scope, findModel(options.model).sizes);
  } catch {
    return undefined; // `start` says why
  }
}

function estimateOf(
  { prompt, services }: SessionState,
  plan: EditPlan | undefined,
): PriceEstimate | undefined {
  if (!plan) return undefined;
  const options = services.editOptions.value.value;
  const { model, quality, variants } = options;
  const question = {
    model,
    quality,
    variants,
    size: plan.requestSize,
    inputImages: plan.masked ? 2 : 1,
    promptLength: prompt.value.length,
    partialImages: previewsOf(options),
  };
  return expectedUsd('edit', question, services.pastPrices.value);
}

/**
 * Checks everything that can be checked without sending, then stores the job and starts it.
 * @throws AppError of the first thing that is missing
 */
async function startEdit(
  session: SessionState,
  estimatedUsd: number | undefined,
  change: Pick<JobOptions, 'tighter'>,
): Promise<void> {
  const { image, mask, services } = session;
  const options = { ...services.editOptions.value.value, ...change };
  const { steps } = mask.state.value;
  planEdit(image, steps, options.scope, findModel(options.model).sizes);
  const prompt = checkPrompt(session.prompt.value);
  const { library } = services;
  checkConnection(services.connection.value.value);
  await changeWorkspace(library, { resultId: undefined });
  await startJob(services, {
    kind: 'edit',
    imageId: image.id,
    steps,
    prompt,
    options,
    estimatedUsd,
  });
}

/** Opens an image for editing, with the mask and the prompt that were left on it. */
export async function openEditSession(
  services: PanelServices,
  image: ImageRecord,
): Promise<EditSession> {
  const { library } = services;
  const draft = await readDraft(library, image.id);
  const error = signal<StoredError>();
  const prompt = signal(draft.prompt);
  const sync = syncDraft({
    library,
    draft: { ...draft, id: image.id },
    mask: () => mask,
    prompt,
    onPrompt: (text) => {
      prompt.value = text;
    },
    onError: (caught) => {
      error.value = toStoredError(caught);
    },
  });
  const mask = createMaskEditorModel({
    initial: { steps: draft.steps, undone: draft.undone },
    imageSize: image,
    brushSize: services.brushSize,
    moreTools: services.moreTools,
    options: services.maskOptions,
    tool: toolOf(draft),
    place: draft.place,
    onChange: (changed) => {
      error.value = undefined;
      sync.saveMask(changed);
    },
  });
  const stopStoring = storeToolAndPlace(library, image.id, mask);
  let starting = false;
  const state: SessionState = { image, mask, prompt, services };
  const plan = computed(() => planOf(state));
  const estimate = computed(() => estimateOf(state, plan.value));
  return {
    image,
    mask,
    prompt,
    plan,
    estimate,
    error,
    setPrompt(text) {
      error.value = undefined;
      prompt.value = text;
      sync.savePrompt(text);
    },
    async start(change = {}) {
      if (starting) return; // a double click is one wish
      starting = true;
      error.value = undefined;
      try {
        await startEdit(state, estimate.value?.usd, change);
      } catch (caught) {
        error.value = toStoredError(caught);
      } finally {
        starting = false;
      }
    },
    isUnderWay(job) {
      const { steps } = mask.state.value;
      const options = services.editOptions.value.value;
      const wish = { kind: 'edit', imageId: image.id, prompt: prompt.value.trim() } as const;
      return isSameWish(job, { ...wish, steps, options });
    },
    close() {
      stopStoring();
      sync.stop();
    },
  };
}
