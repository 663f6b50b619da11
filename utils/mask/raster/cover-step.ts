import { intersect, mapRect, type Placement, rectOf, type Size } from '../../geometry';
import { stepBounds } from '../bounds';
import { hardnessOf } from '../soft-stroke';
import type { RunsStep } from '../steps';
import { coverRuns } from './cover-runs';
import { coverSoftly } from './cover-soft';
import { createFiller } from './fill-shapes';
import { createFlatPath } from './flatten';
import type { SpanSink } from './row-cells';
import { type ShapeStep, shapesOf } from './trace-step';

/** Makes a function that hands over how far a step covers a target's pixels, none of them twice. */
export function createStepCover(
  placement: Placement,
  target: Size,
): (step: ShapeStep | RunsStep, sink: SpanSink) => void {
  const filler = createFiller(target);
  const path = createFlatPath(placement);
  return (step, sink) => {
    if (step.kind === 'stroke' && hardnessOf(step) < 1) {
      coverSoftly(step, placement, target, sink);
      return;
    }
    const bounds = stepBounds(step);
    if (!bounds || !intersect(mapRect(bounds, placement), rectOf(target))) return;
    if (step.kind === 'runs') {
      coverRuns(step, placement, target, sink);
      return;
    }
    for (const [shape, trace] of shapesOf(step).entries()) {
      trace(path);
      filler.add(shape, path.take(), 0, 0);
    }
    filler.fill(sink);
  };
}
