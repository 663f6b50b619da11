import type { Size } from '../geometry';
import { latin1, viewOf } from './bytes';

/** How the stored picture must be turned and mirrored to stand upright: EXIF 2.32, tag 274. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/** The orientation that a TIFF structure (the body of EXIF) states; 1 where it states none. */
export function exifOrientation(tiff: Uint8Array | undefined): Orientation {
  if (!tiff || tiff.length < 14) return 1;
  const order = latin1(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const little = order === 'II';
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let at = directory + 2, left = entries; left > 0 && at + 12 <= tiff.length; at += 12) {
    left -= 1;
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(at + 8, little);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

/** The size after turning: sides swap for the four orientations that lie on their side. */
export const uprightSize = ({ width, height }: Size, orientation: Orientation): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };
