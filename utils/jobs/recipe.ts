import { maxPromptLength } from '../images-api/image-request';
import type { EditJobOptions, JobRecord } from '../library/job-records';

/** What is needed to make a picture's like once more, as it is written into saved files. */
export interface Recipe {
  readonly kind: JobRecord['kind'];
  readonly prompt: string;
  readonly model: string;
  readonly quality: string;
  /** For edits: the part of the image that was sent, image px. */
  readonly crop?: JobRecord['crop'];
  /** For edits: how the answer was put into the image. */
  readonly blend?: Pick<EditJobOptions, 'featherPx' | 'matchColour' | 'seamless'>;
}

/** Keyword of the PNG text that holds a recipe as JSON. */
export const recipeKeyword = 'Repaint recipe';

export const recipeOf = (job: JobRecord): Recipe => ({
  kind: job.kind,
  prompt: job.prompt,
  model: job.options.model,
  quality: job.options.quality,
  ...(job.crop ? { crop: job.crop } : {}),
  ...(job.kind === 'edit' ? { blend: blendOf(job.options) } : {}),
});

const blendOf = ({ featherPx, matchColour = true, seamless = true }: EditJobOptions) => ({
  featherPx,
  matchColour,
  seamless,
});

/** The prompt of a recipe as JSON; undefined where it is none. The file may be anyone's. */
export function promptOfRecipe(json: string): string | undefined {
  try {
    const recipe: unknown = JSON.parse(json);
    if (typeof recipe !== 'object' || recipe === null || !('prompt' in recipe)) return undefined;
    const { prompt } = recipe;
    return typeof prompt === 'string' ? prompt.slice(0, maxPromptLength) : undefined;
  } catch {
    return undefined;
  }
}
