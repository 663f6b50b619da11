import type { GenerationRequest } from '../images-api/image-request';
import type { JobOptions, JobRecord } from '../library/job-records';
import { previewsOf } from './previews';

/** What a job asks for, but for the size: the fields that edits and generations share. */
export const sharedFields = ({
  prompt,
  options,
}: Pick<JobRecord, 'prompt' | 'options'>): Omit<GenerationRequest, 'size'> => ({
  prompt,
  model: options.model,
  quality: options.quality,
  variants: options.variants,
  complexity: options.complexity,
  partialImages: previewsOf(options),
});

/** The finished file as the user wants it; pictures that are composited come as PNG, without a choice. */
export const fileFields = ({
  background,
  format,
  compression,
}: JobOptions): Pick<GenerationRequest, 'background' | 'format' | 'compression'> => ({
  background,
  format,
  compression,
});
