import { type Picture, resizeRgb } from './picture';
import type { Region } from './region';

/** Colours of a small grid: red, green, blue times weight, and the weight (0 = unknown, 1 = known). */
interface Grid {
  width: number;
  height: number;
  cells: Float32Array;
}

const longestGridSide = 192;

/**
 * What the surroundings would look like under the region: the known colours are averaged into ever
 * coarser grids and pulled back into the gaps (push-pull, Gortler et al. 1996, "The Lumigraph").
 * @returns 3 bytes a pixel for the whole picture; meaningful inside the region only
 */
export async function inpaint(picture: Picture, region: Region): Promise<Buffer> {
  const outside = cellsWhere(picture, (i) => (region.plane[i] ?? 0) === 0);
  const known = outside.cells.some((part) => part > 0);
  // With nothing outside, the picture itself, blurred, is the best guess.
  const filled = fill(known ? outside : cellsWhere(picture, () => true));
  const bytes = Buffer.alloc(filled.width * filled.height * 3);
  for (let i = 0; i < filled.width * filled.height; i += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      bytes[i * 3 + channel] = Math.round(filled.cells[i * 4 + channel] ?? 0);
    }
  }
  return resizeRgb(bytes, filled, picture);
}

function cellsWhere({ width, height, rgb }: Picture, isKnown: (pixel: number) => boolean): Grid {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / longestGridSide));
  const grid = emptyGrid(Math.ceil(width / step), Math.ceil(height / step));
  for (let y = 0, i = 0; y < height; y += 1) {
    const row = Math.floor(y / step) * grid.width;
    for (let x = 0; x < width; x += 1, i += 1) {
      if (!isKnown(i)) continue;
      addColour(grid.cells, (row + Math.floor(x / step)) * 4, rgb, i * 3);
    }
  }
  normalise(grid);
  return grid;
}

function addColour(cells: Float32Array, at: number, rgb: Buffer, from: number): void {
  cells[at] = (cells[at] ?? 0) + (rgb[from] ?? 0);
  cells[at + 1] = (cells[at + 1] ?? 0) + (rgb[from + 1] ?? 0);
  cells[at + 2] = (cells[at + 2] ?? 0) + (rgb[from + 2] ?? 0);
  cells[at + 3] = (cells[at + 3] ?? 0) + 1;
}

/** Fills the gaps of `grid` from a grid of half its size, which is filled the same way. */
function fill(grid: Grid): Grid {
  if (grid.width === 1 && grid.height === 1) return grid;
  const coarse = fill(halved(grid));
  for (let y = 0; y < grid.height; y += 1) {
    for (let x = 0; x < grid.width; x += 1) {
      const at = (y * grid.width + x) * 4;
      const missing = 1 - (grid.cells[at + 3] ?? 0);
      if (missing <= 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const own = grid.cells[at + channel] ?? 0;
        grid.cells[at + channel] =
          own + missing * sample(coarse, x / 2 - 0.25, y / 2 - 0.25, channel);
      }
      grid.cells[at + 3] = 1;
    }
  }
  return grid;
}

function halved(grid: Grid): Grid {
  const half = emptyGrid(Math.ceil(grid.width / 2), Math.ceil(grid.height / 2));
  for (let y = 0; y < grid.height; y += 1) {
    for (let x = 0; x < grid.width; x += 1) {
      const from = (y * grid.width + x) * 4;
      const to = ((y >> 1) * half.width + (x >> 1)) * 4;
      for (let part = 0; part < 4; part += 1) {
        half.cells[to + part] = (half.cells[to + part] ?? 0) + (grid.cells[from + part] ?? 0);
      }
    }
  }
  normalise(half);
  return half;
}

/** Brings weights above 1 down to 1, the colour sums with them. */
function normalise({ cells }: Grid): void {
  for (let at = 0; at < cells.length; at += 4) {
    const weight = cells[at + 3] ?? 0;
    if (weight <= 1) continue;
    for (let part = 0; part < 4; part += 1) cells[at + part] = (cells[at + part] ?? 0) / weight;
  }
}

/** Bilinear, clamped at the edges. */
function sample({ width, height, cells }: Grid, x: number, y: number, channel: number): number {
  const column = Math.min(width - 1, Math.max(0, x));
  const row = Math.min(height - 1, Math.max(0, y));
  const [x0, y0] = [Math.floor(column), Math.floor(row)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const value = (cx: number, cy: number): number => cells[(cy * width + cx) * 4 + channel] ?? 0;
  const [fx, fy] = [column - x0, row - y0];
  const upper = value(x0, y0) * (1 - fx) + value(x1, y0) * fx;
  const lower = value(x0, y1) * (1 - fx) + value(x1, y1) * fx;
  return upper * (1 - fy) + lower * fy;
}

function emptyGrid(width: number, height: number): Grid {
  return { width, height, cells: new Float32Array(width * height * 4) };
}
