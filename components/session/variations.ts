import { emptyDrawing } from '../../utils/drawing/steps';
import type { ImageRecord } from '../../utils/library/records';
import { planWholeImage } from '../../utils/plan/crop';
import type { EditJobOptions } from '../../utils/plan/options';
import { findModel, type PriceQuestion } from '../../utils/server/models';
import type { NewEdit } from './create-job';

/** Pictures made at once where the user has not asked for more: they fill a row with the first one. */
const usualCount = 3;

/** In English, which every model follows best. */
const variationPrompt =
  'Make a variation of this picture: the same subject, style, colours and mood, in a different ' +
  'composition and with different details. Keep texts as they are.';

/** An edit without a mask that asks for pictures like this one; there is no other way left to ask for them. */
export function variationsOf(image: ImageRecord, options: EditJobOptions): NewEdit {
  const variants = Math.max(usualCount, options.variants);
  return {
    kind: 'edit',
    imageId: image.id,
    drawing: emptyDrawing,
    prompt: variationPrompt,
    options: { ...options, variants, scope: 'whole-image', featherPx: 0 },
  };
}

/** What to ask about the price of variations. @throws AppError crop-too-narrow */
export const variationsQuestion = (
  image: ImageRecord,
  { prompt, options: { model, quality, variants } }: NewEdit,
): PriceQuestion => ({
  model,
  quality,
  variants,
  size: planWholeImage(image, findModel(model).sizes).requestSize,
  inputImages: 1,
  promptLength: prompt.length,
  partialImages: 0,
});
