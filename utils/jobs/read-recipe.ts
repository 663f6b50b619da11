import { pngTextOf, readMetadata } from '../image/read-metadata';
import { recipeInXmp } from '../image/xmp';
import { promptOfRecipe, recipeKeyword } from './recipe';

/** The prompt that a file saved by us carries, by choice of who saved it; undefined without one. */
export async function promptInFile(file: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { xmp } = await readMetadata(bytes);
  const recipe = (xmp && recipeInXmp(xmp)) ?? (await pngTextOf(bytes, recipeKeyword));
  return recipe === undefined ? undefined : promptOfRecipe(recipe);
}
