import { randomNumbers } from '../unit/codecs/random';

/** Red, green and blue of a picture anywhere in the plane, 0…255; image px. */
export type Scene = (x: number, y: number) => readonly [number, number, number];

/** The pictures are of this size, px; what is painted lies around the middle. */
export const sceneSize = { width: 320, height: 240 } as const;

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

/** Smooth noise of one octave, -1…1: random values on a grid of `size` px, joined smoothly. */
export function smoothNoise(seed: number, size: number): (x: number, y: number) => number {
  const random = randomNumbers(seed);
  const side = 64;
  const values = Float64Array.from({ length: side * side }, () => 2 * random() - 1);
  const at = (x: number, y: number): number =>
    values[(((y % side) + side) % side) * side + (((x % side) + side) % side)] ?? 0;
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (x, y) => {
    const [left, top] = [Math.floor(x / size), Math.floor(y / size)];
    const [tx, ty] = [ease(x / size - left), ease(y / size - top)];
    const upper = mix(at(left, top), at(left + 1, top), tx);
    return mix(upper, mix(at(left, top + 1), at(left + 1, top + 1), tx), ty);
  };
}

function leaves(): Scene {
  const [coarse, middle, fine] = [smoothNoise(11, 23), smoothNoise(12, 9), smoothNoise(13, 4)];
  return (x, y) => {
    const tone = 40 * coarse(x, y) + 28 * middle(x, y) + 18 * fine(x, y);
    return [84 + 0.7 * tone, 112 + tone, 58 + 0.5 * tone];
  };
}

function bricks(): Scene {
  const [worn, baked] = [smoothNoise(21, 5), smoothNoise(22, 1)];
  return (x, y) => {
    const row = Math.floor(y / 18);
    const along = x + (row % 2) * 20;
    const isJoint = y - 18 * row < 2.5 || along - 40 * Math.floor(along / 40) < 2.5;
    const shade = baked(Math.floor(along / 40), row) * 14 + worn(x, y) * 7;
    return isJoint
      ? [186 + shade, 180 + shade, 170 + shade]
      : [150 + shade, 82 + shade, 62 + shade];
  };
}

function water(): Scene {
  const ripple = smoothNoise(31, 14);
  return (x, y) => {
    const wave = Math.sin(y / 5 + 2 * ripple(x, y)) * 10 + ripple(x / 2, y) * 12;
    return [50 + 0.1 * y + wave, 96 + 0.15 * y + wave, 128 + 0.2 * y + wave];
  };
}

/** Black letters' strokes on paper: flat, with hard edges and much white. */
function page(): Scene {
  return (x, y) => {
    const line = y - 20 * Math.floor(y / 20);
    const letter = x - 9 * Math.floor(x / 9);
    const kind = (Math.floor(x / 9) * 7 + Math.floor(y / 20) * 3) % 5;
    const isInk = line > 5 && line < 15 && (letter < 2 || (kind > 1 && Math.abs(line - 5 - 2 * kind) < 1.2 && letter < 7)); // biome-ignore format: one glyph
    return isInk ? [40, 42, 50] : [246, 244, 238];
  };
}

/** The surroundings of the edits, from flat to busy. */
export const scenes: Readonly<Record<string, Scene>> = {
  wall: (x, y) => [176 + 0.03 * x, 168 + 0.02 * y, 152],
  sky: (x, y) => [96 + 0.22 * y, 140 + 0.2 * y, 205 + 0.08 * y + 0.03 * x],
  leaves: leaves(),
  bricks: bricks(),
  water: water(),
  page: page(),
};
