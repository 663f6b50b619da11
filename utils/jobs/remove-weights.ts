import { featherWeights } from '../blend/feather';
import { growCoverage } from '../drawing/mask/grow';
import type { Coverage } from '../pixels/raster';

/** px that are filled wholly around the strokes: a thing has a soft edge and is seldom brushed over to its last px. */
const aroundPx = 4;

/**
 * How much of each pixel comes from the filling, 0…65,535: all inside the strokes and some px around them, falling to exactly 0
 * at `featherPx` image px from the strokes, as in every edit.
 */
export function removeWeights(coverage: Coverage, featherPx: number): Uint16Array<ArrayBuffer> {
  const around = Math.min(aroundPx, featherPx / 2);
  return featherWeights(growCoverage(coverage, around), featherPx - around);
}

/** 1 for each pixel with any weight: a filling reaches as far as anything of it is seen. */
export const holeOf = (weights: Uint16Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(weights, (weight) => (weight > 0 ? 1 : 0));
