import type { ReadonlySignal } from '@preact/signals';
import { clamp, type Point, type Rect } from '../../../utils/base/geometry';

/** A box on the image that can be dragged; image px. */
export interface BoxControl {
  /** Undefined while there is nothing to drag. */
  readonly box: ReadonlySignal<Rect | undefined>;
  /** What the box means now, in words. */
  readonly text: ReadonlySignal<string>;
  /** Drags the box as it was at first; returns where it was drawn to, before it took a legal shape. */
  drag(from: Rect, grip: Grip, by: Point): Rect;
  /** The box has come to rest. */
  keep(): void;
  /** Undoes what was dragged since the box last came to rest. */
  takeBack(): void;
}

/** The box of what is sent. */
export interface CropControl extends BoxControl {
  /** True where the user has dragged it. */
  readonly isOwn: ReadonlySignal<boolean>;
  /** Goes back to the box that is chosen by itself. */
  reset(): void;
}

/** What a box is held by: -1 is its left or top edge, 1 its right or bottom one; both 0 is all of it. */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/**
 * The box after a drag, image px: it stays inside its limits and around what it has to hold. Held by
 * no edge it is moved, else these edges are.
 */
export function dragBox(box: Rect, grip: Grip, by: Point, limits: Rect, holds: Rect): Rect {
  const along = (axis: 'x' | 'y', side: 'width' | 'height'): [start: number, length: number] => {
    const [start, length] = [box[axis], box[side]];
    const [first, last] = [holds[axis], holds[axis] + holds[side]];
    const end = start + length;
    const shift = by[axis];
    const [lowest, highest] = [limits[axis], limits[axis] + limits[side]];
    if (grip.x === 0 && grip.y === 0) {
      const most = Math.min(first, highest - length);
      return [clamp(start + shift, Math.max(lowest, last - length), most), length];
    }
    if (grip[axis] < 0) {
      const moved = clamp(start + shift, lowest, first);
      return [moved, end - moved];
    }
    if (grip[axis] > 0) return [start, clamp(end + shift, last, highest) - start];
    return [start, length];
  };
  const [x, width] = along('x', 'width');
  const [y, height] = along('y', 'height');
  return { x, y, width, height };
}

/** The spot of a box that stays where it is while it is dragged by a grip; 0…1 each way. */
export const anchorOf = ({ x, y }: Grip): Point => ({ x: (1 - x) / 2, y: (1 - y) / 2 });
