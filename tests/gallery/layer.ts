import sharp from 'sharp';
import { type Color, toLinear } from './color';
import { blendPixel, createRaster, type Raster, setPixel } from './raster';
import { blur } from './resample';

/** A drawing with transparency: colours in linear light, `alpha` 0..1 for each pixel. */
export interface Layer extends Raster {
  readonly alpha: Float32Array;
}

const linear = Float32Array.from({ length: 256 }, (_, channel) => toLinear(channel));

/** Rasterises an SVG of exactly the wished size (its `width` and `height`). */
export async function drawSvg(svg: string): Promise<Layer> {
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const alpha = new Float32Array(width * height);
  const raster = createRaster(width, height);
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    alpha[pixel] = (data[pixel * 4 + 3] ?? 0) / 255;
    for (let c = 0; c < 3; c += 1) {
      raster.data[pixel * 3 + c] = linear[data[pixel * 4 + c] ?? 0] ?? 0;
    }
  }
  return { ...raster, alpha };
}

/** Gives each visible pixel of a layer a new colour and lays it over `raster` at `(left, top)`. */
export function layOver(
  raster: Raster,
  layer: Layer,
  left: number,
  top: number,
  colorOf: (color: Color, x: number, y: number) => Color,
): void {
  const { data, alpha, width } = layer;
  const right = Math.min(width, raster.width - left);
  const bottom = Math.min(layer.height, raster.height - top);
  for (let y = Math.max(0, -top); y < bottom; y += 1) {
    for (let x = Math.max(0, -left); x < right; x += 1) {
      const pixel = y * width + x;
      const cover = alpha[pixel] ?? 0;
      if (cover === 0) continue;
      const at = pixel * 3;
      const color = { r: data[at] ?? 0, g: data[at + 1] ?? 0, b: data[at + 2] ?? 0 };
      blendPixel(raster, left + x, top + y, colorOf(color, x, y), cover);
    }
  }
}

/**
 * Light on a flat shape as if it were a cushion: its softened outline taken as a height, lit from the upper left.
 * @returns for a pixel of the layer about -1 (turned away) to 1 (turned to the light)
 */
export function cushion(layer: Layer, radius: number): (x: number, y: number) => number {
  const { width, height } = layer;
  const mask = createRaster(width, height);
  layer.alpha.forEach((value, pixel) => {
    setPixel(mask, pixel % width, Math.floor(pixel / width), { r: value, g: value, b: value });
  });
  const soft = blur(mask, radius).data;
  const at = (x: number, y: number) => soft[(y * width + x) * 3] ?? 0;
  return (x, y) => {
    const dx = at(Math.min(width - 1, x + 1), y) - at(Math.max(0, x - 1), y);
    const dy = at(x, Math.min(height - 1, y + 1)) - at(x, Math.max(0, y - 1));
    const slope = (dx * 0.8 + dy * 0.6) * radius * 1.2;
    return Math.max(-1, Math.min(1, slope));
  };
}
