import type { ImagePoint, Rect } from '../geometry';

/** The colours of marks, as CSS and every decoder know them: pure ones, which a model tells apart. */
export const markColours = {
  red: '#ff0000',
  yellow: '#ffd400',
  green: '#00b02e',
  blue: '#0050ff',
  black: '#000000',
  white: '#ffffff',
} as const;
export type MarkColour = keyof typeof markColours;

interface MarkBase {
  readonly colour: MarkColour;
  /** Thickness of the line, image px. */
  readonly size: number;
}

/** A line by a free hand. */
export interface PenMark extends MarkBase {
  readonly kind: 'pen-mark';
  /** Image px. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A straight arrow whose head is at `to`, image px. */
export interface ArrowMark extends MarkBase {
  readonly kind: 'arrow-mark';
  readonly from: ImagePoint;
  readonly to: ImagePoint;
}

/** The outline of the ellipse that touches the four sides of `rect` (image px). */
export interface EllipseMark extends MarkBase {
  readonly kind: 'ellipse-mark';
  readonly rect: Rect;
}

/**
 * A hint for the model, drawn over the picture that it sees and never over the one that is kept: "move
 * this there". Part of no mask.
 */
export type Mark = PenMark | ArrowMark | EllipseMark;
