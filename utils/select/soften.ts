import {
  clamp,
  grow,
  intersect,
  mapRect,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../base/geometry';
import { boundsOf, type Coverage } from '../pixels/raster';
import type { Pixels } from './features';

/** A coverage and where it lies in the picture, px. */
export interface SoftArea {
  readonly area: Rect;
  readonly coverage: Coverage;
}

/** Cells (px of the small picture) on either side of an edge that are looked at anew: where it is sharp, and where soft. */
const sharpReach = 2;
const softReach = 10;
/** Cells of a side of the squares that an edge is measured in, each with those around it. */
const blockSide = 12;
/** Distances from the edge, cells: what is next to it, and what is far from it. */
const near = [1, 3] as const;
const far = [7, 12] as const;
/** Difference of colours, of 255, from which on they tell inside from outside as well as the place does. */
const clearContrast = 40;

/** Coverage, of 255, below which a pixel is none of the thing, and from which on it is all: noise is no part of a thing. */
const leastCovered = 31.5;
const wholeFrom = 223.5;
/** Px of a side of the parts of the picture that are read at once: only those with an edge in them are. */
const tileSide = 64;

/**
 * The edge of what was found on a small picture, looked for anew in the picture itself: a pixel near it is covered as far as
 * its colour lies between those of the two sides there. Soft where it goes from one to the other gradually.
 * @param found 1 for each cell of the small picture that is inside
 * @param small its colours
 * @param size of the picture, px
 * @param read pixels of a part of the picture
 */
export function softenEdge(
  found: Uint8Array,
  small: Pixels,
  size: Size,
  read: (part: Rect) => Pixels,
): SoftArea | undefined {
  const box = boundsOf(found, small, 1);
  const cells = box && intersect(grow(box, softReach + 1), rectOf(small));
  if (!cells) return undefined;
  const [scaleX, scaleY] = [size.width / small.width, size.height / small.height];
  const placed = mapRect(cells, { scaleX, scaleY, x: 0, y: 0 });
  const area = intersect(roundOut(placed), rectOf(size));
  if (!area) return undefined;
  const layers = layersOf(found, small, cells);
  const edge: Edge = {
    ...{ width: cells.width, height: cells.height, layers },
    sides: sidesOf(layers, small, cells),
    columns: amongCells(area.x, area.width, scaleX, cells.x, cells.width),
    rows: amongCells(area.y, area.height, scaleY, cells.y, cells.height),
  };
  const coverage: Coverage = {
    width: area.width,
    height: area.height,
    data: new Uint8ClampedArray(area.width * area.height),
  };
  for (let y = 0; y < area.height; y += tileSide) {
    for (let x = 0; x < area.width; x += tileSide) {
      const tile = intersect({ x, y, width: tileSide, height: tileSide }, rectOf(area));
      const even = tile ? evenLayer(edge, tile) : -1;
      if (!tile || even < 0) continue;
      if (even > 0) fill(coverage, tile);
      else cover(coverage, edge, tile, () => read({ ...tile, x: area.x + x, y: area.y + y }));
    }
  }
  return { area, coverage };
}

/** An edge among the cells around what was found. */
interface Edge extends Size {
  readonly layers: Int8Array;
  /** Of each square of cells, rows from the top; undefined where no edge is near. */
  readonly sides: readonly (Sides | undefined)[];
  readonly columns: AmongCells;
  readonly rows: AmongCells;
}

/** Where the pixels of a row, or of a column, lie among the cells. */
interface AmongCells {
  /** The cell that each is in. */
  readonly nearest: Int32Array;
  /** Of each cell the pixel after its last one. */
  readonly ends: Int32Array;
  /** The cell whose middle is before each, and how far it is from there to the next one's, 0…1. */
  readonly before: Int32Array;
  readonly shares: Float64Array;
}

/**
 * Finds the places of pixels in a row, or in a column.
 * @param start first px
 * @param length how many there are, px
 * @param scale px of a cell
 * @param first cell
 * @param cells how many there are
 */
function amongCells(start: number, length: number, scale: number, first: number, cells: number): AmongCells {
  const [nearest, before] = [new Int32Array(length), new Int32Array(length)];
  const ends = new Int32Array(cells);
  const shares = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const at = clamp((start + i + 0.5) / scale - 0.5 - first, 0, cells - 1);
    const own = Math.round(at);
    nearest[i] = own;
    ends[own] = i + 1;
    before[i] = Math.floor(at);
    shares[i] = at - Math.floor(at);
  }
  return { nearest, ends, before, shares };
} // biome-ignore format: one function

/** 1 where a tile lies inside and far from every edge, -1 where it lies outside and far from them, else 0. */
function evenLayer({ layers, sides, width, columns, rows }: Edge, tile: Rect): -1 | 0 | 1 {
  const [left, right] = [columns.nearest[tile.x] ?? 0, columns.nearest[tile.x + tile.width - 1] ?? 0]; // biome-ignore format: one line
  const [top, bottom] = [rows.nearest[tile.y] ?? 0, rows.nearest[tile.y + tile.height - 1] ?? 0];
  const blocks = Math.ceil(width / blockSide);
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const away = Math.abs(layers[y * width + x] ?? 0);
      if (away <= sharpReach) return 0;
      if (away <= softReach && sides[blockOf(x, y, blocks)]?.isSoft) return 0;
    }
  return (layers[top * width + left] ?? 0) > 0 ? 1 : -1;
}

