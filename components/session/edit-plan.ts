import type { ReadonlySignal, Signal } from '@preact/signals';
import { AppError } from '../../utils/base/errors';
import { areaOf, type Rect, rectOf, type Size } from '../../utils/base/geometry';
import { t } from '../../utils/base/i18n';
import { maskBounds } from '../../utils/drawing/bounds';
import { hasMask, renderCoverage } from '../../utils/drawing/mask/render-mask';
import { type DrawingStep, erases, maskStepsOf, withoutMask } from '../../utils/drawing/steps';
import { isExtended } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';
import type { Price } from '../../utils/money/expected-price';
import type { EditJobOptions } from '../../utils/plan/options';
import { changeOf, type EditChange, type EditPlan, planChange } from '../../utils/plan/plan-edit';
import { takesMarks } from '../../utils/server/knowledge';
import { findModel } from '../../utils/server/models';
import { previewsOf } from '../../utils/server/request';
import type { MaskEditorModel } from '../editor/core/model';
import { priceOf } from './prices';
import type { References } from './references';
import type { PanelServices } from './services';

/** What an edit is prepared from. */
export interface SessionState {
  readonly image: ImageRecord;
  readonly mask: MaskEditorModel;
  readonly prompt: Signal<string>;
  readonly references: References;
  /** The user's own crop box, image px. */
  readonly cropWish: ReadonlySignal<Rect | undefined>;
  /** What the drawing asks for. */
  readonly change: ReadonlySignal<EditChange>;
  readonly services: PanelServices;
}

/** The user's options as they hold for this image: a new part of the canvas has nothing to fade into. */
export function optionsOf(
  { image, cropWish, services }: SessionState,
  change: Pick<EditJobOptions, 'tighter'> = {},
): EditJobOptions {
  const options = {
    ...services.editOptions.current.value,
    ...(cropWish.value && { cropWish: cropWish.value }),
    ...change,
  };
  return isExtended(image) ? { ...options, featherPx: 0 } : options;
}

/** Whether marks would go along; else they count for nothing. */
export function takesMarksNow({
  editOptions,
  connection,
  refusedFields,
}: Pick<PanelServices, 'editOptions' | 'connection' | 'refusedFields'>): boolean {
  const { fields } = refusedFields.current.value;
  return takesMarks(editOptions.current.value.model, connection.current.value, fields);
}

/** What the drawing on an image asks for now. */
export const drawnChange = ({
  image,
  mask,
  services,
}: Pick<SessionState, 'image' | 'mask' | 'services'>): EditChange =>
  changeOf(readDrawing(mask.drawing.history.value.steps, image), image, {
    scope: services.editOptions.current.value.scope,
    takesMarks: takesMarksNow(services),
  });

/** The box around marks that have no mask beside them, image px: nothing changes outside of it. */
export function marksBox({ image, mask, change }: SessionState): Rect | undefined {
  const { markup, bounds } = change.value;
  return markup && !hasMaskLeft(mask.drawing.history.value.steps, image) ? bounds : undefined;
}

/**
 * What would be sent now; undefined where that can't be done.
 * @param change for this time only
 */
export function planOf(
  state: SessionState,
  change: Pick<EditJobOptions, 'tighter'> = {},
): EditPlan | undefined {
  const options = optionsOf(state, change);
  try {
    return checkedPlan(state, options);
  } catch {
    return undefined; // `start` says why
  }
}

/** The same. @throws AppError as `planEdit` */
export const checkedPlan = ({ image, change }: SessionState, options: EditJobOptions): EditPlan =>
  planChange(image, change.value, options.scope, findModel(options.model).sizes, options);

/** What has to be given before anything can be sent; all else that is in the way is said when it is tried. */
export function missingOf(state: SessionState): 'mask' | 'prompt' | undefined {
  try {
    checkedPlan(state, optionsOf(state));
  } catch (error) {
    if (error instanceof AppError && error.code === 'mask-empty') return 'mask';
  }
  return promptOf(state) === '' ? 'prompt' : undefined;
}

/** The words that are sent: where something is masked and nothing is said, it is to be removed. */
export function promptOf({ prompt, image, mask }: SessionState): string {
  const said = prompt.value.trim();
  return said === '' && hasMaskLeft(mask.drawing.history.value.steps, image)
    ? t('removePrompt')
    : said;
}

/** About what that would cost; undefined where there is nothing to send yet. */
export function estimateOf(state: SessionState, plan: EditPlan | undefined): Price | undefined {
  if (!plan) return undefined;
  const { references, services } = state;
  const options = services.editOptions.current.value;
  const { model, quality, variants } = options;
  const question = {
    model,
    quality,
    variants,
    size: plan.requestSize,
    inputImages: (plan.masked || plan.markup ? 2 : 1) + references.list.value.length,
    promptLength: promptOf(state).length,
    partialImages: previewsOf(options),
  };
  return priceOf(services, 'edit', question);
}

/** About what it costs to show the model less around the mask; undefined where there is nothing to leave out. */
export function tighterPriceOf(session: SessionState): Price | undefined {
  const plan = planOf(session, { tighter: true });
  const usual = planOf(session);
  const isTighter = plan && usual && areaOf(plan.crop) < areaOf(usual.crop);
  return isTighter ? estimateOf(session, plan) : undefined;
}

export const referenceIds = ({ references }: SessionState): string[] =>
  references.list.value.map(({ id }) => id);

/** Longer side of the small mask that is looked at, px. */
const lookSide = 384;

/** A drawing never changes, and an image's size neither. */
const known = new WeakMap<readonly DrawingStep[], readonly DrawingStep[]>();

/**
 * The drawing as a job reads it: a mask of which the eraser has left nothing is none, and marks beside it are marks
 * alone, so that something else changes.
 */
export function readDrawing(steps: readonly DrawingStep[], image: Size): readonly DrawingStep[] {
  const before = known.get(steps);
  if (before) return before;
  const read = isErased(steps, image) ? withoutMask(steps) : steps;
  known.set(steps, read);
  return read;
}

/** Whether a mask is beside the marks, as a job sees it. */
export const hasMaskLeft = (steps: readonly DrawingStep[], image: Size): boolean =>
  maskBounds(maskStepsOf(readDrawing(steps, image)), image) !== undefined;

function isErased(steps: readonly DrawingStep[], image: Size): boolean {
  const mask = maskStepsOf(steps);
  if (!mask.some(erases) || !maskBounds(mask, image)) return false;
  const scale = Math.min(1, lookSide / Math.max(image.width, image.height));
  const look = {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  };
  return !hasMask(renderCoverage(mask, rectOf(image), look));
}
