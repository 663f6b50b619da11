import type { JobRecord } from '../library/jobs';
import { pngTextOf, readMetadata } from '../metadata/read';
import { recipeInXmp } from '../metadata/xmp';
import type { EditJobOptions } from '../plan/options';
import { maxPromptLength } from '../server/request';

/** What is needed to make a picture's like once more, as it is written into saved files. */
interface Recipe {
  readonly kind: JobRecord['kind'];
  readonly prompt: string;
  readonly model: string;
  readonly quality: string;
  /** For edits: the part of the image that was sent, image px. */
  readonly crop?: JobRecord['crop'];
  /** For edits: how the answer was put into the image. */
  readonly blend?: Pick<EditJobOptions, 'featherPx' | 'matchColour' | 'seamless' | 'matchGrain'>;
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

const blendOf = ({
  featherPx,
  matchColour = true,
  seamless = true,
  matchGrain = true,
}: EditJobOptions) => ({ featherPx, matchColour, seamless, matchGrain });

/** The prompt of a recipe as JSON; undefined where it is none. The file may be anyone's. */
function promptOfRecipe(json: string): string | undefined {
  try {
    const recipe: unknown = JSON.parse(json);
    if (typeof recipe !== 'object' || recipe === null || !('prompt' in recipe)) return undefined;
    const { prompt } = recipe;
    return typeof prompt === 'string' ? prompt.slice(0, maxPromptLength) : undefined;
  } catch {
    return undefined;
  }
}

/** The prompt that a file saved by us carries, by choice of who saved it; undefined without one. */
export async function promptInFile(file: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { xmp } = await readMetadata(bytes);
  const recipe = (xmp && recipeInXmp(xmp)) ?? (await pngTextOf(bytes, recipeKeyword));
  return recipe === undefined ? undefined : promptOfRecipe(recipe);
}
