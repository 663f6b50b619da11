import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { AppError, type StoredError, toStoredError } from '../../utils/base/errors';
import type { Rect } from '../../utils/base/geometry';
import type { Commands } from '../../utils/commands';
import type { DrawingHistory } from '../../utils/drawing/history';
import { withoutNoCopy } from '../../utils/drawing/no-copy';
import { hasOwnEdge, hasOwnSteps, packDrawing } from '../../utils/drawing/steps';
import { type DraftChange, draftWithNoCopy } from '../../utils/library/drafts';
import { isResult } from '../../utils/library/images';
import type { JobRecord } from '../../utils/library/jobs';
import type { DraftRecord, ImageRecord } from '../../utils/library/records';
import { changeDraftOf } from '../../utils/library/replace-image';
import { type Price, usdOf } from '../../utils/money/expected-price';
import type { CutOut, EditJobOptions } from '../../utils/plan/options';
import type { EditPlan } from '../../utils/plan/plan-edit';
import { checkConnection } from '../../utils/server/connection';
import { checkPrompt } from '../../utils/server/request';
import type { CropControl } from '../editor/core/box-control';
import { createMaskEditorModel, type MaskEditorModel } from '../editor/core/model';
import { isSameWish, type NewEdit } from './create-job';
import { createCropChoice } from './crop-choice';
import { draftFailure, storeToolAndPlace, syncDraft, toolOf } from './draft-sync';
import {
  checkedPlan,
  drawnChange,
  estimateOf,
  hasMaskLeft,
  marksBox,
  missingOf,
  optionsOf,
  planOf,
  promptOf,
  referenceIds,
  type SessionState,
  takesMarksNow,
  tighterPriceOf,
} from './edit-plan';
import { openTrail } from './edit-trail';
import { createExtendChoice, type ExtendChoice } from './extend-choice';
import { openReferences, type References } from './references';
import { isNewStroke } from './remove-at-once';
import type { PanelServices } from './services';
import { startJob } from './start-job';

/** What the user prepares on one image: the mask, the prompt, and what they will cost. */
export interface EditSession {
  readonly image: ImageRecord;
  /** Its picture's `blob:` address, as long as the session is open. */
  readonly pictureUrl: string;
  readonly mask: MaskEditorModel;
  readonly prompt: ReadonlySignal<string>;
  setPrompt(prompt: string): void;
  /** True for a picture that was made and of which nothing could be asked yet: then it is what the user wants to have. */
  readonly isFinished: ReadonlySignal<boolean>;
  /** The words that would be sent, also where none are written. */
  readonly sentPrompt: ReadonlySignal<string>;
  /** What has to be given before `start` can do anything. */
  readonly missing: ReadonlySignal<'mask' | 'prompt' | undefined>;
  /** What would be sent now, or undefined where nothing is painted yet or it can't be sent. */
  readonly plan: ReadonlySignal<EditPlan | undefined>;
  /** False where nothing is masked, or the eraser has left nothing of it. */
  readonly hasMask: ReadonlySignal<boolean>;
  /** Where the picture may change for marks without a mask, image px; undefined for all else. */
  readonly changeBox: ReadonlySignal<Rect | undefined>;
  /** Undefined where there is no plan. */
  readonly price: ReadonlySignal<Price | undefined>;
  /** The box around it, for the stage. */
  readonly crop: CropControl;
  /** Why the last try to start was refused; gone with the next change. */
  readonly error: ReadonlySignal<StoredError | undefined>;
  forgetError(): void;
  /**
   * Stores a job and hands it to the background.
   * @param change for this job only
   */
  start(change?: Pick<EditJobOptions, 'tighter'>): Promise<void>;
  /** Stores a job that fills what is masked from the rest of the picture, on this device and free, and hands it to the background. */
  remove(): Promise<void>;
  /** Stores a job that cuts out what is masked, on this device and free, and hands it to the background. */
  cutOut(how: CutOut): Promise<void>;
  /** About what `start({ tighter: true })` costs; undefined where there is nothing to leave out. */
  tighterPrice(): Price | undefined;
  readonly references: References;
  /** The larger canvas that is being chosen. */
  readonly extension: ExtendChoice;
  /** Opens the image on a larger canvas whose new part is masked, or without it again. */
  extend(wish: ExtendWish): Promise<void>;
  /** True for a running job that is what would be started now: a second press must not pay for it twice. */
  isUnderWay(job: JobRecord): boolean;
  /** Stops following the draft; what is prepared stays in it. */
  close(): void;
}

