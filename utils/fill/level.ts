import type { Size } from '../base/geometry';
import { channels, type Layer } from './layer';

/** A patch is a square of `2 * reach + 1` px. */
export const reach = 3;
export const patchSide = 2 * reach + 1;

/** A layer with a frame of `reach` px around it, mirrored, so that every pixel has a whole patch; and what the search needs of it. */
export interface Level extends Layer {
  /** 1 for the centres of patches that may be copied: wholly inside the picture, known and not banned. */
  readonly isSource: Uint8Array;
  /** How many those are; `sourcesOf` lists them. */
  readonly sourceCount: number;
  /** 1 for the centres of patches that touch the hole. */
  readonly isTarget: Uint8Array;
  /** Those centres, in rows from the top. */
  readonly targets: Int32Array;
}

const mirrored = (at: number, size: number): number => {
  const inside = at < 0 ? -at : at >= size ? 2 * size - 2 - at : at;
  return Math.max(0, Math.min(size - 1, inside));
};

function framed({ width, height, features, hole, banned }: Layer): Layer {
  const out = {
    width: width + 2 * reach,
    height: height + 2 * reach,
    features: new Uint8Array((width + 2 * reach) * (height + 2 * reach) * channels),
    hole: new Uint8Array((width + 2 * reach) * (height + 2 * reach)),
    banned: new Uint8Array((width + 2 * reach) * (height + 2 * reach)),
  };
  for (let y = 0; y < out.height; y += 1) {
    const from = mirrored(y - reach, height) * width;
    const to = y * out.width;
    const middle = to + reach;
    out.features.set(features.subarray(from * channels, (from + width) * channels), middle * channels); // biome-ignore format: one row
    out.hole.set(hole.subarray(from, from + width), middle);
    out.banned.set(banned.subarray(from, from + width), middle);
    for (const x of [0, 1, 2, width + reach, width + reach + 1, width + reach + 2]) {
      const source = from + mirrored(x - reach, width);
      out.features.set(features.subarray(source * channels, (source + 1) * channels), (to + x) * channels); // biome-ignore format: one pixel
      out.hole[to + x] = hole[source] ?? 0;
      out.banned[to + x] = banned[source] ?? 0;
    }
  }
  return out;
}

/** Mirrors what the hole was given into the frame: patches at the picture's edge see it there. */
export function mirrorHole({ width, height, features, hole }: Level): void {
  for (let y = 0; y < height; y += 1) {
    const isWhole = y < reach || y >= height - reach;
    for (let x = 0; x < width; x += 1) {
      if (!isWhole && x === reach) x = width - reach;
      if (!hole[y * width + x]) continue;
      const fromY = reach + mirrored(y - reach, height - 2 * reach);
      const from = (fromY * width + reach + mirrored(x - reach, width - 2 * reach)) * channels;
      features.copyWithin((y * width + x) * channels, from, from + channels);
    }
  }
}

/** 1 for each pixel with one of `marks` within `reach` px in both directions. */
function nearTo(marks: Uint8Array, { width, height }: Size): Uint8Array {
  const rows = new Uint8Array(marks.length);
  const out = new Uint8Array(marks.length);
  for (let y = 0, i = 0; y < height; y += 1) {
    let left = 0;
    for (let x = -reach; x < width; x += 1) {
      if (x + reach < width && marks[y * width + x + reach]) left = patchSide;
      if (x < 0) left -= left > 0 ? 1 : 0;
      else {
        if (left > 0) {
          rows[i] = 1;
          left -= 1;
        }
        i += 1;
      }
    }
  }
  const below = new Uint8Array(width);
  for (let y = -reach; y < height; y += 1) {
    const enters = (y + reach) * width;
    for (let x = 0; x < width; x += 1) {
      if (y + reach < height && rows[enters + x]) below[x] = patchSide;
      const count = below[x] ?? 0;
      if (count === 0) continue;
      if (y >= 0) out[y * width + x] = 1;
      below[x] = count - 1;
    }
  }
  return out;
}

export function toLevel(layer: Layer): Level {
  const level = framed(layer);
  const { width, height, hole, banned } = level;
  const isTarget = nearTo(hole, level);
  const nearBanned = banned.includes(1) ? nearTo(banned, level) : banned;
  const isSource = new Uint8Array(isTarget.length);
  const targets = new Int32Array(isTarget.reduce((count, is) => count + is, 0));
  let [sourceCount, targetCount] = [0, 0];
  for (let y = reach; y < height - reach; y += 1) {
    const isInside = y >= 2 * reach && y < height - 2 * reach;
    for (let x = reach; x < width - reach; x += 1) {
      const at = y * width + x;
      if (isTarget[at]) {
        targets[targetCount] = at;
        targetCount += 1;
      } else if (isInside && x >= 2 * reach && x < width - 2 * reach && !nearBanned[at]) {
        isSource[at] = 1;
        sourceCount += 1;
      }
    }
  }
  return { ...level, isSource, sourceCount, isTarget, targets: targets.slice(0, targetCount) };
}

/** The centres of the patches that may be copied. For small levels: of a large one it is as large as the level's colours. */
export function sourcesOf({ isSource, sourceCount }: Level): Int32Array {
  const sources = new Int32Array(sourceCount);
  for (let at = isSource.indexOf(1), i = 0; at >= 0; at = isSource.indexOf(1, at + 1), i += 1)
    sources[i] = at;
  return sources;
}
