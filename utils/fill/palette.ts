import { grow, intersect, rectOf } from '../base/geometry';
import { squaredDistances } from '../pixels/distance';
import { boundsOf } from '../pixels/raster';
import { channels, type Layer } from './layer';

/** Levels of a colour count as one colour, as a power of 2. */
const colourBits = 4;
const side = 1 << (8 - colourBits);

/** px that a colour needs around the hole to be one of its surroundings. */
const leastCount = 2;

/**
 * Bans what has a colour that does not occur around the hole: another object that stands in the picture is no surroundings, and
 * a copy of it in the hole is what people see first. Meant for small layers, where a pixel is a mean.
 * @returns 1 for each pixel that is not to be copied
 */
export function strangersTo({ width, height, features, hole }: Layer): Uint8Array {
  const banned = new Uint8Array(width * height);
  const box = boundsOf(hole, { width, height }, 1);
  if (!box) return banned;
  const reach = Math.max(5, Math.round(0.4 * Math.max(box.width, box.height)));
  const area = intersect(grow(box, reach), rectOf({ width, height })) ?? box;
  const distances = squaredDistances(area, (i) => {
    const y = area.y + Math.floor(i / area.width);
    return hole[y * width + area.x + (i % area.width)] === 1;
  });
  const counts = new Uint32Array(side ** 3);
  for (let i = 0; i < distances.length; i += 1) {
    const distance = distances[i] ?? 0;
    if (distance === 0 || distance > reach * reach) continue;
    const at = (area.y + Math.floor(i / area.width)) * width + area.x + (i % area.width);
    const bin = binOf(features, at * channels);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const known = spread(counts);
  for (let at = 0; at < banned.length; at += 1)
    if (!hole[at] && !known[binOf(features, at * channels)]) banned[at] = 1;
  return banned;
}

const binOf = (features: Uint8Array, at: number): number =>
  (((features[at] ?? 0) >> colourBits) * side + ((features[at + 1] ?? 0) >> colourBits)) * side +
  ((features[at + 2] ?? 0) >> colourBits);

/** 1 for each colour that occurs, and for those beside it. */
function spread(counts: Uint32Array): Uint8Array {
  const known = new Uint8Array(counts.length);
  const inside = (value: number) => value >= 0 && value < side;
  for (let bin = 0; bin < counts.length; bin += 1) {
    if ((counts[bin] ?? 0) < leastCount) continue;
    const [red, green, blue] = [Math.floor(bin / side / side), Math.floor(bin / side) % side, bin % side]; // biome-ignore format: one colour
    for (let r = red - 1; r <= red + 1; r += 1)
      for (let g = green - 1; g <= green + 1; g += 1)
        for (let b = blue - 1; b <= blue + 1; b += 1)
          if (inside(r) && inside(g) && inside(b)) known[(r * side + g) * side + b] = 1;
  }
  return known;
}
