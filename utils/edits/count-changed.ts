import type { Rect } from '../geometry';
import type { Raster } from '../image/raster';

export interface ChangedOutside {
  /** Pixels outside strokes and feather that differ in any sample. */
  readonly changed: number;
  /** Pixels outside strokes and feather. */
  readonly total: number;
}

/**
 * Compares every pixel of two rasters of the same size and depth, but for those that the blend was
 * allowed to change (weight above 0 within the crop).
 * @param weights one for each pixel of `crop`
 */
export function countChangedOutside(
  before: Raster,
  after: Raster,
  weights: Uint16Array,
  crop: Rect,
): ChangedOutside {
  const differs = pixelComparer(before, after);
  const { width, height } = before;
  let changed = 0;
  let total = 0;
  for (let y = 0; y < height; y += 1) {
    const inRows = y >= crop.y && y < crop.y + crop.height;
    const weightRow = (y - crop.y) * crop.width - crop.x;
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const inCrop = inRows && x >= crop.x && x < crop.x + crop.width;
      if (inCrop && weights[weightRow + x] !== 0) continue;
      total += 1;
      if (differs(i)) changed += 1;
    }
  }
  return { changed, total };
}

/** Whole pixels at a time: 4 bytes as one number, or 8 as two. */
function pixelComparer(before: Raster, after: Raster): (pixel: number) => boolean {
  const a = wordsOf(before);
  const b = wordsOf(after);
  if (before.bitDepth === 8) return (i) => a[i] !== b[i];
  return (i) => a[2 * i] !== b[2 * i] || a[2 * i + 1] !== b[2 * i + 1];
}

const wordsOf = ({ data }: Raster): Uint32Array =>
  new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
