import { strangerBox } from '../gallery/scenes/harbour/harbour';

/** A place in the picture, image px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the pointer does. */
export interface Gesture {
  /** Diameter of the brush, CSS px on the stage. */
  readonly brush: number;
  /** Corners of the pointer's way, image px. */
  readonly points: readonly Point[];
}

/** The same on the picture. */
export interface Stroke {
  /** Image px. */
  readonly diameter: number;
  readonly points: readonly Point[];
}

const { left, top, width, height } = strangerBox;
const middle = left + width / 2;
const soles = top + height - 8;

/** Somebody brushes the stranger away: once down the figure, then along the shadow, which falls to the right. */
export const strangerGestures: readonly Gesture[] = [
  {
    brush: 36,
    points: [
      { x: middle + 2, y: top + 34 },
      { x: middle - 6, y: top + 160 },
      { x: middle + 6, y: top + 300 },
      { x: middle, y: soles - 20 },
    ],
  },
  {
    brush: 24,
    points: [
      { x: middle - 10, y: soles - 10 },
      { x: middle + 150, y: soles },
      { x: middle + 365, y: soles + 24 },
    ],
  },
];

/** What is asked for in the stranger's place. */
export const strangerPrompt = 'the empty quay';
