import { areaOf, clamp, type Rect, type Size } from '../base/geometry';
import type { Pixels } from '../drawing/mask/select';
import { clearLevel, emptyPlane, type Plane } from '../pixels/raster';
import type { Between } from './operators';

/** Places in each direction of which one sample is the mean: enough that nothing flickers, whatever the picture's size. */
const mostTaps = 4;

/** A part of the picture (image px) at another size: red, green and blue side by side, 0…1; clear pixels as gray. */
export function sample({ data, width, height }: Pixels, part: Rect, size: Size): Float32Array {
  const out = new Float32Array(3 * areaOf(size));
  const [cellWidth, cellHeight] = [part.width / size.width, part.height / size.height];
  const tapsX = clamp(Math.ceil(cellWidth), 1, mostTaps);
  const tapsY = clamp(Math.ceil(cellHeight), 1, mostTaps);
  const columns = placesOf(part.x, cellWidth, size.width, tapsX, width);
  const rows = placesOf(part.y, cellHeight, size.height, tapsY, height);
  const share = 1 / (255 * tapsX * tapsY);
  for (let y = 0, to = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1, to += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let v = y * tapsY; v < (y + 1) * tapsY; v += 1) {
        const row = (rows[v] ?? 0) * width;
        for (let u = x * tapsX; u < (x + 1) * tapsX; u += 1) {
          const at = 4 * (row + (columns[u] ?? 0));
          const alpha = data[at + 3] ?? 0;
          if (alpha === 255) {
            red += data[at] ?? 0;
            green += data[at + 1] ?? 0;
            blue += data[at + 2] ?? 0;
            continue;
          }
          const opaque = alpha / 255;
          const behind = clearLevel * (1 - opaque);
          red += (data[at] ?? 0) * opaque + behind;
          green += (data[at + 1] ?? 0) * opaque + behind;
          blue += (data[at + 2] ?? 0) * opaque + behind;
        }
      }
      out[to] = red * share;
      out[to + 1] = green * share;
      out[to + 2] = blue * share;
    }
  return out;
}

/** For each cell along an axis `taps` places in it, evenly; what lies beyond the picture is its edge. */
function placesOf(start: number, cell: number, cells: number, taps: number, length: number) {
  return Int32Array.from({ length: cells * taps }, (_, i) =>
    clamp(Math.floor(start + ((i + 0.5) * cell) / taps), 0, length - 1),
  );
}

/** A one-channel picture's values where columns and rows of places cross, by straight lines between its pixels. */
export function valuesAt(
  { data, width }: Size & { readonly data: Float32Array },
  columns: Between,
  rows: Between,
): Plane {
  const plane = emptyPlane(columns.share.length, rows.share.length);
  const { first, second, share } = columns;
  for (let y = 0, to = 0; y < plane.height; y += 1) {
    const lower = rows.share[y] ?? 0;
    const [top, bottom] = [(rows.first[y] ?? 0) * width, (rows.second[y] ?? 0) * width];
    for (let x = 0; x < plane.width; x += 1, to += 1) {
      const left = first[x] ?? 0;
      const right = second[x] ?? 0;
      const u = share[x] ?? 0;
      const above = (data[top + left] ?? 0) * (1 - u) + (data[top + right] ?? 0) * u;
      const below = (data[bottom + left] ?? 0) * (1 - u) + (data[bottom + right] ?? 0) * u;
      plane.data[to] = above * (1 - lower) + below * lower;
    }
  }
  return plane;
}
