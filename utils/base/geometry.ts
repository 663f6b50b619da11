declare const space: unique symbol;

/** A position. Which unit it has is said by its brand. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A position in image px: (0, 0) is the top left corner of the upright image. */
export type ImagePoint = Point & { readonly [space]: 'image' };

/** A position in CSS px inside the stage's element. */
export type StagePoint = Point & { readonly [space]: 'stage' };

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint;
export const stagePoint = (x: number, y: number): StagePoint => ({ x, y }) as StagePoint;

/** Width and height; the unit is the context's (image px unless said otherwise). */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An axis-aligned box: left edge `x`, top edge `y`, exclusive right edge `x + width`. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

export const areaOf = ({ width, height }: Size): number => width * height;

export const rectOf = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height });

/** `value` limited to `low`…`high`; `low` wins where the two cross. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

/** The common part of two boxes, or undefined where they share no pixel. */
export function intersect(a: Rect, b: Rect): Rect | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The smallest box that holds both. */
export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The smallest box around points, those left out that have no finite place; undefined without any. */
export function boxAround(points: Iterable<readonly number[]>): Rect | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = Number.NaN, y = Number.NaN] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** `rect` with `by` added on each of its four sides. */
export const grow = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
});

/** The smallest box on whole pixels that holds `rect`. */
export function roundOut(rect: Rect): Rect {
  const x = Math.floor(rect.x);
  const y = Math.floor(rect.y);
  return {
    x,
    y,
    width: Math.ceil(rect.x + rect.width) - x,
    height: Math.ceil(rect.y + rect.height) - y,
  };
}

/** How one plane lies in another, as images or pixels do: place × scale + offset = place in the other. */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

/** A box in the other plane. */
export const mapRect = (rect: Rect, { scaleX, scaleY, x, y }: Placement): Rect => ({
  x: rect.x * scaleX + x,
  y: rect.y * scaleY + y,
  width: rect.width * scaleX,
  height: rect.height * scaleY,
});

/** Whether a point lies on an area that begins at (0, 0). */
export const isInside = ({ x, y }: Point, { width, height }: Size): boolean =>
  x >= 0 && y >= 0 && x < width && y < height;
