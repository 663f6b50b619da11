import type { Rect } from '../geometry';

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

/** Masked becomes unmasked and the reverse, over the whole image. */
export interface InvertStep {
  readonly kind: 'invert';
}

/** Nothing is masked any more. A step like others, so that undo brings everything back. */
export interface ClearStep {
  readonly kind: 'clear';
}

/** The mask is what these make of an empty one, applied in order. Plain data, storable as it is. */
export type MaskStep = BrushStroke | PolygonStep | RectangleStep | InvertStep | ClearStep;
