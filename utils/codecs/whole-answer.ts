import type { Raster } from '../pixels/raster';
import { decodeRaster } from './decode';
import { encodePng } from './png-write';
import { isInSpaceOfItsOwn, toSpaceOfShown } from './shown-colours';

/**
 * A server's answer that takes the place of all of a picture: the very file where that is in sRGB, else a PNG in the
 * picture's own space, with its profile and at its depth, so that further edits stay in it.
 * @throws AppError of `decodeRaster`
 */
export async function wholeAnswerFor(original: Raster, answer: Blob): Promise<Blob> {
  if (!(await isInSpaceOfItsOwn(original))) return answer;
  return encodePng(await toSpaceOfShown(original, await decodeRaster(answer)));
}
