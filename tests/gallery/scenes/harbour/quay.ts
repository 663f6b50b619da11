import { type Color, hex, mixColor, scaleColor } from '../../color';
import { fbm, hash2, smoothstep } from '../../noise';
import { blendPixel, type Raster, setPixel } from '../../raster';

const stone = [hex('#9a9187'), hex('#847c74'), hex('#a89a86'), hex('#77736f')];
const jointColour = hex('#3d3833');
const edge = hex('#b9b0a3');

/** Fills the rows from `top` down with the paved near quay and its kerb of large blocks. */
export function paintQuay(raster: Raster, top: number): void {
  for (let y = top; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) setPixel(raster, x, y, stoneAt(x, y, top));
  }
}

function stoneAt(x: number, y: number, top: number): Color {
  const below = y - top;
  if (below < 30) return kerb(x, below);
  // Perspective: rows of setts get taller, and spread sideways, towards the viewer.
  const depth = 1600 / (below + 120);
  const row = Math.floor(depth * 3.4);
  const across = ((x - 800) * depth) / 150 + (row % 2) * 0.5 + hash2(row, 1, 91) * 0.2;
  const column = Math.floor(across);
  const u = Math.abs(across - column - 0.5) * 2;
  const v = Math.abs(depth * 3.4 - row - 0.5) * 2;
  const joint = smoothstep(0.8, 1.0, Math.max(u, v) + (fbm(x / 5, y / 4, 2, 92) - 0.5) * 0.18);
  const dome = 1.08 - 0.22 * (across - column - 0.5) - 0.35 * (0.5 - (depth * 3.4 - row));
  const tone = stone[Math.floor(hash2(column, row, 93) * 4)] ?? jointColour;
  const grit = 0.62 + 0.5 * fbm(x / 3, y / 2.4, 3, 94) + 0.3 * (fbm(x / 160, y / 60, 3, 95) - 0.5);
  return mixColor(
    scaleColor(tone, grit * dome * (0.85 + 0.3 * hash2(column, row, 96))),
    jointColour,
    joint * 0.85,
  );
}

function kerb(x: number, below: number): Color {
  const joint = smoothstep(2, 0, Math.abs(((((x + 60) % 210) + 210) % 210) - 105 - below * 0.15));
  const face = below < 22 ? 1.25 : 0.55;
  const grit = 0.65 + 0.5 * fbm(x / 4, below / 3 + 60, 4, 97);
  return mixColor(scaleColor(edge, face * grit), jointColour, joint * 0.8);
}

/** Darkens a soft, slanted ellipse: the shadow of somebody standing at `(x, y)` with the sun to the left behind. */
export function castShadow(raster: Raster, x: number, y: number, length: number): void {
  for (let row = Math.max(0, y - 60); row < Math.min(raster.height, y + 50); row += 1) {
    for (let column = x - 60; column < Math.min(raster.width, x + length + 80); column += 1) {
      const t = (column - x) / length;
      const middle = y - 4 + t * 26;
      const breadth = 15 + 12 * Math.sin(Math.min(1, Math.max(0, t)) * 2.8);
      const soft = 4 + 16 * Math.max(0, t);
      const across = smoothstep(breadth + soft, breadth - soft, Math.abs(row - middle));
      const ends = smoothstep(-0.14, 0, t) * smoothstep(1.15, 0.75, t);
      blendPixel(raster, column, row, { r: 0.012, g: 0.014, b: 0.022 }, across * ends * 0.72);
    }
  }
}
