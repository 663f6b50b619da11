import sharp from 'sharp';
import type { Photo } from './develop';
import { createRaster, type Raster } from './raster';

/** A photo scaled to `width` x `height` image px. */
export async function resize(photo: Photo, width: number, height: number): Promise<Photo> {
  const raw = { width: photo.width, height: photo.height, channels: 3 } as const;
  const data = await sharp(photo.data, { raw })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  return { width, height, data };
}

/** A photo blurred by `sigma` image px: no lens is perfectly sharp. */
export async function soften(photo: Photo, sigma: number): Promise<Photo> {
  const { width, height } = photo;
  const raw = { width, height, channels: 3 } as const;
  const data = await sharp(photo.data, { raw }).blur(sigma).raw().toBuffer();
  return { width, height, data };
}

/** A raster softened by about `radius` image px: three box means, which together come close to a bell curve. */
export function blur(raster: Raster, radius: number): Raster {
  let result = raster;
  for (let pass = 0; pass < 3; pass += 1) {
    const rows = createRaster(raster.width, raster.height);
    const { width, height } = raster;
    for (let y = 0; y < height; y += 1) slide(result.data, rows.data, y * width, 1, width, radius);
    result = createRaster(width, height);
    for (let x = 0; x < width; x += 1) slide(rows.data, result.data, x, width, height, radius);
  }
  return result;
}

/** A running mean along one line of `count` pixels, `step` pixels apart. */
function slide(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  radius: number,
): void {
  const at = (index: number) => (start + Math.min(count - 1, Math.max(0, index)) * step) * 3;
  for (let c = 0; c < 3; c += 1) {
    let sum = 0;
    for (let index = -radius; index <= radius; index += 1) sum += from[at(index) + c] ?? 0;
    for (let index = 0; index < count; index += 1) {
      to[at(index) + c] = sum / (2 * radius + 1);
      sum += (from[at(index + radius + 1) + c] ?? 0) - (from[at(index - radius) + c] ?? 0);
    }
  }
}
