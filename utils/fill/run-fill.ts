import { inSlices } from '../base/slices';
import type { Raster } from '../pixels/raster';
import { type FillOptions, fillHole } from './complete';
import type { FillPart } from './part';

/**
 * Fills a hole beside whatever else this context does.
 * @param onShare told of the share (0…1) that is done, now and then
 * @returns undefined where nothing is left to copy from
 * @throws the signal's reason where it is aborted
 */
export type Fill = (
  signal: AbortSignal,
  part: FillPart,
  options: FillOptions,
  onShare: (share: number) => void,
) => Promise<Raster | undefined>;

/** On this thread, in slices; the share is told after each. */
export const fillInSlices: Fill = (signal, part, options, onShare) =>
  inSlices(signal, fillHole(part, options), onShare);
