import type { Library } from './database';

/** The ids of the images that the user has starred. */
export const readStars = async (library: Library): Promise<ReadonlySet<string>> =>
  new Set(await library.stars.toCollection().primaryKeys());

/** Stars an image or takes the star away. Kept beside the images: writing one anew would copy its bytes. */
export async function setStar(library: Library, id: string, isStarred: boolean): Promise<void> {
  if (isStarred) await library.stars.put({ id });
  else await library.stars.delete(id);
}