/** The square of cells that a cell is in, of those in rows. */
const blockOf = (column: number, row: number, blocks: number): number =>
  Math.floor(row / blockSide) * blocks + Math.floor(column / blockSide);

function fill({ width, data }: Coverage, tile: Rect): void {
  for (let y = tile.y; y < tile.y + tile.height; y++)
    data.fill(255, y * width + tile.x, y * width + tile.x + tile.width);
}

/** Covers a tile that an edge may be in; its pixels are read only where one is. */
function cover({ width, data }: Coverage, edge: Edge, tile: Rect, read: () => Pixels): void {
  const { nearest, ends, before, shares } = edge.columns;
  const blocks = Math.ceil(edge.width / blockSide);
  const depths = new Float64Array(edge.width + 1);
  let pixels: Pixels | undefined;
  let measured = -1;
  for (let y = tile.y; y < tile.y + tile.height; y++) {
    const row = edge.rows.nearest[y] ?? 0;
    // What is asked of a cell is asked once for all of its pixels in the row.
    for (let x = tile.x, end = x; x < tile.x + tile.width; x = end) {
      const column = nearest[x] ?? 0;
      end = Math.min(tile.x + tile.width, ends[column] ?? 0);
      const layer = edge.layers[row * edge.width + column] ?? 0;
      const away = Math.abs(layer);
      const sides = away <= softReach ? edge.sides[blockOf(column, row, blocks)] : undefined; // biome-ignore format: one line
      if (!sides || (away > sharpReach && !sides.isSoft)) {
        if (layer > 0) data.fill(255, y * width + x, y * width + end);
        continue;
      }
      pixels ??= read();
      if (measured !== y) measureDepths(edge, tile, y, depths);
      measured = y;
      const from = (y - tile.y) * tile.width - tile.x;
      const { red, green, blue, black, base, byColour, byDepth } = sides;
      const samples = pixels.data;
      for (let i = x, at = 4 * (from + x); i < end; i++, at += 4) {
        const left = before[i] ?? 0;
        const ahead = shares[i] ?? 0;
        const depth = (depths[left] ?? 0) * (1 - ahead) + (depths[left + 1] ?? 0) * ahead;
        // As `shareBetween` has it; called here, it takes half as long again.
        const along = black + red * (samples[at] ?? 0) + green * (samples[at + 1] ?? 0) + blue * (samples[at + 2] ?? 0); // biome-ignore format: one formula
        const share = along < -0.5 ? -0.5 : along > 1.5 ? 1.5 : along;
        const covered = base + byColour * share + byDepth * depth;
        data[y * width + i] = covered < leastCovered ? 0 : covered < wholeFrom ? covered : 255;
      }
    }
  }
}

/** Works out how far it is to the edge, inside positive, from the middles of a tile's cells at the height of a row of pixels. */
function measureDepths(
  { layers, width, height, columns, rows }: Edge,
  tile: Rect,
  y: number,
  depths: Float64Array,
): void {
  const top = rows.before[y] ?? 0;
  const upper = top * width;
  const lower = Math.min(height - 1, top + 1) * width;
  const share = rows.shares[y] ?? 0;
  const last = Math.min(width - 1, (columns.before[tile.x + tile.width - 1] ?? 0) + 1);
  for (let x = columns.before[tile.x] ?? 0; x <= last; x++)
    depths[x] = depthOf(layers[upper + x] ?? 0) * (1 - share) + depthOf(layers[lower + x] ?? 0) * share; // biome-ignore format: one formula
}

/** Cells from the edge to the middle of a cell of that layer. */
const depthOf = (layer: number): number => (layer > 0 ? layer - 0.5 : layer + 0.5);

/**
 * For each cell its steps to the edge: 1, 2 … inside, -1, -2 … outside; far from it a step more than is looked at. Once there
 * and back, as in A. Rosenfeld and J. Pfaltz, "Sequential Operations in Digital Picture Processing", JACM 13 (1966).
 */
function layersOf(found: Uint8Array, small: Size, cells: Rect): Int8Array {
  const { width, height } = cells;
  const layers = new Int8Array(width * height);
  const most = far[1] + 1;
  for (let y = 0, i = 0; y < height; y++) {
    const from = (cells.y + y) * small.width + cells.x;
    for (let x = 0; x < width; x++, i++) {
      const own = found[from + x] === 1 ? most : -most;
      const left = x > 0 ? (layers[i - 1] ?? 0) : own;
      const above = y > 0 ? (layers[i - width] ?? 0) : own;
      layers[i] = stepFrom(stepFrom(own, left), above);
    }
  }
  for (let y = height - 1, i = layers.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, i--) {
      const own = layers[i] ?? 0;
      const right = x + 1 < width ? (layers[i + 1] ?? 0) : own;
      const below = y + 1 < height ? (layers[i + width] ?? 0) : own;
      layers[i] = stepFrom(stepFrom(own, right), below);
    }
  }
  return layers;
}

