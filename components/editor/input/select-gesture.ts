import type { BrushStroke, MaskMode, StrokePoint } from '../../../utils/drawing/steps';
import type { Hint } from '../../../utils/select/choose';
import type { Gesture, PointerSample, SketchTarget } from './gesture';

/** CSS px: how thick a stroke is shown, and how far it goes at least before it is more than a click. */
const strokeSize = 5;
const clickReach = 5;
/** CSS px: a way that ends within that of its start and was farther away meanwhile is a loop. */
const closeReach = 24;
const loopReach = 60;

/**
 * A click or a short stroke on a thing, or a loose loop around it.
 * @param onStroke called with its beginning, as soon as it is more than a click
 * @param onHint called with all of it in the end
 */
export function giveHint(
  { model, showSketch }: SketchTarget,
  mode: MaskMode,
  onStroke: (hint: Hint) => void,
  onHint: (hint: Hint) => void,
): Gesture {
  const way: PointerSample[] = [];
  const points: StrokePoint[] = [];
  const size = strokeSize / model.viewport.view.peek().scale;
  const sketch: BrushStroke = { kind: 'stroke', mode, size, hasPressure: false, points };
  const placesOf = (samples: readonly PointerSample[]) =>
    samples.map(({ image: { x, y } }) => ({ x, y }));
  let isStroke = false;
  return {
    move(samples) {
      way.push(...samples);
      for (const { image } of samples) points.push([image.x, image.y, 0.5]);
      if (reachOf(way) <= clickReach) return;
      showSketch(sketch);
      if (!isStroke) onStroke({ kind: 'touch', mode, points: placesOf(way) });
      isStroke = true;
    },
    end() {
      showSketch(undefined);
      const [first] = way;
      if (!first) return;
      const isClick = reachOf(way) <= clickReach;
      const points = placesOf(isClick ? [first] : way);
      onHint({ kind: isLoop(way) ? 'around' : 'touch', mode, points });
    },
    cancel: () => showSketch(undefined),
  };
}

/** CSS px from the start to where it is farthest away. */
function reachOf(way: readonly PointerSample[]): number {
  const [first] = way;
  if (!first) return 0;
  return Math.max(
    ...way.map(({ stage }) => Math.hypot(stage.x - first.stage.x, stage.y - first.stage.y)),
  );
}

function isLoop(way: readonly PointerSample[]): boolean {
  const [last] = way.slice(-1);
  const [first] = way;
  if (!first || !last || reachOf(way) < loopReach) return false;
  return Math.hypot(last.stage.x - first.stage.x, last.stage.y - first.stage.y) <= closeReach;
}
