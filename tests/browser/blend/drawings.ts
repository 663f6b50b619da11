import type { Size } from '../../../utils/base/geometry';
import { areaOfMarks } from '../../../utils/drawing/marks/draw';
import type { DrawingStep, Mark } from '../../../utils/drawing/steps';

/** What is drawn on a picture, and how far a place lies from what may change by it. */
export interface Drawing {
  readonly steps: readonly DrawingStep[];
  /** Image px outside of it, less than 0 inside. */
  distance(x: number, y: number): number;
}

const radius = 90;

/** A disc in the middle, so that what is outside can be told by its distance alone. */
function disc({ width, height }: Size): Drawing {
  const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
  const rect = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  return {
    steps: [{ kind: 'ellipse', mode: 'add', rect }],
    distance: (px, py) => Math.hypot(px - x, py - y) - radius,
  };
}

/** A ring near the middle. */
const ringIn = ({ width, height }: Size): Mark => ({
  ...{ kind: 'ellipse-mark', colour: 'red', size: 8 },
  rect: { x: width / 2 - 20, y: height / 2 - 70, width: 110, height: 90 },
});

function marks(size: Size): Drawing {
  const steps = [ringIn(size)];
  const area = areaOfMarks(steps, size);
  if (!area) throw new Error('the marks lie outside');
  const { x, y, width, height } = area;
  return {
    steps,
    distance(px, py) {
      const [dx, dy] = [Math.max(x - px, px - x - width), Math.max(y - py, py - y - height)];
      return dx > 0 && dy > 0 ? Math.hypot(dx, dy) : Math.max(dx, dy);
    },
  };
}

/** What was painted is all that may change, also where only the marks are sent. */
function discAndMarks(size: Size): Drawing {
  const painted = disc(size);
  return { ...painted, steps: [...painted.steps, ringIn(size)] };
}

export const drawings = { mask: disc, marks, 'mask, marks': discAndMarks } as const;
export type DrawingKind = keyof typeof drawings;