/** To a ratio (width / height), by px on each side, or, with neither, not at all. */
type ExtendWish = Omit<Commands['extend-image']['argument'], 'imageId'>;

/**
 * Opens an image for editing, with the mask and the prompt that were left on it.
 * @param before what was on the stage: an edit of it begins with the same tool and view, so that nothing moves
 */
export async function openEditSession(
  services: PanelServices,
  image: ImageRecord,
  before?: EditSession,
): Promise<EditSession> {
  const { library } = services;
  const picture = openPicture(image);
  // What is on the stage stays there until this one can be drawn at once: no gap, and nothing older in it.
  if (before) await picture.decoded();
  const draft = await draftWithNoCopy(library, image);
  const error = signal<StoredError>();
  const prompt = signal(draft.prompt);
  const cropWish = signal(draft.cropWish);
  const fail = (caught: unknown) => {
    error.value = toStoredError(caught);
  };
  const keeping = draftFailure(error);
  const changeDraft = (change: DraftChange) => changeDraftOf(library, image, change);
  const sync = syncDraft({
    library,
    draft: { ...draft, id: image.id },
    change: changeDraft,
    mask: () => mask,
    prompt,
    onPrompt: (text) => {
      prompt.value = text;
    },
    onCrop: (wish) => {
      cropWish.value = wish;
    },
    onError: keeping.report,
    onStored: keeping.forget,
  });
  const takesMarks = computed(() => takesMarksNow(services));
  let lastHistory: DrawingHistory = draft;
  const mask = createMaskEditorModel({
    initial: { steps: draft.steps, undone: draft.undone },
    imageSize: image,
    brushSize: services.brushSize,
    options: services.maskOptions,
    takesMarks,
    ...viewOf(draft, image, before),
    beyond: await openTrail(services, image),
    onChange: (changed) => {
      error.value = undefined;
      sync.saveMask(changed);
      const isStroke = isNewStroke(lastHistory, changed);
      lastHistory = changed;
      if (isStroke && services.maskOptions.current.peek().removeAtOnce)
        void startOnDevice({ variants: 1 });
    },
  });
  const owner = { library, isPrivate: services.isPrivate, changeDraft, onError: fail };
  const references = await openReferences(owner, draft.references);
  const stopStoring = storeToolAndPlace(changeDraft, mask);
  const change = computed(() => drawnChange({ image, mask, services }));
  const state = { image, mask, prompt, references, cropWish, change, services };
  const plan = computed(() => planOf(state));
  const changeBox = computed(() => marksBox(state));
  const extension = createExtendChoice(image, mask.viewport);
  const price = computed(() => estimateOf(state, plan.value));
  const startOnDevice = async (work: DeviceWork) => {
    error.value = undefined;
    try {
      const edit = deviceEditOf(state, work);
      await sync.saved();
      await startJob(services, edit);
    } catch (caught) {
      error.value = toStoredError(caught);
    }
  };
  return {
    image,
    pictureUrl: picture.url,
    mask,
    prompt,
    plan,
    hasMask: computed(() => hasMaskLeft(mask.drawing.history.value.steps, image)),
    changeBox,
    crop: createCropChoice({
      ...{ image, cropWish, plan, changeBox, bounds: computed(() => change.value.bounds) },
      options: () => services.editOptions.current.value,
      save: sync.saveCrop,
    }),
    price,
    error,
    forgetError() {
      error.value = undefined;
    },
    setPrompt(text) {
      error.value = undefined;
      prompt.value = text;
      sync.savePrompt(text);
    },
    isFinished: computed(
      () =>
        (isResult(image) || image.source === 'generated') &&
        !hasOwnSteps(mask.drawing.history.value.steps) &&
        (prompt.value.trim() === '' || missingOf(state) === 'mask'),
    ),
    sentPrompt: computed(() => promptOf(state)),
    missing: computed(() => missingOf(state)),
    async start(change = {}) {
      error.value = undefined;
      try {
        const cost = change.tighter ? tighterPriceOf(state) : price.value;
        await startEdit(state, usdOf(cost), change, sync.saved);
      } catch (caught) {
        error.value = toStoredError(caught);
      }
    },
    remove: () => startOnDevice({ variants: removalVariants }),
    cutOut: (how) => startOnDevice({ variants: 1, cutOut: how }),
    tighterPrice: () => tighterPriceOf(state),
    references,
    extension,
    async extend(wish) {
      error.value = undefined;
      const answer = services.sendCommand('extend-image', { imageId: image.id, ...wish });
      await answer.then((said) => {
        error.value = said.error;
      }, fail);
    },
    isUnderWay: (job) => isSameWish(job, wishOf(state)),
    close() {
      extension.dispose();
      stopStoring();
      sync.stop();
      references.close();
      picture.close();
    },
  };
}

