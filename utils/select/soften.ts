import { grow, intersect, type Rect, rectOf, roundOut, type Size } from '../base/geometry';
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
  const area = intersect(
    roundOut({
      x: cells.x * scaleX,
      y: cells.y * scaleY,
      width: cells.width * scaleX,
      height: cells.height * scaleY,
    }),
    rectOf(size),
  );
  if (!area) return undefined;
  const layers = layersOf(found, small, cells);
  const sides = sidesOf(layers, small, cells);
  const data = new Uint8ClampedArray(area.width * area.height);
  const columns = Float64Array.from({ length: area.width }, (_, x) => (area.x + x + 0.5) / scaleX - 0.5 - cells.x); // biome-ignore format: one formula
  const nearestColumns = Int32Array.from(columns, (x) => Math.min(cells.width - 1, Math.max(0, Math.round(x)))); // biome-ignore format: one formula
  for (let top = 0; top < area.height; top += tileSide) {
    for (let left = 0; left < area.width; left += tileSide) {
      const tile = {
        x: left,
        y: top,
        width: Math.min(tileSide, area.width - left),
        height: Math.min(tileSide, area.height - top),
      };
      const even = evenLayer(layers, cells, tile, columns, (y) => (area.y + y + 0.5) / scaleY - 0.5 - cells.y); // biome-ignore format: one call
      if (even < 0) continue;
      if (even > 0) {
        for (let y = 0; y < tile.height; y++) {
          const from = (top + y) * area.width + left;
          data.fill(255, from, from + tile.width);
        }
        continue;
      }
      let pixels: Pixels | undefined;
      for (let y = 0; y < tile.height; y++) {
        const cellY = (area.y + top + y + 0.5) / scaleY - 0.5 - cells.y;
        const row = Math.min(cells.height - 1, Math.max(0, Math.round(cellY))) * cells.width;
        const to = (top + y) * area.width + left;
        // What is asked of a cell is asked once for all of its pixels in the row.
        for (let x = 0, end = 0; x < tile.width; x = end) {
          const column = nearestColumns[left + x] ?? 0;
          end = x + 1;
          while (end < tile.width && nearestColumns[left + end] === column) end++;
          const layer = layers[row + column] ?? 0;
          const away = Math.abs(layer);
          const side = away <= softReach ? sides.at(row + column) : undefined;
          if (!side || (away > sharpReach && !side.isSoft)) {
            if (layer > 0) data.fill(255, to + x, to + end);
            continue;
          }
          pixels ??= read({ ...tile, x: area.x + left, y: area.y + top });
          const share = sharesBy(side);
          const depth = depthsAlong(layers, cells, cellY);
          for (; x < end; x++)
            data[to + x] = 255 * share(pixels.data, 4 * (y * tile.width + x), depth(columns[left + x] ?? 0)); // biome-ignore format: one formula
        }
      }
    }
  }
  return { area, coverage: { width: area.width, height: area.height, data } };
}

/** Px of a side of the parts of the picture that are read at once: only those with an edge in them are. */
const tileSide = 64;

/** 1 where a tile lies inside and far from every edge, -1 where it lies outside and far from them, else 0. */
function evenLayer(
  layers: Int8Array,
  { width, height }: Size,
  tile: Rect,
  columns: Float64Array,
  rowOf: (y: number) => number,
): -1 | 0 | 1 {
  const cell = (place: number, length: number) => Math.min(length - 1, Math.max(0, Math.round(place))); // biome-ignore format: one line
  const left = cell(columns[tile.x] ?? 0, width);
  const right = cell(columns[tile.x + tile.width - 1] ?? 0, width);
  const top = cell(rowOf(tile.y), height);
  const bottom = cell(rowOf(tile.y + tile.height - 1), height);
  const sign = Math.sign(layers[top * width + left] ?? 0);
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++)
      if (sign * (layers[y * width + x] ?? 0) <= softReach) return 0;
  return sign > 0 ? 1 : -1;
}

/** For each cell its steps to the edge: 1, 2 … inside, -1, -2 … outside; far from it a step more than is looked at. */
function layersOf(found: Uint8Array, { width }: Size, cells: Rect): Int8Array {
  const layers = new Int8Array(cells.width * cells.height);
  const most = far[1] + 1;
  const isIn = (x: number, y: number) => found[(cells.y + y) * width + cells.x + x] === 1;
  let edge: number[] = [];
  for (let y = 0, i = 0; y < cells.height; y++) {
    for (let x = 0; x < cells.width; x++, i++) {
      const own = isIn(x, y);
      layers[i] = own ? most : -most;
      const isEdge =
        (x > 0 && isIn(x - 1, y) !== own) ||
        (x + 1 < cells.width && isIn(x + 1, y) !== own) ||
        (y > 0 && isIn(x, y - 1) !== own) ||
        (y + 1 < cells.height && isIn(x, y + 1) !== own);
      if (!isEdge) continue;
      layers[i] = own ? 1 : -1;
      edge.push(i);
    }
  }
  for (let step = 2; step <= far[1]; step++) {
    const next: number[] = [];
    const visit = (i: number, sign: number) => {
      if ((layers[i] ?? 0) !== sign * most) return;
      layers[i] = sign * step;
      next.push(i);
    };
    for (const i of edge) {
      const x = i % cells.width;
      const sign = Math.sign(layers[i] ?? 0);
      if (x > 0) visit(i - 1, sign);
      if (x + 1 < cells.width) visit(i + 1, sign);
      if (i >= cells.width) visit(i - cells.width, sign);
      if (i + cells.width < layers.length) visit(i + cells.width, sign);
    }
    edge = next;
  }
  return layers;
}

