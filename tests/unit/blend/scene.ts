import type { Raster8 } from '../../../utils/pixels/raster';
import { randomNumbers } from '../codecs/random';

/** A picture that can be asked for its colour anywhere, so that shifted copies are exact. */
export type Scene = (x: number, y: number) => readonly [number, number, number];

const wave = (value: number): number => Math.sin(value);

/** Bumps at random places: detail in all directions and no repetition. */
function bumps(
  seed: number,
  count: number,
  size: number,
  spread: number,
): (x: number, y: number) => number {
  const random = randomNumbers(seed);
  const reach = Math.sqrt(12) * size;
  /** By squares as wide as a bump reaches: those that are felt there, in the order in which they were made. */
  const near = new Map<string, { x: number; y: number; height: number }[]>();
  for (let i = 0; i < count; i += 1) {
    const bump = { x: random() * spread, y: random() * spread, height: random() * 2 - 1 };
    const [column, row] = [Math.floor(bump.x / reach), Math.floor(bump.y / reach)];
    for (let y = row - 1; y <= row + 1; y += 1)
      for (let x = column - 1; x <= column + 1; x += 1) {
        const list = near.get(`${x} ${y}`) ?? [];
        list.push(bump);
        near.set(`${x} ${y}`, list);
      }
  }
  return (x, y) => {
    let sum = 0;
    for (const bump of near.get(`${Math.floor(x / reach)} ${Math.floor(y / reach)}`) ?? []) {
      const away = ((x - bump.x) ** 2 + (y - bump.y) ** 2) / (size * size);
      if (away < 12) sum += bump.height * Math.exp(-away);
    }
    return sum;
  };
}

/** Kinds of surroundings that a mask may lie in, for pictures of 320 x 240 px. */
export const scenes: Readonly<Record<string, Scene>> = {
  'a flat wall': () => [120, 130, 140],
  'a sky': (x, y) => [90 + 0.2 * y, 130 + 0.25 * y, 190 + 0.1 * y + 0.05 * x],
  'soft shapes': colored(bumps(3, 160, 14, 330), 50),
  'fine detail': colored(bumps(5, 1500, 4, 330), 55),
  'a fence': (x, y) => {
    const tone = 120 + 60 * wave(x / 3.3) + 15 * wave(y / 29);
    return [tone, tone * 0.9, tone * 0.7];
  },
  'near white': (x, y) => {
    const tone = 246 + 8 * wave(x / 9 + wave(y / 17)) * wave(y / 11);
    return [tone, tone, tone - 4];
  },
};

function colored(field: (x: number, y: number) => number, strength: number): Scene {
  return (x, y) => {
    const value = field(x, y);
    return [
      128 + strength * value,
      118 + strength * 0.8 * value + 0.1 * x,
      90 + 0.6 * strength * value,
    ];
  };
}

export interface Redrawing {
  readonly dx?: number;
  readonly dy?: number;
  readonly scale?: number;
  /** Added to each channel, clipped to 0…255. */
  readonly tint?: number;
  /** Largest random error of a sample, as of a JPEG. */
  readonly noise?: number;
}

/** The scene as pixels, moved and tinted as a model would. */
export function render(scene: Scene, width: number, height: number, how: Redrawing = {}): Raster8 {
  const { dx = 0, dy = 0, scale = 1, tint = 0, noise = 0 } = how;
  const random = randomNumbers(17);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 4) {
      const color = scene((x - midX - dx) / scale + midX, (y - midY - dy) / scale + midY);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = Math.round(color[channel] ?? 0) + noise * (random() + random() - 1);
        data[i + channel] = value + tint;
      }
    }
  }
  return { bitDepth: 8, width, height, data };
}
