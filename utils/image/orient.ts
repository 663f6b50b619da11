import { type Orientation, uprightSize } from './exif-orientation';
import type { Raster } from './raster';

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
