import { addColor, type Color, hex, mixColor, scaleColor } from '../../color';
import type { Layer } from '../../layer';
import { clamp, fbm, smoothstep, valueNoise } from '../../noise';
import { blendPixel, pixelAt, type Raster, setPixel } from '../../raster';

const deep = hex('#173f4a');
const sun = { r: 1.5, g: 1.25, b: 0.95 };

/** Slope of the waves at a pixel `below` px under the horizon: long flat ripples that grow towards the viewer. */
function ripple(x: number, below: number): number {
  const near = 14 + below * 0.62;
  const far = 1200 / near;
  const chop = fbm((x - 800) / near / 1.6 + 40, far, 3, 81) - 0.5;
  return chop + 0.5 * (valueNoise((x - 800) / near / 0.45 + 80, far * 2.7, 82) - 0.5);
}

/** Fills the rows from `horizon` to `end` with rippled water that mirrors what stands above. */
export function paintWater(raster: Raster, horizon: number, end: number): void {
  for (let y = horizon; y < end; y += 1) {
    const below = y - horizon;
    const steep = clamp(below / 260, 0.1, 1);
    for (let x = 0; x < raster.width; x += 1) {
      const slope = ripple(x, below);
      const mirrorX = x + slope * 26 * steep;
      const mirrorY = horizon - 2 - below * 1.25 - slope * 230 * steep;
      const mirrored = pixelAt(raster, mirrorX, clamp(mirrorY, 0, horizon - 2));
      setPixel(raster, x, y, waterColor(mirrored, slope, steep));
    }
  }
}

function waterColor(mirrored: Color, slope: number, steep: number): Color {
  const shine = clamp(0.8 - 0.35 * steep - slope * 0.55, 0.15, 0.9);
  const color = mixColor(scaleColor(deep, 0.8 + slope), mirrored, shine);
  return addColor(color, scaleColor(sun, smoothstep(0.33, 0.52, -slope) * 0.5));
}

/** Lays a boat's mirror image under its waterline. */
export function mirrorLayer(
  raster: Raster,
  layer: Layer,
  left: number,
  waterline: number,
  horizon: number,
): void {
  const depth = Math.min(layer.height * 0.8, raster.height - waterline);
  for (let row = 0; row < depth; row += 1) {
    const y = waterline + row;
    for (let column = -20; column < layer.width + 20; column += 1) {
      const slope = ripple(left + column, y - horizon);
      const sx = Math.round(column + slope * 34);
      const sy = Math.round(layer.height - 1 - row - slope * 40);
      if (
        left + column < 0 ||
        left + column >= raster.width ||
        sx < 0 ||
        sx >= layer.width ||
        sy < 0 ||
        sy >= layer.height
      )
        continue;
      const at = sy * layer.width + sx;
      const cover = (layer.alpha[at] ?? 0) * 0.72 * (1 - row / depth) ** 0.6;
      if (cover > 0)
        blendPixel(raster, left + column, y, scaleColor(pixelAt(layer, sx, sy), 0.55), cover);
    }
  }
}
