import type { Rect } from '../geometry';
import type { Raster } from './raster';

/** A copy of the part of `raster` inside `rect`, which must lie within it. */
export function cropRaster(raster: Raster, rect: Rect): Raster {
  const { width, height } = rect;
  if (raster.bitDepth === 16) {
    const data = new Uint16Array(4 * width * height);
    copyRows(raster, rect, (row, at) => data.set(row, at));
    return { ...raster, width, height, data };
  }
  const data = new Uint8ClampedArray(4 * width * height);
  copyRows(raster, rect, (row, at) => data.set(row, at));
  return { ...raster, width, height, data };
}

function copyRows(
  raster: Raster,
  { x, y, width, height }: Rect,
  put: (row: Uint8ClampedArray | Uint16Array, at: number) => void,
): void {
  for (let i = 0; i < height; i += 1) {
    const start = 4 * ((y + i) * raster.width + x);
    put(raster.data.subarray(start, start + 4 * width), 4 * width * i);
  }
}

/** An independent copy. */
export const copyRaster = (raster: Raster): Raster =>
  raster.bitDepth === 16
    ? { ...raster, data: raster.data.slice() }
    : { ...raster, data: raster.data.slice() };

/** The raster with 8 bits a sample: the very same object if it has them, else rounded. */
export function toRaster8(raster: Raster): Extract<Raster, { bitDepth: 8 }> {
  if (raster.bitDepth === 8) return raster;
  const data = new Uint8ClampedArray(raster.data.length);
  for (let i = 0; i < data.length; i += 1) data[i] = Math.round((raster.data[i] ?? 0) / 257);
  return { ...raster, bitDepth: 8, data };
}

/** The raster with 16 bits a sample: the very same object if it has them, else widened exactly. */
export function toRaster16(raster: Raster): Extract<Raster, { bitDepth: 16 }> {
  if (raster.bitDepth === 16) return raster;
  const data = new Uint16Array(raster.data.length);
  for (let i = 0; i < data.length; i += 1) data[i] = (raster.data[i] ?? 0) * 257;
  return { ...raster, bitDepth: 16, data };
}
