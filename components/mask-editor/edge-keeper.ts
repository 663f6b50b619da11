import { type Rect, union } from '../../utils/geometry';
import type { MaskStep } from '../../utils/mask/steps';
import { boundsOnCanvas } from './baked-mask';
import { createHardener, isSoft } from './hard-mask';
import { createMaskEdge } from './mask-edge';
import type { Placement } from './placement';

/** Draws the mask's edge where it counts as masked, and knows where that is still to be done. */
export interface EdgeKeeper {
  isStale(): boolean;
  /** The mask has changed in that box, canvas px. */
  add(changed: Rect): void;
  /** @param isWhole draws all of the edge, else what is stale */
  draw(
    mask: HTMLCanvasElement,
    steps: readonly MaskStep[],
    place: Placement,
    isWhole: boolean,
  ): void;
  /** Keeps the dashes where they are. */
  rest(isResting: boolean): void;
  dispose(): void;
}

export function createEdgeKeeper(canvas: HTMLCanvasElement): EdgeKeeper {
  const edge = createMaskEdge(canvas);
  const harden = createHardener();
  let stale: Rect | undefined;
  return {
    isStale: () => stale !== undefined,
    add(changed) {
      stale = stale ? union(stale, changed) : changed;
    },
    draw(mask, steps, place, isWhole) {
      const bounds = boundsOnCanvas(steps, place, mask);
      const hard = steps.some(isSoft) ? harden(mask, bounds) : mask;
      edge.draw(hard, bounds, place.density, isWhole ? undefined : stale);
      stale = undefined;
    },
    rest: edge.rest,
    dispose: edge.dispose,
  };
}
