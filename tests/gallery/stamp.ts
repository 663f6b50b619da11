import type { Color } from './color';
import { clamp } from './noise';
import { blendPixel, type Raster } from './raster';

/** An ellipse; middle and half axes in image px, `angle` in radians. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly angle: number;
}

/** Lays a filled ellipse with a one-pixel soft outline over the raster. */
export function stampEllipse(raster: Raster, shape: Ellipse, color: Color, alpha = 1): void {
  const { x, y, rx, ry } = shape;
  const cos = Math.cos(shape.angle);
  const sin = Math.sin(shape.angle);
  const reachX = Math.hypot(rx * cos, ry * sin) + 1;
  const reachY = Math.hypot(rx * sin, ry * cos) + 1;
  const soft = Math.min(rx, ry);
  const bottom = Math.min(raster.height - 1, Math.floor(y + reachY));
  const right = Math.min(raster.width - 1, Math.floor(x + reachX));
  for (let row = Math.max(0, Math.floor(y - reachY)); row <= bottom; row += 1) {
    for (let column = Math.max(0, Math.floor(x - reachX)); column <= right; column += 1) {
      const dx = column + 0.5 - x;
      const dy = row + 0.5 - y;
      const u = (dx * cos + dy * sin) / rx;
      const v = (dy * cos - dx * sin) / ry;
      const cover = (1 - Math.sqrt(u * u + v * v)) * soft + 0.5;
      if (cover > 0) blendPixel(raster, column, row, color, Math.min(1, cover) * alpha);
    }
  }
}

/** A blade of grass: its root, its lean to the side, height and root width, image px. */
export interface Blade {
  readonly x: number;
  readonly y: number;
  readonly lean: number;
  readonly height: number;
  readonly width: number;
}

/** Lays a blade over the raster that bends, tapers and grows lighter towards its tip. */
export function stampBlade(raster: Raster, blade: Blade, root: Color, tip: Color): void {
  const top = Math.max(0, Math.ceil(blade.y - blade.height));
  const bottom = Math.min(raster.height - 1, Math.floor(blade.y));
  for (let row = top; row <= bottom; row += 1) {
    const t = clamp((blade.y - row) / blade.height, 0, 1);
    const middle = blade.x + blade.lean * t * t;
    const half = (blade.width * (1 - t * 0.9)) / 2;
    const color = { r: 0, g: 0, b: 0 };
    color.r = root.r + (tip.r - root.r) * t;
    color.g = root.g + (tip.g - root.g) * t;
    color.b = root.b + (tip.b - root.b) * t;
    const last = Math.min(raster.width - 1, Math.floor(middle + half));
    for (let column = Math.max(0, Math.floor(middle - half)); column <= last; column += 1) {
      const cover = Math.min(column + 1, middle + half) - Math.max(column, middle - half);
      blendPixel(raster, column, row, color, clamp(cover, 0, 1));
    }
  }
}
