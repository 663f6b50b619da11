import type { Coverage, Raster8, Raster16 } from '../../../utils/pixels/raster';
import { randomNumbers } from '../codecs/random';

/** Random samples; alpha is full unless `alpha` is random too. */
export function noise8(width: number, height: number, alpha: 'full' | 'random' = 'full'): Raster8 {
  const random = randomNumbers(width * 31 + height);
  const data = new Uint8ClampedArray(4 * width * height).map((_, i) =>
    i % 4 === 3 && alpha === 'full' ? 255 : Math.floor(random() * 256),
  );
  return { bitDepth: 8, width, height, data };
}

export function noise16(
  width: number,
  height: number,
  alpha: 'full' | 'random' = 'full',
): Raster16 {
  const random = randomNumbers(width * 37 + height);
  const data = new Uint16Array(4 * width * height).map((_, i) =>
    i % 4 === 3 && alpha === 'full' ? 65_535 : Math.floor(random() * 65_536),
  );
  return { bitDepth: 16, width, height, data };
}

/** One colour everywhere. */
export function flat8(width: number, height: number, rgba: readonly number[]): Raster8 {
  const data = new Uint8ClampedArray(4 * width * height).map((_, i) => rgba[i % 4] ?? 0);
  return { bitDepth: 8, width, height, data };
}

/** Fully covered inside the disc, clear outside. */
export function disc(
  width: number,
  height: number,
  x: number,
  y: number,
  radius: number,
): Coverage {
  const data = new Uint8ClampedArray(width * height);
  for (let i = 0; i < data.length; i += 1) {
    const away = Math.hypot((i % width) + 0.5 - x, Math.floor(i / width) + 0.5 - y);
    data[i] = away <= radius ? 255 : 0;
  }
  return { width, height, data };
}
