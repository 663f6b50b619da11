import type { Point, Rect, Size } from '../../../utils/base/geometry';
import type { PackedDrawing } from '../../../utils/drawing/steps';
import type { Hint } from '../../../utils/select/choose';
import type { Area } from './area-tasks';

/** A picture, what is masked of it, and what a hand shows on it; places in image px. */
export interface SelectArgument {
  readonly url: string;
  readonly image: Size;
  /** The mask's steps as one text. */
  readonly mask: PackedDrawing;
  /** The hints that the mask was made by, the oldest first. */
  readonly earlier: readonly Hint[];
  readonly hint: Hint;
  /** Sizes larger (or smaller, where negative) than the usual one. */
  readonly size: number;
}

/** What would be taken. */
export interface ShownThing {
  /** A picture of it, opaque where it is, stretched over `rect`. */
  readonly bitmap: ImageBitmap;
  /** Image px. */
  readonly rect: Rect;
  /** Of the image, 0…1. */
  readonly share: number;
  /** Where the hint was, image px. */
  readonly at: Point;
}

/** What the worker for the tool Select does: arguments and answers, as they travel in messages. */
export interface SelectTasks {
  /** Reads a picture, cuts it into pieces and sees what is masked of it, so that the next answer comes sooner. */
  prepare: { argument: Pick<SelectArgument, 'url' | 'image' | 'mask'>; answer: undefined };
  /** Undefined where nothing would be taken. */
  show: { argument: SelectArgument; answer: ShownThing | undefined };
  /** The place beyond what the hint would take in a direction, or as far as the image goes. */
  walk: { argument: SelectArgument & { direction: Point }; answer: Point };
  /** Works out what `take` would answer, to have it at hand. */
  ready: { argument: SelectArgument; answer: undefined };
  take: { argument: SelectArgument; answer: Area & { share: number } };
}