/** A cell's layer, or the one after its neighbour's where that is nearer to the edge. */
function stepFrom(own: number, other: number): number {
  if (own > 0) return other < 0 ? 1 : other + 1 < own ? other + 1 : own;
  return other > 0 ? -1 : other - 1 > own ? other - 1 : own;
}

/**
 * The two sides of an edge: their colours are as far apart as possible along one direction, where the outer one's mean is at 0
 * and the inner one's at 1.
 */
interface Sides {
  /** What each of a colour's samples (0…255) adds to its place along that direction, and where black is. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly black: number;
  /** Squared distance of the colours. */
  readonly contrast: number;
  readonly isSoft: boolean;
  /** Coverage, 0…255, of what is at 0 of the direction and right on the edge; more for each step along it, and for each cell of depth. */
  readonly base: number;
  readonly byColour: number;
  readonly byDepth: number;
}

type Colour = readonly [red: number, green: number, blue: number];

function sidesBetween(outer: Colour, inner: Colour, isSoft: boolean): Sides {
  const [red, green, blue] = [inner[0] - outer[0], inner[1] - outer[1], inner[2] - outer[2]];
  const contrast = red ** 2 + green ** 2 + blue ** 2;
  const scale = Math.max(1, contrast);
  // Where the colours tell little apart, the place does.
  const trust = contrast / (contrast + clearContrast ** 2);
  const steepness = 255 * (isSoft ? 1 : 1.5);
  const reach = 2 * (isSoft ? softReach : sharpReach);
  return {
    red: red / scale,
    green: green / scale,
    blue: blue / scale,
    contrast,
    isSoft,
    black: -(outer[0] * red + outer[1] * green + outer[2] * blue) / scale,
    base: 255 / 2 - (steepness * trust) / 2,
    byColour: steepness * trust,
    byDepth: (steepness * (1 - trust)) / reach,
  };
}

/** How far a colour lies from the outer side's, at 0, to the inner one's, at 1. */
const shareBetween = ({ black, red, green, blue }: Sides, colour: Colour): number =>
  black + red * colour[0] + green * colour[1] + blue * colour[2];

/** Sums of red, green and blue and how many there are, for each side near to and far from the edge. */
const sumsEach = 16;

/** Measures each square of cells together with those around it. */
function sidesOf(layers: Int8Array, small: Pixels, cells: Rect): (Sides | undefined)[] {
  const columns = Math.ceil(cells.width / blockSide);
  const rows = Math.ceil(cells.height / blockSide);
  const sums = new Float64Array(sumsEach * columns * rows);
  for (let y = 0, i = 0; y < cells.height; y++) {
    for (let x = 0; x < cells.width; x++, i++) {
      const layer = layers[i] ?? 0;
      const away = Math.abs(layer);
      const isFar = away >= far[0] && away <= far[1];
      if (!isFar && away > near[1]) continue;
      const block = Math.floor(y / blockSide) * columns + Math.floor(x / blockSide);
      const at = sumsEach * block + (layer > 0 ? 0 : 8) + (isFar ? 4 : 0);
      const from = 4 * ((cells.y + y) * small.width + cells.x + x);
      for (let c = 0; c < 3; c++) sums[at + c] = (sums[at + c] ?? 0) + (small.data[from + c] ?? 0);
      sums[at + 3] = (sums[at + 3] ?? 0) + 1;
    }
  }
  const pooled = new Float64Array(sumsEach);
  const pool = (block: number, from: number, step: number): void => {
    const [column, row] = [block % columns, Math.floor(block / columns)];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
        for (let i = from; i < sumsEach; i += step)
          pooled[i] = (pooled[i] ?? 0) + (sums[sumsEach * (y * columns + x) + i] ?? 0);
  };
  return Array.from({ length: columns * rows }, (_, block) => {
    pooled.fill(0);
    pool(block, 3, 8); // how many are near to the edge on either side: mostly none
    if (pooled[3] === 0 || pooled[11] === 0) return undefined;
    pooled.fill(0);
    pool(block, 0, 1);
    return sidesFrom(pooled);
  });
}

function sidesFrom(sums: Float64Array): Sides | undefined {
  const mean = (at: number): Colour | undefined => {
    const count = sums[at + 3] ?? 0;
    if (count === 0) return undefined;
    return [0, 1, 2].map((c) => (sums[at + c] ?? 0) / count) as unknown as [number, number, number];
  };
  const [innerNear, innerFar, outerNear, outerFar] = [mean(0), mean(4), mean(8), mean(12)];
  if (!innerNear || !outerNear) return undefined;
  if (innerFar && outerFar) {
    const sides = sidesBetween(outerFar, innerFar, true);
    const [inner, outer] = [shareBetween(sides, innerNear), shareBetween(sides, outerNear)];
    if (sides.contrast > 18 ** 2 && inner < 0.88 && outer > 0.12 && inner > outer) return sides;
  }
  return sidesBetween(outerNear, innerNear, false);
}
