import type { FlatShape } from '../behaviour';
import type { Picture } from './picture';
import type { Region } from './region';

/** Fills the region and so many px around it with one colour, in place, edges and all. */
export function paintFlatShape(
  { rgb, width, height }: Picture,
  { plane, box }: Region,
  { colour, reachPx }: FlatShape,
): void {
  const left = Math.max(0, box.left - reachPx);
  const right = Math.min(width, box.left + box.width + reachPx);
  const bottom = Math.min(height, box.top + box.height + reachPx);
  const disc = discOffsets(reachPx);
  const isMarked = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && (plane[y * width + x] ?? 0) >= 128;
  for (let y = Math.max(0, box.top - reachPx); y < bottom; y += 1)
    for (let x = left; x < right; x += 1)
      if (isMarked(x, y) || disc.some(([dx, dy]) => isMarked(x + dx, y + dy)))
        rgb.set(colour, 3 * (y * width + x));
}

function discOffsets(radius: number): (readonly [dx: number, dy: number])[] {
  const offsets: (readonly [number, number])[] = [];
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1)
      if (dx * dx + dy * dy <= radius * radius) offsets.push([dx, dy]);
  return offsets;
}
