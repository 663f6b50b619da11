import { type StagePoint, stagePoint } from '../../utils/geometry';

/** Turns a pointer's place in the window into one on the stage without asking for layout each time. */
export interface StagePosition {
  of(event: { readonly clientX: number; readonly clientY: number }): StagePoint;
  /** To be called when the stage may have moved in the window. */
  refresh(): void;
  dispose(): void;
}

export function trackStagePosition(stage: HTMLElement): StagePosition {
  let box = stage.getBoundingClientRect();
  let isStale = false;
  const refresh = () => {
    box = stage.getBoundingClientRect();
    isStale = false;
  };
  const invalidate = () => {
    isStale = true;
  };
  const options = { capture: true, passive: true };
  window.addEventListener('scroll', invalidate, options);
  window.addEventListener('resize', invalidate, options);
  return {
    of({ clientX, clientY }) {
      if (isStale) refresh();
      return stagePoint(clientX - box.left, clientY - box.top);
    },
    refresh,
    dispose() {
      window.removeEventListener('scroll', invalidate, options);
      window.removeEventListener('resize', invalidate, options);
    },
  };
}
