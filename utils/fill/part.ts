import { areaOf, grow, intersect, type Rect, rectOf, type Size, union } from '../base/geometry';
import { boundsOf, cropRaster, type Raster } from '../pixels/raster';

/** A part of a picture with a hole in it, cut out with what it may be filled from. */
export interface FillPart {
  readonly picture: Raster;
  /** 1 for each pixel that is to be filled, as large as the picture. */
  readonly hole: Uint8Array<ArrayBuffer>;
  /** 1 for each pixel that must not be copied. */
  readonly banned: Uint8Array<ArrayBuffer>;
}

/** A hole's own box, and the part of the picture that it is filled from; image px. */
export interface PartPlan {
  readonly box: Rect;
  readonly area: Rect;
}

/** Surroundings that a hole gets at least on each side, px. */
const leastSurroundings = 64;
/** Surroundings of that many px on each side are enough for a hole that is not much larger itself. */
const enough = 600;
/** Squares of that many px are looked at as one when holes are told apart. */
const cellPx = 16;

/** The holes of a picture: 1 for each pixel of `region` (image px) that is to be filled, rows from the top. */
export interface Holes {
  readonly region: Rect;
  readonly data: Uint8Array;
}

/**
 * Where holes lie apart each is filled from its own surroundings, so that two spots in opposite corners don't cost as much as
 * all of the picture; those close together are filled as one.
 */
export function planParts({ region, data }: Holes, image: Size): PartPlan[] {
  return joinNear(boxesOf(data, region)).map((inRegion) => {
    const count = countIn(data, region, inRegion);
    const box = { ...inRegion, x: inRegion.x + region.x, y: inRegion.y + region.y };
    const side = Math.max(box.width, box.height);
    const wide = Math.min(side, 2 * Math.sqrt(count));
    // A large hole has pixels enough around it, and memory goes with the square.
    const by = Math.max(
      leastSurroundings,
      Math.round(Math.min(wide, Math.max(enough, 0.5 * side))),
    );
    return { box, area: intersect(grow(box, by), rectOf(image)) ?? box };
  });
}

/** A box around each hole that hangs together. */
function boxesOf(hole: Uint8Array, { width, height }: Size): Rect[] {
  const columns = Math.ceil(width / cellPx);
  const rows = Math.ceil(height / cellPx);
  const marked = new Uint8Array(columns * rows);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(y / cellPx) * columns;
    for (let x = 0; x < width; x += 1, at += 1)
      if (hole[at]) marked[row + Math.floor(x / cellPx)] = 1;
  }
  const boxes: Rect[] = [];
  for (let start = marked.indexOf(1); start >= 0; start = marked.indexOf(1, start)) {
    const cells = takeRegion(marked, columns, rows, start);
    const area = { x: cells.x * cellPx, y: cells.y * cellPx, width: cells.width * cellPx, height: cells.height * cellPx }; // biome-ignore format: one box
    const inside = intersect(area, rectOf({ width, height })) ?? area;
    boxes.push(tightened(hole, width, inside));
  }
  return boxes;
}

/** Clears the cells that hang together with `start`, diagonals too, and returns their box. */
function takeRegion(marked: Uint8Array, columns: number, rows: number, start: number): Rect {
  const open = [start];
  marked[start] = 0;
  let box: Rect = { x: start % columns, y: Math.floor(start / columns), width: 1, height: 1 };
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    box = union(box, { x, y, width: 1, height: 1 });
    for (let dy = -1; dy <= 1; dy += 1)
      for (let dx = -1; dx <= 1; dx += 1) {
        const beside = (y + dy) * columns + x + dx;
        const isInside = x + dx >= 0 && x + dx < columns && y + dy >= 0 && y + dy < rows;
        if (!isInside || !marked[beside]) continue;
        marked[beside] = 0;
        open.push(beside);
      }
  }
  return box;
}

function tightened(hole: Uint8Array, stride: number, { x, y, width, height }: Rect): Rect {
  const part = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (y + row) * stride + x;
    part.set(hole.subarray(from, from + width), row * width);
  }
  const box = boundsOf(part, { width, height }, 1);
  return box ? { ...box, x: x + box.x, y: y + box.y } : { x, y, width, height };
}

/** As near as half their size two holes are one: what one is filled from is what is around both. */
function joinNear(boxes: readonly Rect[]): Rect[] {
  const joined: Rect[] = [];
  for (const box of boxes) {
    let all = box;
    for (let i = 0; i < joined.length; ) {
      const other = joined[i] as Rect;
      const reach = 16 + Math.min(sideOf(all), sideOf(other)) / 2;
      if (!intersect(grow(all, reach), other)) i += 1;
      else {
        all = union(all, other);
        joined.splice(i, 1);
        i = 0; // it reaches farther now
      }
    }
    joined.push(all);
  }
  return joined;
}

const sideOf = ({ width, height }: Rect): number => Math.max(width, height);

function countIn(hole: Uint8Array, { width: stride }: Size, { x, y, width, height }: Rect): number {
  let count = 0;
  for (let row = y; row < y + height; row += 1)
    for (let at = row * stride + x; at < row * stride + x + width; at += 1) count += hole[at] ?? 0;
  return count;
}

/**
 * Cuts a part out of the picture. Holes of other parts that reach into it are not filled with it, and nothing is copied from them.
 * @param noCopy anything but 0 for each pixel of the part's area that must not be copied
 */
export function cutPart(
  picture: Raster,
  { region, data }: Holes,
  { box, area }: PartPlan,
  noCopy?: ArrayLike<number>,
): FillPart {
  const hole = new Uint8Array(areaOf(area));
  const banned = noCopy ? Uint8Array.from(noCopy, (value) => (value ? 1 : 0)) : new Uint8Array(areaOf(area)); // biome-ignore format: one choice
  const common = intersect(area, region);
  for (let y = common?.y ?? 0; common && y < common.y + common.height; y += 1) {
    const isInRows = y >= box.y && y < box.y + box.height;
    for (let x = common.x; x < common.x + common.width; x += 1) {
      if (!data[(y - region.y) * region.width + x - region.x]) continue;
      const isOwn = isInRows && x >= box.x && x < box.x + box.width;
      (isOwn ? hole : banned)[(y - area.y) * area.width + x - area.x] = 1;
    }
  }
  return { picture: cropRaster(picture, area), hole, banned };
}
