import type { Raster } from './raster';

/** Only every so many rows are looked at. */
const ROW_STEP = 16;
/** Share of pixels equal to their left neighbour from which a picture counts as flat. */
const FLAT_SHARE = 0.4;

/** Whether a picture is made of plain areas, as drawings and screenshots are, unlike photographs. */
export function isFlat({ width, height, data }: Raster): boolean {
  let equal = 0;
  let seen = 0;
  for (let y = 0; y < height; y += ROW_STEP) {
    const start = 4 * width * y;
    for (let at = start + 4; at < start + 4 * width; at += 4, seen += 1)
      if (
        data[at] === data[at - 4] &&
        data[at + 1] === data[at - 3] &&
        data[at + 2] === data[at - 2] &&
        data[at + 3] === data[at - 1]
      )
        equal += 1;
  }
  return equal >= FLAT_SHARE * seen;
}