/** A picture that is kept loaded: an element that gets its address has it at once. */
function openPicture({ blob }: ImageRecord) {
  const url = URL.createObjectURL(blob);
  const element = new Image();
  element.src = url;
  return {
    url,
    /** Resolves, too, where it can't be decoded: that is seen on the stage. */
    decoded: () => element.decode().catch(() => undefined),
    close() {
      URL.revokeObjectURL(url);
      element.removeAttribute('src');
    },
  };
}

/** The tool and the place on the stage to begin with. */
function viewOf(draft: DraftRecord, image: ImageRecord, before: EditSession | undefined) {
  const isNew = draft.updatedAt === 0 && before !== undefined;
  const isAlike = image.width === before?.image.width && image.height === before.image.height;
  if (!isNew || !isAlike) return { tool: toolOf(draft), place: draft.place };
  return { tool: before.mask.tools.chosen.peek(), place: before.mask.viewport.place.peek() };
}

/** For this job only. */
type Change = Pick<EditJobOptions, 'tighter'>;

/** The edit that would be asked for now. */
const wishOf = (session: SessionState, change: Change = {}): NewEdit => ({
  kind: 'edit',
  imageId: session.image.id,
  drawing: packDrawing(withoutNoCopy(session.mask.drawing.history.value.steps)),
  prompt: promptOf(session),
  references: referenceIds(session),
  options: optionsOf(session, change),
});

/** How many ways of filling are shown to choose from; they cost nothing. */
const removalVariants = 3;

/** What this device is to do with what is masked. */
type DeviceWork = Pick<EditJobOptions, 'variants' | 'cutOut'>;

/** @throws AppError mask-empty */
function deviceEditOf(session: SessionState, work: DeviceWork): NewEdit {
  const { image, mask } = session;
  const { steps } = mask.drawing.history.value;
  if (!hasMaskLeft(steps, image)) throw new AppError('mask-empty');
  // A feather around an edge that is as soft as in the picture would bring what lies behind it along.
  const featherPx = work.cutOut && hasOwnEdge(steps) ? 0 : optionsOf(session).featherPx;
  return {
    ...{ kind: 'edit', imageId: image.id, prompt: '' },
    drawing: packDrawing(work.cutOut ? withoutNoCopy(steps) : steps),
    options: {
      ...{ onDevice: true, model: '', quality: '', scope: 'around-mask' },
      ...{ ...work, featherPx },
    },
  };
}

/**
 * Checks everything that can be checked without sending, then stores the job and starts it.
 * @param saved resolves as soon as what was prepared is stored: a browser that dies right after must not lose it
 * @throws AppError of the first thing that is missing
 */
async function startEdit(
  session: SessionState,
  estimatedUsd: number | undefined,
  change: Change,
  saved: () => Promise<void>,
): Promise<void> {
  const { services } = session;
  const wish = wishOf(session, change);
  checkedPlan(session, wish.options);
  const prompt = checkPrompt(wish.prompt);
  checkConnection(services.connection.current.value);
  await saved();
  await startJob(services, { ...wish, prompt, estimatedUsd });
}
