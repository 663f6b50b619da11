import type { ReadonlySignal, Signal } from '@preact/signals';
import { areaOf, type Rect } from '../../utils/geometry';
import { findModel } from '../../utils/images-api/models';
import { takesMarks } from '../../utils/images-api/takes-marks';
import { changeOf, type EditChange } from '../../utils/jobs/edit-change';
import { isExtended } from '../../utils/jobs/extend-image';
import type { Price } from '../../utils/jobs/learned-price';
import { type EditPlan, planChange } from '../../utils/jobs/plan-edit';
import { previewsOf } from '../../utils/jobs/previews';
import type { EditJobOptions } from '../../utils/library/job-records';
import type { ImageRecord } from '../../utils/library/records';
import type { MaskEditorModel } from '../mask-editor/mask-editor-model';
import { priceOf } from '../panel/price-of';
import type { PanelServices } from '../panel/services';
import { hasMaskLeft, readDrawing } from './read-drawing';
import type { References } from './references';

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
    ...services.editOptions.value.value,
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
  const { fields } = refusedFields.value.value;
  return takesMarks(editOptions.value.value.model, connection.value.value, fields);
}

/** What the drawing on an image asks for now. */
export const drawnChange = ({
  image,
  mask,
  services,
}: Pick<SessionState, 'image' | 'mask' | 'services'>): EditChange =>
  changeOf(readDrawing(mask.state.value.steps, image), image, {
    scope: services.editOptions.value.value.scope,
    takesMarks: takesMarksNow(services),
  });

/** The box around marks that have no mask beside them, image px: nothing changes outside of it. */
export function marksBox({ image, mask, change }: SessionState): Rect | undefined {
  const { markup, bounds } = change.value;
  return markup && !hasMaskLeft(mask.state.value.steps, image) ? bounds : undefined;
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

/** About what that would cost; undefined where there is nothing to send yet. */
export function estimateOf(
  { prompt, references, services }: SessionState,
  plan: EditPlan | undefined,
): Price | undefined {
  if (!plan) return undefined;
  const options = services.editOptions.value.value;
  const { model, quality, variants } = options;
  const question = {
    model,
    quality,
    variants,
    size: plan.requestSize,
    inputImages: (plan.masked || plan.markup ? 2 : 1) + references.list.value.length,
    promptLength: prompt.value.length,
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
