import { areaOf, clamp, type Rect, type Size } from '../base/geometry';
import type { Pixels } from '../drawing/mask/select';
import { clearLevel, type Plane } from '../pixels/raster';

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
      let [red, green, blue] = [0, 0, 0];
      for (let v = y * tapsY; v < (y + 1) * tapsY; v += 1)
        for (let u = x * tapsX; u < (x + 1) * tapsX; u += 1) {
          const at = 4 * ((rows[v] ?? 0) * width + (columns[u] ?? 0));
          const alpha = (data[at + 3] ?? 0) / 255;
          const behind = clearLevel * (1 - alpha);
          red += (data[at] ?? 0) * alpha + behind;
          green += (data[at + 1] ?? 0) * alpha + behind;
          blue += (data[at + 2] ?? 0) * alpha + behind;
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

/** A plane's value between its pixels, whose middles are at whole numbers. */
export function valueAt({ data, width, height }: Plane, x: number, y: number): number {
  const left = clamp(Math.floor(x), 0, width - 1);
  const top = clamp(Math.floor(y), 0, height - 1);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const u = clamp(x - left, 0, 1);
  const v = clamp(y - top, 0, 1);
  const above = (data[top * width + left] ?? 0) * (1 - u) + (data[top * width + right] ?? 0) * u;
  const below =
    (data[bottom * width + left] ?? 0) * (1 - u) + (data[bottom * width + right] ?? 0) * u;
  return above * (1 - v) + below * v;
}
