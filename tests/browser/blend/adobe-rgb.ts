import type { IccProfile } from '../../../utils/pixels/raster';
import { type Columns, matrixProfile } from '../../unit/codecs/matrix-profile';

/** Primaries of Adobe RGB (1998), adapted to D50. */
export const adobeColumns: Columns = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
];

/** A matrix profile of these primaries and that space's gamma. */
export const adobeRgb = (): IccProfile =>
  matrixProfile(adobeColumns, 563 / 256, 'Adobe RGB (1998)');
