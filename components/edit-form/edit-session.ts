import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type StoredError, toStoredError } from '../../utils/errors';
import { checkConnection } from '../../utils/images-api/connection';
import { findModel } from '../../utils/images-api/models';
import { estimateUsd, type PriceEstimate } from '../../utils/images-api/price';
import { checkPrompt } from '../../utils/jobs/check-prompt';
import { createJob } from '../../utils/jobs/create-job';
import { type EditPlan, planEdit } from '../../utils/jobs/plan-edit';
import { previewsOf } from '../../utils/jobs/previews';
import { changeDraft, readDraft } from '../../utils/library/drafts';
import type { ImageRecord } from '../../utils/library/records';
import { changeWorkspace } from '../../utils/library/workspace';
import { createMaskEditorModel, type MaskEditorModel } from '../mask-editor/mask-editor-model';
import type { PanelServices } from '../panel/services';

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
  /** Stores a job and hands it to the background. */
  start(): Promise<void>;
}

interface SessionState {
  readonly image: ImageRecord;
  readonly mask: MaskEditorModel;
  readonly prompt: Signal<string>;
  readonly services: PanelServices;
}

function planOf({ image, mask, services }: SessionState): EditPlan | undefined {
  const { model, scope } = services.editOptions.value.value;
  const { steps } = mask.state.value;
  try {
    return planEdit(image, steps, scope, findModel(model).sizes);
  } catch {
    return undefined; // `start` says why
  }
}

function estimateOf(
  { prompt, services }: SessionState,
  plan: EditPlan | undefined,
): PriceEstimate | undefined {
  if (!plan) return undefined;
  const { model, quality, variants } = services.editOptions.value.value;
  return estimateUsd({
    model,
    quality,
    variants,
    size: plan.requestSize,
    inputImages: plan.masked ? 2 : 1,
    promptLength: prompt.value.length,
    partialImages: previewsOf(model, variants),
  });
}

/**
 * Checks everything that can be checked without sending, then stores the job and starts it.
 * @throws AppError of the first thing that is missing
 */
async function startEdit(session: SessionState, estimatedUsd: number | undefined): Promise<void> {
  const { image, mask, services } = session;
  const options = services.editOptions.value.value;
  const { steps } = mask.state.value;
  planEdit(image, steps, options.scope, findModel(options.model).sizes);
  const prompt = checkPrompt(session.prompt.value);
  checkConnection(services.connection.value.value);
  const { library } = services;
  const job = await createJob(library, {
    kind: 'edit',
    imageId: image.id,
    steps,
    prompt,
    options,
    estimatedUsd,
  });
  await changeWorkspace(library, { resultId: undefined });
  await services.sendCommand('start-job', { jobId: job.id });
}

/** Opens an image for editing, with the mask and the prompt that were left on it. */
export async function openEditSession(
  services: PanelServices,
  image: ImageRecord,
): Promise<EditSession> {
  const { library } = services;
  const draft = await readDraft(library, image.id);
  const error = signal<StoredError>();
  const save = (change: Parameters<typeof changeDraft>[2]) => {
    error.value = undefined;
    changeDraft(library, image.id, change).catch((caught: unknown) => {
      error.value = toStoredError(caught);
    });
  };
  const prompt = signal(draft.prompt);
  const mask = createMaskEditorModel({
    initial: { steps: draft.steps, undone: draft.undone },
    imageSize: image,
    brushSize: services.brushSize,
    moreTools: services.moreTools,
    onChange: save,
  });
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
      prompt.value = text;
      save({ prompt: text });
    },
    async start() {
      if (starting) return; // a double click is one wish
      starting = true;
      error.value = undefined;
      try {
        await startEdit(state, estimate.value?.usd);
      } catch (caught) {
        error.value = toStoredError(caught);
      } finally {
        starting = false;
      }
    },
  };
}
