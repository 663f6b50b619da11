import { latin1, viewOf } from '../base/bytes';
import type { Size } from '../base/geometry';
import type { Raster } from '../pixels/raster';

/** How the stored picture must be turned and mirrored to stand upright: EXIF 2.32, tag 274. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/**
 * The orientation that a TIFF structure (the body of EXIF) states: 1 where it states none, undefined where it does so
 * in a way about which browsers differ (another type than SHORT, several values, a damaged structure).
 */
export function plainOrientation(tiff: Uint8Array): Orientation | undefined {
  const order = latin1(tiff, 0, 4);
  if (tiff.length < 14 || (order !== 'II*\0' && order !== 'MM\0*')) return undefined;
  const little = order === 'II*\0';
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  const end =
    directory + 2 + (directory + 2 <= tiff.length ? 12 * view.getUint16(directory, little) : 0);
  if (end === directory + 2 || end > tiff.length) return undefined;
  let found: Orientation | undefined;
  for (let at = directory + 2; at < end; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(at + 8, little);
    const isPlain =
      view.getUint16(at + 2, little) === SHORT && view.getUint32(at + 4, little) === 1;
    if (found !== undefined || !isPlain || !isOrientation(value)) return undefined;
    found = value;
  }
  return found ?? 1;
}

/** The same as far as it is plain, else 1. */
export const exifOrientation = (tiff: Uint8Array | undefined): Orientation =>
  (tiff && plainOrientation(tiff)) ?? 1;

/** The size after turning: sides swap for the four orientations that lie on their side. */
export const uprightSize = ({ width, height }: Size, orientation: Orientation): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

/** The raster turned and mirrored upright; the very same object for orientation 1. */
export function orientRaster(raster: Raster, orientation: Orientation): Raster {
  if (orientation === 1) return raster;
  const size = uprightSize(raster, orientation);
  if (raster.bitDepth === 16) {
    const data = new Uint16Array(raster.data.length);
    movePixels(raster, orientation, data);
    return { ...raster, ...size, data };
  }
  const data = new Uint8ClampedArray(raster.data.length);
  movePixels(raster, orientation, data);
  return { ...raster, ...size, data };
}

/** Where the stored pixel (0, 0) lands and how far apart its neighbours land, in upright pixels. */
function placement(orientation: Orientation, width: number, height: number) {
  const swapped = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const upright = swapped ? height : width;
  // One stored pixel to the right is one upright pixel along x, or along y where sides swap.
  const right = (swapped ? upright : 1) * (fromRight ? -1 : 1);
  const down = (swapped ? 1 : upright) * (fromBottom ? -1 : 1);
  const origin = (fromRight ? -right * (width - 1) : 0) + (fromBottom ? -down * (height - 1) : 0);
  return { origin, right, down };
}

function movePixels(
  { width, height, data }: Raster,
  orientation: Orientation,
  out: Uint8ClampedArray | Uint16Array,
): void {
  const { origin, right, down } = placement(orientation, width, height);
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let x = 0, to = 4 * (origin + y * down); x < width; x += 1, from += 4, to += 4 * right) {
      out[to] = data[from] ?? 0;
      out[to + 1] = data[from + 1] ?? 0;
      out[to + 2] = data[from + 2] ?? 0;
      out[to + 3] = data[from + 3] ?? 0;
    }
  }
}
