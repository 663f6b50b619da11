import type { ReadonlySignal } from '@preact/signals';
import type { Grip } from '../../utils/edits/drag-box';
import type { Point, Rect } from '../../utils/geometry';

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
