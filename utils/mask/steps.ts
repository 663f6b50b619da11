import type { Rect, Size } from '../geometry';

/** Whether a step adds to the masked area or takes from it. */
export type MaskMode = 'add' | 'subtract';

/** x and y in image px, pressure 0…1 (0.5 where the device reports none). */
export type StrokePoint = readonly [x: number, y: number, pressure: number];

/** One pointer stroke, kept as a vector so that it can be drawn at any scale and edited for ever. */
export interface BrushStroke {
  readonly kind: 'stroke';
  readonly mode: MaskMode;
  /** Diameter in image px. */
  readonly size: number;
  /** True where `pressure` was measured by a pen; else it is simulated from the velocity. */
  readonly hasPressure: boolean;
  /**
   * Share of the radius that is fully covered, 0…1; without it 1. From there coverage falls to nothing
   * at the rim. A pixel counts as masked from half coverage on, which is half way between the two.
   */
  readonly hardness?: number | undefined;
  /** True where the way was closed and its inside belongs to the stroke. */
  readonly filled?: boolean | undefined;
  readonly points: readonly StrokePoint[];
}

/** A closed outline, from the lasso. Points in image px; filled by the non-zero rule. */
export interface PolygonStep {
  readonly kind: 'polygon';
  readonly mode: MaskMode;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface RectangleStep {
  readonly kind: 'rectangle';
  readonly mode: MaskMode;
  /** Image px. */
  readonly rect: Rect;
}

/** The ellipse that touches the four sides of `rect`. */
export interface EllipseStep {
  readonly kind: 'ellipse';
  readonly mode: MaskMode;
  /** Image px. */
  readonly rect: Rect;
}

/** Pixels as lengths of runs: any selection, stored compactly and exact to the pixel. */
export interface Runs {
  /** The part of the image that the grid lies over, image px. */
  readonly rect: Rect;
  /** Cells of the grid; as many as `rect` has pixels, or fewer for very large images. */
  readonly grid: Size;
  /** Numbers of cells in a row, row by row from the top left: not covered, covered, not covered … */
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** An area that was computed: similar colours, a grown mask, a mask from a file. */
export interface RunsStep extends Runs {
  readonly kind: 'runs';
  readonly mode: MaskMode;
  /** True where the mask is nothing but this from here on. */
  readonly replaces?: boolean | undefined;
}

/** Masked becomes unmasked and the reverse, over the whole image. */
export interface InvertStep {
  readonly kind: 'invert';
}

/** Nothing is masked any more. A step like others, so that undo brings everything back. */
export interface ClearStep {
  readonly kind: 'clear';
}

/** The mask is what these make of an empty one, applied in order. Plain data, storable as it is. */
export type MaskStep =
  | BrushStroke
  | PolygonStep
  | RectangleStep
  | EllipseStep
  | RunsStep
  | InvertStep
  | ClearStep;