/** The colours of the two sides of an edge, and the way from the outer to the inner one. */
interface Sides {
  readonly outer: readonly [number, number, number];
  readonly way: readonly [number, number, number];
  /** Squared length of the way. */
  readonly length: number;
  readonly isSoft: boolean;
}

/** Sums of red, green and blue and how many there are, for each side near to and far from the edge. */
const sumsEach = 16;

/** Measures each square of cells together with those around it. */
function sidesOf(layers: Int8Array, small: Pixels, cells: Rect) {
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
  const known: (Sides | undefined)[] = [];
  const isKnown = new Uint8Array(columns * rows);
  const measure = (block: number): Sides | undefined => {
    const pooled = new Float64Array(sumsEach);
    const [column, row] = [block % columns, Math.floor(block / columns)];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
        for (let i = 0; i < sumsEach; i++)
          pooled[i] = (pooled[i] ?? 0) + (sums[sumsEach * (y * columns + x) + i] ?? 0);
    return sidesFrom(pooled);
  };
  return {
    at(cell: number): Sides | undefined {
      const x = Math.floor((cell % cells.width) / blockSide);
      const block = Math.floor(cell / cells.width / blockSide) * columns + x;
      if (!isKnown[block]) known[block] = measure(block);
      isKnown[block] = 1;
      return known[block];
    },
  };
}

function sidesFrom(sums: Float64Array): Sides | undefined {
  const mean = (at: number): readonly [number, number, number] | undefined => {
    const count = sums[at + 3] ?? 0;
    if (count === 0) return undefined;
    return [0, 1, 2].map((c) => (sums[at + c] ?? 0) / count) as unknown as [number, number, number];
  };
  const [innerNear, innerFar, outerNear, outerFar] = [mean(0), mean(4), mean(8), mean(12)];
  if (!innerNear || !outerNear) return undefined;
  if (innerFar && outerFar) {
    const sides = sidesBetween(outerFar, innerFar, true);
    const [inner, outer] = [shareBetween(innerNear, sides), shareBetween(outerNear, sides)];
    if (sides.length > 18 ** 2 && inner < 0.88 && outer > 0.12 && inner > outer) return sides;
  }
  return sidesBetween(outerNear, innerNear, false);
}

type Colour = readonly [number, number, number];

function sidesBetween(outer: Colour, inner: Colour, isSoft: boolean): Sides {
  const way = [inner[0] - outer[0], inner[1] - outer[1], inner[2] - outer[2]] as const;
  return { outer, way, length: way[0] ** 2 + way[1] ** 2 + way[2] ** 2, isSoft };
}

const shareBetween = (colour: Colour, { outer, way, length }: Sides): number =>
  ((colour[0] - outer[0]) * way[0] +
    (colour[1] - outer[1]) * way[1] +
    (colour[2] - outer[2]) * way[2]) /
  Math.max(1, length);

/**
 * How far a pixel is covered, 0…1, by its samples (from `i` on) where the sides' colours differ, else by its depth (cells, inside
 * positive). What is the same for all pixels between two sides is worked out once.
 */
function sharesBy({ outer, way, length, isSoft }: Sides) {
  const [red, green, blue] = outer;
  const [wayRed, wayGreen, wayBlue] = way;
  const scale = Math.max(1, length);
  const reach = 2 * (isSoft ? softReach : sharpReach);
  const trust = length / (length + clearContrast ** 2);
  const steepness = isSoft ? 1 : 1.5;
  return (data: Uint8ClampedArray, i: number, depth: number): number => {
    const along =
      (((data[i] ?? 0) - red) * wayRed +
        ((data[i + 1] ?? 0) - green) * wayGreen +
        ((data[i + 2] ?? 0) - blue) * wayBlue) /
      scale;
    const byPlace = 0.5 + depth / reach;
    const byColour = Math.max(-0.5, Math.min(1.5, along));
    const share = byPlace + (byColour - byPlace) * trust;
    return Math.max(0, Math.min(1, 0.5 + (share - 0.5) * steepness));
  };
}

/** Cells to the edge along a row of pixels, between cells, inside positive. */
function depthsAlong(layers: Int8Array, { width, height }: Size, y: number) {
  const top = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const bottom = Math.min(height - 1, top + 1);
  const ty = Math.max(0, Math.min(1, y - top));
  const [upperRow, lowerRow] = [top * width, bottom * width];
  return (x: number): number => {
    const left = Math.max(0, Math.min(width - 1, Math.floor(x)));
    const right = Math.min(width - 1, left + 1);
    const tx = Math.max(0, Math.min(1, x - left));
    const upper = depthIn(layers, upperRow + left) * (1 - tx) + depthIn(layers, upperRow + right) * tx; // biome-ignore format: one formula
    const lower = depthIn(layers, lowerRow + left) * (1 - tx) + depthIn(layers, lowerRow + right) * tx; // biome-ignore format: one formula
    return upper * (1 - ty) + lower * ty;
  };
}

function depthIn(layers: Int8Array, cell: number): number {
  const layer = layers[cell] ?? 0;
  return layer > 0 ? layer - 0.5 : layer + 0.5;
}
