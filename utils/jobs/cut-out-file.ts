import { inSlices } from '../base/slices';
import { countChangedOutside } from '../blend/changed-pixels';
import { cutOut, type Matte, matteOf } from '../blend/cut-out';
import { decodeRaster } from '../codecs/decode';
import { inspect } from '../codecs/inspect';
import { encodePng } from '../codecs/png-write';
import { maskStepsOf, unpackDrawing } from '../drawing/steps';
import type { Raster } from '../pixels/raster';
import type { CutOutRequest, MadeFile } from './device-request';

/**
 * The file of a cut-out, on this thread, in slices.
 * @throws as `MakeFiles` does
 */
export async function cutOutFile(signal: AbortSignal, request: CutOutRequest): Promise<MadeFile> {
  const { image, drawing, featherPx, cutOut: how } = request;
  const matte = matteOf(maskStepsOf(unpackDrawing(drawing)), image, featherPx);
  const original = await decodeRaster(request.file);
  signal.throwIfAborted();
  const made = await inSlices(signal, cutOut(original, matte, how));
  const file = await encodePng(made, { signal });
  const inspection = await inspect(file);
  if (how !== 'clear') return { file, inspection };
  const changed = await changedOutside(original, matte, file, featherPx);
  return { file, inspection, changedOutside: changed };
}

/** Where only what is masked becomes clear, the promise of every edit holds. */
async function changedOutside(original: Raster, matte: Matte, file: Blob, featherPx: number) {
  const saved = await decodeRaster(file);
  const { region, coverage, weights } = matte;
  if (featherPx > 0) return countChangedOutside(original, saved, region, coverage, featherPx);
  // Without a feather the strokes are as wide as they are seen at all.
  const reached = coverage.data.map((_, i) => ((weights[i] ?? 0) > 0 ? 255 : 0));
  return countChangedOutside(original, saved, region, { ...coverage, data: reached }, 0);
}
