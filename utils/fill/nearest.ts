import { copyRaster, type Raster } from '../pixels/raster';
import type { FillPart } from './part';

/**
 * Fills a hole in what is too small for patches: each pixel is a copy of the nearest known one, ring by ring. Undefined where
 * there is none that may be copied.
 */
export function copyNearest({ picture, hole, banned }: FillPart): Raster | undefined {
  const { width, height } = picture;
  const filled = copyRaster(picture);
  const isKnown = hole.map((isHole, at) => (isHole || banned[at] ? 0 : 1));
  let ring: number[] = [];
  for (let at = 0; at < isKnown.length; at += 1) if (isKnown[at]) ring.push(at);
  if (ring.length === 0) return undefined;
  while (ring.length > 0) {
    const next: number[] = [];
    for (const at of ring)
      for (const beside of besides(at, width, height)) {
        if (isKnown[beside]) continue;
        isKnown[beside] = 1;
        if (hole[beside])
          for (let channel = 0; channel < 4; channel += 1)
            filled.data[4 * beside + channel] = filled.data[4 * at + channel] ?? 0;
        next.push(beside);
      }
    ring = next;
  }
  return filled;
}

function besides(at: number, width: number, height: number): number[] {
  const [x, y] = [at % width, Math.floor(at / width)];
  const all: number[] = [];
  if (x > 0) all.push(at - 1);
  if (x < width - 1) all.push(at + 1);
  if (y > 0) all.push(at - width);
  if (y < height - 1) all.push(at + width);
  return all;
}
