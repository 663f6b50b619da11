import type { Rect } from '../base/geometry';
import { growCoverage } from '../drawing/mask/grow';
import { maskedFrom } from '../drawing/mask/threshold';
import type { Coverage, Raster } from '../pixels/raster';

export interface ChangedOutside {
  /** Pixels outside strokes and feather that differ in any sample. */
  readonly changed: number;
  /** Pixels outside strokes and feather. */
  readonly total: number;
}

/**
 * Counts what a saved picture has changed outside, against strokes and feather: not against the weights of
 * the compositing, by which nothing it has written could ever lie outside. A picture of another size or
 * depth has changed in all of its pixels.
 * @param saved as decoded from the file that is kept
 * @param coverage of the strokes, as large as `crop`
 * @param featherPx image px beyond the strokes that may change
 */
export function countChangedOutside(
  before: Raster,
  saved: Raster,
  crop: Rect,
  coverage: Coverage,
  featherPx: number,
): ChangedOutside {
  const { data: mayChange } = growCoverage(coverage, featherPx);
  const isComparable =
    before.width === saved.width &&
    before.height === saved.height &&
    before.bitDepth === saved.bitDepth;
  const differs = isComparable ? pixelComparer(before, saved) : () => true;
  const { width, height } = before;
  let changed = 0;
  let total = 0;
  for (let y = 0; y < height; y += 1) {
    const inRows = y >= crop.y && y < crop.y + crop.height;
    const row = (y - crop.y) * crop.width - crop.x;
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const inCrop = inRows && x >= crop.x && x < crop.x + crop.width;
      if (inCrop && (mayChange[row + x] ?? 0) >= maskedFrom) continue;
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
