import type { Color } from './color';
import { clamp } from './noise';

/** A picture in linear light: RGB triples, row by row, 0..1 (highlights may go above 1). Sizes in image px. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A black raster. */
export function createRaster(width: number, height: number): Raster {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/** Calls `colorAt` for the middle of every pixel. */
export function paint(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => Color,
): Raster {
  const raster = createRaster(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      setPixel(raster, x, y, colorAt(x + 0.5, y + 0.5));
    }
  }
  return raster;
}

/** Replaces one pixel. */
export function setPixel(raster: Raster, x: number, y: number, color: Color): void {
  const at = (y * raster.width + x) * 3;
  raster.data[at] = color.r;
  raster.data[at + 1] = color.g;
  raster.data[at + 2] = color.b;
}

/** Lays `color` over one pixel with `alpha` 0..1. */
export function blendPixel(
  raster: Raster,
  x: number,
  y: number,
  color: Color,
  alpha: number,
): void {
  const { data } = raster;
  const at = (y * raster.width + x) * 3;
  data[at] = (data[at] ?? 0) * (1 - alpha) + color.r * alpha;
  data[at + 1] = (data[at + 1] ?? 0) * (1 - alpha) + color.g * alpha;
  data[at + 2] = (data[at + 2] ?? 0) * (1 - alpha) + color.b * alpha;
}

/** The pixel nearest to `(x, y)`; outside, the nearest edge. */
export function pixelAt(raster: Raster, x: number, y: number): Color {
  const column = clamp(Math.floor(x), 0, raster.width - 1);
  const row = clamp(Math.floor(y), 0, raster.height - 1);
  const at = (row * raster.width + column) * 3;
  const { data } = raster;
  return { r: data[at] ?? 0, g: data[at + 1] ?? 0, b: data[at + 2] ?? 0 };
}

/** Bilinear lookup; `u` and `v` run from 0 to 1 over the raster. */
export function sample(raster: Raster, u: number, v: number): Color {
  const x = u * raster.width - 0.5;
  const y = v * raster.height - 0.5;
  const fx = x - Math.floor(x);
  const fy = y - Math.floor(y);
  const a = pixelAt(raster, x, y);
  const b = pixelAt(raster, x + 1, y);
  const c = pixelAt(raster, x, y + 1);
  const d = pixelAt(raster, x + 1, y + 1);
  const at = (p: number, q: number, r: number, s: number) =>
    (p * (1 - fx) + q * fx) * (1 - fy) + (r * (1 - fx) + s * fx) * fy;
  return { r: at(a.r, b.r, c.r, d.r), g: at(a.g, b.g, c.g, d.g), b: at(a.b, b.b, c.b, d.b) };
}
