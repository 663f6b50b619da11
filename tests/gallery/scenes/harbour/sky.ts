import { type Color, hex, mixColor, scaleColor } from '../../color';
import { fbm, smoothstep } from '../../noise';
import type { Raster } from '../../raster';
import { setPixel } from '../../raster';

const zenith = hex('#4f86c0');
const horizonColour = { r: 1.5, g: 1.2, b: 0.85 };
const cloudLit = { r: 2.6, g: 2.3, b: 1.95 };
const cloudShade = hex('#a9b4c6');
const wood = hex('#3f5a35');
const haze = hex('#b9c6cf');
const fellColour = hex('#6f8798');

/** Fills the rows above `horizon` with a late afternoon sky and wooded hills. */
export function paintSky(raster: Raster, horizon: number): void {
  for (let x = 0; x < raster.width; x += 1) {
    const hill = horizon - 190 - 170 * fbm(x / 420 + 3, 1, 4, 71) - 8 * fbm(x / 9, 4, 2, 72);
    const fell = horizon - 230 - 190 * fbm(x / 600 + 9, 2, 4, 73);
    for (let y = 0; y < horizon; y += 1) setPixel(raster, x, y, colorAt(x, y, horizon, hill, fell));
  }
}

function colorAt(x: number, y: number, horizon: number, hill: number, fell: number): Color {
  if (y > hill) {
    const leaves = fbm(x / 11, y / 9, 4, 74);
    return mixColor(
      scaleColor(wood, 0.35 + 1.3 * leaves),
      haze,
      0.2 + 0.16 * smoothstep(horizon - 330, horizon - 150, y),
    );
  }
  const height = 1 - y / horizon;
  const sky = cloudy(x, y, height);
  if (y <= fell) return sky;
  return mixColor(mixColor(fellColour, haze, 0.55 + 0.3 * fbm(x / 60, y / 24, 3, 75)), sky, 0.25);
}

function cloudy(x: number, y: number, height: number): Color {
  const clear = mixColor(horizonColour, zenith, Math.min(1, height * 1.15) ** 0.8);
  const depth = 0.35 + height;
  const u = (x - 500) / (900 * depth);
  const v = y / (260 * depth);
  const cloud = fbm(u * 3 + 7, v * 2.2 + 2, 6, 76);
  const cover = smoothstep(0.47, 0.66, cloud);
  if (cover === 0) return clear;
  const lit = smoothstep(-0.05, 0.09, cloud - fbm(u * 3 + 7.09, v * 2.2 + 2.16, 4, 76) + 0.02);
  return mixColor(clear, mixColor(cloudLit, cloudShade, lit * 0.85), cover * 0.9);
}
