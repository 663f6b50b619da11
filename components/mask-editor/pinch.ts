import { type StagePoint, stagePoint } from '../../utils/geometry';
import type { Viewport } from './viewport';

/** Two fingers that move and scale the image. */
export interface Pinch {
  /** Returns true where this finger makes it two. */
  down(pointerId: number, at: StagePoint): boolean;
  /** Returns true where the move belonged to a pinch. */
  move(pointerId: number, at: StagePoint): boolean;
  up(pointerId: number): void;
  reset(): void;
}

export function createPinch(viewport: Viewport): Pinch {
  const fingers = new Map<number, StagePoint>();
  /** After a pinch the finger that stays must not paint. */
  let isPinching = false;
  const pair = () => {
    const [a, b] = [...fingers.values()];
    return a && b && { middle: middleOf(a, b), distance: Math.hypot(a.x - b.x, a.y - b.y) };
  };
  return {
    down(pointerId, at) {
      fingers.set(pointerId, at);
      if (fingers.size >= 2) isPinching = true;
      return isPinching;
    },
    move(pointerId, at) {
      if (!isPinching || !fingers.has(pointerId)) return false;
      const before = pair();
      fingers.set(pointerId, at);
      const after = pair();
      if (!before || !after) return true;
      viewport.pan(after.middle.x - before.middle.x, after.middle.y - before.middle.y);
      if (before.distance > 0) viewport.zoom(after.distance / before.distance, after.middle);
      return true;
    },
    up(pointerId) {
      fingers.delete(pointerId);
      if (fingers.size === 0) isPinching = false;
    },
    reset() {
      fingers.clear();
      isPinching = false;
    },
  };
}

const middleOf = (a: StagePoint, b: StagePoint): StagePoint =>
  stagePoint((a.x + b.x) / 2, (a.y + b.y) / 2);
