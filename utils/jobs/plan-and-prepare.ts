import type { DrawingStep } from '../drawing/steps';
import { AppError } from '../errors';
import type { Size } from '../geometry';
import type { Raster } from '../image/raster';
import { findModel } from '../images-api/models';
import type { EditJobOptions } from '../library/job-records';
import { withoutMask } from '../markup/live-steps';
import { hasMarks } from '../markup/marks-in';
import { type EditPlan, planEdit } from './plan-edit';
import { type PreparedEdit, prepareEdit } from './prepare-edit';

/** A drawing on an image, and how it is to be sent. */
interface EditWish {
  readonly image: Size;
  readonly steps: readonly DrawingStep[];
  readonly options: EditJobOptions;
  /** Of the model and the server (see `takesMarks`). */
  readonly takesMarks: boolean;
}

interface PlannedEdit {
  readonly plan: EditPlan;
  readonly prepared: PreparedEdit;
}

async function planned(original: Raster, wish: EditWish): Promise<PlannedEdit> {
  const { image, steps, options, takesMarks } = wish;
  const rules = findModel(options.model).sizes;
  const plan = planEdit(image, steps, options.scope, rules, { ...options, takesMarks });
  return { plan, prepared: await prepareEdit(original, steps, options.featherPx, plan) };
}

/**
 * Plans a request and makes its files. That the eraser has left nothing of a mask is seen only when it is
 * drawn; where marks go along, they then count as without one.
 * @throws AppError of `planEdit` and `prepareEdit`
 */
export async function planAndPrepare(original: Raster, wish: EditWish): Promise<PlannedEdit> {
  try {
    return await planned(original, wish);
  } catch (error) {
    const isEmpty = error instanceof AppError && error.code === 'mask-empty';
    if (!isEmpty || !wish.takesMarks || !hasMarks(wish.steps)) throw error;
    return planned(original, { ...wish, steps: withoutMask(wish.steps) });
  }
}
