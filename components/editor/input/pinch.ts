import { type StagePoint, stagePoint } from '../../../utils/base/geometry';
import type { DrawingHistory } from '../../../utils/drawing/history';
import type { MaskEditorModel } from '../core/model';
import type { Viewport } from '../core/viewport';

/** Two fingers that move and scale the image. */
interface Pinch {
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

/** Two taps of a finger on one place: there into the picture, or back to all of it. */
interface DoubleTap {
  down(at: StagePoint, time: number): void;
  /** Returns true where this finger ends a double tap, whose marks are to be taken back. */
  up(at: StagePoint, time: number): boolean;
  /** This touch is no tap. */
  spoil(): void;
}

/** ms and CSS px: how short a tap is, how soon the next one comes, how near to the first. */
const tapTime = 250;
const pause = 300;
const reach = 20;
/** How far a double tap zooms in, against the fitted image. */
const zoomFactor = 3;

export function createDoubleTap(model: MaskEditorModel): DoubleTap {
  let started: { at: StagePoint; time: number; isSecond: boolean } | undefined;
  let tapped: { at: StagePoint; time: number } | undefined;
  let before: DrawingHistory | undefined;
  const isNear = (a: StagePoint, b: StagePoint) => Math.hypot(a.x - b.x, a.y - b.y) <= reach;

  function zoom(at: StagePoint): void {
    // The first tap was a dot when nobody knew that a second one would follow.
    if (before) model.drawing.restore(before);
    if (model.viewport.isFitted.peek()) model.viewport.zoom(zoomFactor, at);
    else model.viewport.fit();
  }

  return {
    down(at, time) {
      const isSecond = !!tapped && time - tapped.time <= pause && isNear(at, tapped.at);
      if (!isSecond) before = model.drawing.history.peek();
      started = { at, time, isSecond };
      tapped = undefined;
    },
    up(at, time) {
      const touch = started;
      started = undefined;
      if (!touch || time - touch.time > tapTime || !isNear(at, touch.at)) return false;
      if (touch.isSecond) {
        zoom(at);
        return true;
      }
      tapped = { at, time };
      return false;
    },
    spoil() {
      started = undefined;
      tapped = undefined;
    },
  };
}
