import type { StagePoint } from '../../utils/geometry';
import type { MaskEditorModel } from './mask-editor-model';

/** Two taps of a finger on one place: there into the picture, or back to all of it. */
export interface DoubleTap {
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
  let stepsBefore = 0;
  const isNear = (a: StagePoint, b: StagePoint) => Math.hypot(a.x - b.x, a.y - b.y) <= reach;

  function zoom(at: StagePoint): void {
    // The first tap was a dot when nobody knew that a second one would follow.
    while (model.state.peek().steps.length > stepsBefore) model.undo();
    if (model.viewport.isFitted.peek()) model.viewport.zoom(zoomFactor, at);
    else model.viewport.fit();
  }

  return {
    down(at, time) {
      const isSecond = !!tapped && time - tapped.time <= pause && isNear(at, tapped.at);
      if (!isSecond) stepsBefore = model.state.peek().steps.length;
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
