import { clamp, type Rect } from '../geometry';
import type { Raster } from '../image/raster';
import { copyRaster } from '../image/region';
import type { Alignment } from './align';

/** Shifts this near to whole px are taken as whole: then no pixel is interpolated. */
const WHOLE = 0.1;

/**
 * The answer moved back to where the picture is, inside `area`; elsewhere as it was. Catmull-Rom
 * interpolation (R. Keys, "Cubic convolution interpolation", 1981), or plain copying where the shift is
 * one of whole pixels. Edges are repeated.
 */
export function undoAlignment(answer: Raster, alignment: Alignment, area: Rect): Raster {
  const { dx, dy, scale } = nearlyWhole(alignment, answer);
  const out = copyRaster(answer);
  if (dx === 0 && dy === 0 && scale === 1) return out;
  const [midX, midY] = [(answer.width - 1) / 2, (answer.height - 1) / 2];
  for (let y = area.y; y < area.y + area.height; y += 1) {
    const fromY = midY + scale * (y - midY) + dy;
    for (let x = area.x; x < area.x + area.width; x += 1)
      sample(answer, midX + scale * (x - midX) + dx, fromY, out, 4 * (y * answer.width + x));
  }
  return out;
}

function nearlyWhole({ dx, dy, scale }: Alignment, { width, height }: Raster): Alignment {
  const [wholeX, wholeY] = [Math.round(dx), Math.round(dy)];
  const atBorder = (Math.abs(scale - 1) * Math.max(width, height)) / 2;
  const isWhole = Math.abs(dx - wholeX) < WHOLE && Math.abs(dy - wholeY) < WHOLE;
  return isWhole && atBorder < WHOLE ? { dx: wholeX, dy: wholeY, scale: 1 } : { dx, dy, scale };
}

const weightsX = new Float64Array(4);
const weightsY = new Float64Array(4);
const sums = new Float64Array(4);

function catmullRom(t: number, out: Float64Array): void {
  out[0] = t * (-0.5 + t * (1 - 0.5 * t));
  out[1] = 1 + t * t * (1.5 * t - 2.5);
  out[2] = t * (0.5 + t * (2 - 1.5 * t));
  out[3] = t * t * (0.5 * t - 0.5);
}

/** Writes the interpolated pixel; colours weighted by alpha. */
function sample(
  { data, width, height, bitDepth }: Raster,
  x: number,
  y: number,
  out: Raster,
  to: number,
): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  catmullRom(x - left, weightsX);
  catmullRom(y - top, weightsY);
  sums.fill(0);
  for (let j = 0; j < 4; j += 1) {
    const row = clamp(top + j - 1, 0, height - 1) * width;
    for (let i = 0; i < 4; i += 1) {
      const weight = (weightsX[i] ?? 0) * (weightsY[j] ?? 0);
      if (weight === 0) continue;
      const at = 4 * (row + clamp(left + i - 1, 0, width - 1));
      const alpha = weight * (data[at + 3] ?? 0);
      sums[0] = (sums[0] ?? 0) + alpha * (data[at] ?? 0);
      sums[1] = (sums[1] ?? 0) + alpha * (data[at + 1] ?? 0);
      sums[2] = (sums[2] ?? 0) + alpha * (data[at + 2] ?? 0);
      sums[3] = (sums[3] ?? 0) + alpha;
    }
  }
  const maximum = bitDepth === 16 ? 65_535 : 255;
  const alpha = sums[3] ?? 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const value = alpha > 0 ? (sums[channel] ?? 0) / alpha : 0;
    out.data[to + channel] = clamp(Math.round(value), 0, maximum);
  }
  out.data[to + 3] = clamp(Math.round(alpha), 0, maximum);
}
