import type { Coverage } from '../../pixels/raster';

/*
 * One answer for panel, job and blend to "is there a mask, and where": what the panel counts as painted gets a price, is sent,
 * and is put in.
 */

/** From this coverage on (of 255) a pixel counts as masked where there is only yes or no. */
export const maskedFrom = 128;

/** Coverage below this is a trace: noise of the rasteriser, or the smoothed edge of what was erased. */
const leastMask = 8;

/** Whether anything is masked. */
export const hasMask = ({ data }: Pick<Coverage, 'data'>): boolean =>
  data.some((value) => value >= leastMask);

/**
 * The mask with its strongest pixel wholly covered: one that is faint everywhere, a line thinner than a pixel or a dab that
 * was erased softly, counts from half its own maximum. Undefined where nothing is masked.
 */
export function wholeMask(coverage: Coverage): Coverage | undefined {
  if (coverage.data.includes(255)) return coverage; // as nearly all are, found quickly
  let most = 0;
  for (let i = 0; i < coverage.data.length && most < 255; i += 1)
    most = Math.max(most, coverage.data[i] ?? 0);
  if (most < leastMask) return undefined;
  if (most >= maskedFrom) return coverage;
  return { ...coverage, data: coverage.data.map((value) => Math.ceil((value * 255) / most)) };
}
