import type { Rect } from '../base/geometry';
import type { Plane } from '../pixels/raster';

/** Pixels that hang together, side by side. */
export interface Group {
  /** Around them, px. */
  readonly box: Rect;
  /** Their indices. */
  readonly pixels: readonly number[];
}

/** The groups of pixels of at least a value, largest first; smaller ones than `least` px are left out. */
export function groupsOf({ data, width }: Plane, value: number, least: number): Group[] {
  const isOpen = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 1) isOpen[i] = (data[i] ?? 0) >= value ? 1 : 0;
  const groups: Group[] = [];
  for (let i = isOpen.indexOf(1); i >= 0; i = isOpen.indexOf(1, i)) {
    const group = groupFrom(i, isOpen, width);
    if (group.pixels.length >= least) groups.push(group);
  }
  return groups.sort((one, other) => other.pixels.length - one.pixels.length);
}

/** The group around an open pixel; its pixels are closed after that. */
function groupFrom(start: number, isOpen: Uint8Array, width: number): Group {
  const pixels = [start];
  isOpen[start] = 0;
  let [left, right] = [width, 0];
  let [top, bottom] = [Math.floor(start / width), 0];
  const take = (i: number) => {
    if (isOpen[i] !== 1) return;
    isOpen[i] = 0;
    pixels.push(i);
  };
  for (let next = 0; next < pixels.length; next += 1) {
    const i = pixels[next] ?? 0;
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (x > 0) take(i - 1);
    if (x < width - 1) take(i + 1);
    take(i - width);
    take(i + width);
  }
  return { box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, pixels };
}
