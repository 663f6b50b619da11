import type { Point, Size } from '../../../utils/base/geometry';
import type { Similarity } from '../../../utils/drawing/mask/select';
import type { PackedDrawing, Runs } from '../../../utils/drawing/steps';

/** What an area was computed to be. */
export interface Area {
  /** Undefined where it is empty. */
  readonly runs: Runs | undefined;
  /** Cells for one image px and direction: 1, or less where the image is very large. */
  readonly scale: number;
}

/** What the area worker does: arguments and answers, as they travel in messages. */
export interface AreaTasks {
  /** The pixels of the picture at `url` that look like the one at `seed` (image px). */
  similar: { argument: PictureArgument & { seed: Point } & Similarity; answer: Area };
  grow: { argument: MaskArgument & { by: number }; answer: Area };
  count: { argument: MaskArgument; answer: number };
  /** The mask as PNG of the image's size, white and transparent where masked. */
  export: { argument: MaskArgument; answer: Blob };
  import: { argument: { file: Blob; image: Size }; answer: Area };
  /** All people in the picture, with the soft edge that they have in it. */
  people: { argument: PictureArgument; answer: Area };
  /** Where two versions of a picture differ by more than `tolerance` (0…255). */
  difference: { argument: PictureArgument & { otherUrl: string; tolerance: number }; answer: Area };
}

interface PictureArgument {
  readonly url: string;
  readonly image: Size;
}

interface MaskArgument {
  /** The mask's steps as one text, which is copied to the worker many times as fast as lists of points. */
  readonly mask: PackedDrawing;
  readonly image: Size;
}
