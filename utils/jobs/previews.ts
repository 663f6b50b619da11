import { findModel } from '../images-api/models';

/** Partial pictures asked for: enough to see where it goes, at 100 output tokens each. */
const previewsPerPicture = 2;

/** How many partial pictures to ask a model for; several variants at once come without. */
export const previewsOf = (model: string, variants: number): number =>
  variants === 1 && findModel(model).supports.partialImages ? previewsPerPicture : 0;
