import type { Raster8 } from '../../utils/pixels/raster';
import { randomNumbers } from '../unit/codecs/random';
import { type Scene, sceneSize, smoothNoise } from './scenes';

/** What a server does to all of a picture while it draws it anew. */
export interface Redraw {
  /** Added to red, green and blue. */
  readonly tint?: readonly [number, number, number];
  /** Contrast around mid-gray: 1 leaves it. */
  readonly contrast?: number;
  /** Exponent of the tone curve: below 1 the middle tones become lighter, black and white stay. */
  readonly gamma?: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly zoom?: number;
  /** Standard deviation, px. */
  readonly blur?: number;
  /** Largest local displacement, px. */
  readonly warp?: number;
  /** Standard deviation of fresh grain, 8-bit steps. */
  readonly grain?: number;
  /** Step of a coarse quantisation of 8 x 8 blocks' means, as JPEG at a low quality. */
  readonly blocks?: number;
}

export const redraws: readonly Redraw[] = [
  {},
  { tint: [9, 4, -6], dx: 1, dy: 1 },
  { tint: [-14, -10, -5], contrast: 0.94, grain: 2 },
  { tint: [5, -5, 5], zoom: 1.02, dx: -2, dy: 1, blur: 0.6 },
  { tint: [18, 16, 20], dx: 0.5, dy: -1.5, warp: 1 },
  { contrast: 1.08, warp: 2, blur: 1.2, grain: 3 },
  { tint: [-5, 5, 8], dx: 4, dy: -3, zoom: 0.985, blocks: 4 },
  { tint: [6, -3, -8], gamma: 0.88, zoom: 1.03, blur: 2 },
  { gamma: 1.15, zoom: 0.97, dx: 3, dy: 2, blur: 1, grain: 2 },
];

const clampByte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/**
 * A scene as pixels, redrawn by a server or, without `how`, exactly.
 * @param alpha opacity by place, 0…1
 */
export function render(
  scene: Scene,
  how: Redraw = {},
  alpha: (x: number, y: number) => number = () => 1,
): Raster8 {
  const { width, height } = sceneSize;
  const { dx = 0, dy = 0, zoom = 1, warp = 0 } = how;
  const [warpX, warpY] = [smoothNoise(5, 40), smoothNoise(6, 40)];
  const colours = new Float32Array(4 * width * height);
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 4) {
      const fromX = (x - width / 2 - dx) / zoom + width / 2 + warp * warpX(x, y);
      const fromY = (y - height / 2 - dy) / zoom + height / 2 + warp * warpY(x, y);
      colours.set(scene(fromX, fromY), i);
      colours[i + 3] = 255 * alpha(fromX, fromY);
    }
  const blurred = how.blur ? gaussian(colours, width, height, how.blur) : colours;
  return { bitDepth: 8, width, height, data: developed(blurred, width, how) };
}

function developed(
  colours: Float32Array,
  width: number,
  how: Redraw,
): Uint8ClampedArray<ArrayBuffer> {
  const { tint = [0, 0, 0], contrast = 1, gamma = 1, grain = 0, blocks = 0 } = how;
  const random = randomNumbers(99);
  const data = new Uint8ClampedArray(colours.length);
  for (let i = 0; i < colours.length; i += 4) {
    const noise = grain * 1.7 * (random() + random() + random() - 1.5);
    for (let channel = 0; channel < 3; channel += 1) {
      const toned = 255 * Math.max(0, (colours[i + channel] ?? 0) / 255) ** gamma;
      const value = 128 + (toned - 128) * contrast + (tint[channel] ?? 0);
      data[i + channel] = clampByte(value + noise);
    }
    data[i + 3] = clampByte(colours[i + 3] ?? 0);
  }
  if (blocks > 0) quantise(data, width, blocks);
  return data;
}

/** Shifts each block of 8 x 8 px so that its mean is a multiple of `step`. */
function quantise(data: Uint8ClampedArray, width: number, step: number): void {
  const height = data.length / 4 / width;
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8)
      for (let channel = 0; channel < 3; channel += 1) {
        const places: number[] = [];
        for (let y = top; y < Math.min(height, top + 8); y += 1)
          for (let x = left; x < Math.min(width, left + 8); x += 1)
            places.push(4 * (y * width + x) + channel);
        const mean = places.reduce((sum, at) => sum + (data[at] ?? 0), 0) / places.length;
        const shift = Math.round(mean / step) * step - mean;
        for (const at of places) data[at] = clampByte((data[at] ?? 0) + shift);
      }
}

function gaussian(
  from: Float32Array,
  width: number,
  height: number,
  deviation: number,
): Float32Array {
  const reach = Math.ceil(3 * deviation);
  const taps = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)),
  );
  const sum = taps.reduce((a, b) => a + b, 0);
  const pass = (input: Float32Array, isAcross: boolean): Float32Array => {
    const out = new Float32Array(input.length);
    for (let y = 0, i = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        for (let channel = 0; channel < 4; channel += 1, i += 1) {
          let value = 0;
          for (let tap = -reach; tap <= reach; tap += 1) {
            const px = isAcross ? Math.max(0, Math.min(width - 1, x + tap)) : x;
            const py = isAcross ? y : Math.max(0, Math.min(height - 1, y + tap));
            value += (taps[tap + reach] ?? 0) * (input[4 * (py * width + px) + channel] ?? 0);
          }
          out[i] = value / sum;
        }
    return out;
  };
  return pass(pass(from, true), false);
}
