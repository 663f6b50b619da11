import { findModel } from '../images-api/models';
import type { JobOptions } from '../library/job-records';

/** Partial pictures asked for: enough to see where it goes, at 100 output tokens each. */
const previewsPerPicture = 2;

/** How many partial pictures to ask for; several variants at once come without. */
export const previewsOf = ({
  model,
  variants,
  previews = true,
}: Pick<JobOptions, 'model' | 'variants' | 'previews'>): number =>
  previews && variants === 1 && findModel(model).supports.partialImages ? previewsPerPicture : 0;
