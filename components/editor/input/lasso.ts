import type { ImagePoint } from '../../../utils/base/geometry';
import type { MaskMode } from '../../../utils/drawing/steps';
import type { Gesture, PointerSample, SketchTarget } from './gesture';

/** CSS px that a click may move without being a drag, and within which the first corner is met again. */
const clickReach = 5;
const closeReach = 9;

/**
 * A lasso. Dragging draws a free outline that closes when the pointer is let go. A click sets a corner,
 * and from then on clicks and drags go on with the outline until it is closed or left.
 */
export interface Lasso {
  /** Whether an outline waits for more corners. */
  isOpen(): boolean;
  begin(mode: MaskMode): Gesture;
  /** The pointer moves without being down: the outline's last side follows. */
  hover(at: ImagePoint): void;
  /** Adds the outline to the mask; one of fewer than three corners is dropped. */
  close(): void;
  /** Leaves the outline without a trace. */
  leave(): void;
  /** Takes the corner back that was set last. */
  back(): void;
}

/** Points of an outline, image px; one entry for each click or drag, so that each can be taken back. */
type Part = readonly (readonly [x: number, y: number])[];

const rounded = (value: number): number => Math.round(value * 100) / 100;

export function createLasso({ model, showSketch }: SketchTarget): Lasso {
  let parts: readonly Part[] = [];
  let mode: MaskMode = 'add';

  const show = (more: Part) =>
    showSketch({ kind: 'polygon', mode, points: [...parts.flat(), ...more] });
  const keep = (next: readonly Part[]) => {
    parts = next;
    model.activity.outlining.value = parts.length > 0;
  };
  const leave = () => {
    keep([]);
    showSketch(undefined);
  };
  const close = () => {
    const points = parts.flat();
    const outline = { kind: 'polygon', mode, points } as const;
    leave();
    if (points.length > 2) model.drawing.add(outline);
  };
  const meetsFirst = ([x, y]: readonly [number, number]): boolean => {
    const first = parts[0]?.[0];
    const reach = closeReach / model.viewport.view.peek().scale;
    return parts.length > 2 && !!first && Math.hypot(first[0] - x, first[1] - y) <= reach;
  };

  return {
    isOpen: () => parts.length > 0,
    begin(newMode) {
      if (parts.length === 0) mode = newMode;
      let way: Part = [];
      let from: PointerSample | undefined;
      let reach = 0;
      return {
        move(samples) {
          from ??= samples[0];
          for (const { stage } of samples) {
            if (!from) continue;
            reach = Math.max(reach, Math.hypot(stage.x - from.stage.x, stage.y - from.stage.y));
          }
          const added = samples.map(({ image }) => [rounded(image.x), rounded(image.y)] as const);
          way = [...way, ...added];
          show(way);
        },
        end() {
          const [first] = way;
          if (!first) return;
          const isClick = reach <= clickReach;
          if (isClick && meetsFirst(first)) return close();
          const wasOpen = parts.length > 0;
          keep([...parts, isClick ? [first] : way]);
          if (isClick || wasOpen) show([]);
          else close();
        },
        cancel: () => (parts.length > 0 ? show([]) : showSketch(undefined)),
      };
    },
    hover({ x, y }) {
      if (parts.length > 0) show([[x, y]]);
    },
    close,
    leave,
    back() {
      keep(parts.slice(0, -1));
      if (parts.length === 0) leave();
      else show([]);
    },
  };
}

/** Enter closes an open outline, Escape leaves it, Backspace and Delete take its last corner back. */
export function listenToLassoKeys(stage: HTMLElement, lasso: Lasso): () => void {
  const actions: Readonly<Record<string, (() => void) | undefined>> = {
    Enter: lasso.close,
    Escape: lasso.leave,
    Backspace: lasso.back,
    Delete: lasso.back,
  };
  const onKey = (event: KeyboardEvent) => {
    const action = lasso.isOpen() ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the keyboard brush has other uses for Enter and Escape
    action();
  };
  stage.addEventListener('keydown', onKey);
  return () => stage.removeEventListener('keydown', onKey);
}
