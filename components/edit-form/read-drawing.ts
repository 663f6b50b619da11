import { type DrawingStep, maskStepsOf } from '../../utils/drawing/steps';
import { rectOf, type Size } from '../../utils/geometry';
import { erases, withoutMask } from '../../utils/markup/live-steps';
import { hasMarks } from '../../utils/markup/marks-in';
import { maskBounds } from '../../utils/mask/bounds';
import { renderCoverage } from '../../utils/mask/render-mask';

/** Longer side of the small mask that is looked at, px. */
const lookSide = 384;
/** Coverage, 0…255, below which smoothed edges of what was erased are as good as nothing. */
const traceOfErased = 8;

/** A drawing never changes, and an image's size neither. */
const known = new WeakMap<readonly DrawingStep[], readonly DrawingStep[]>();

/**
 * The drawing as a job reads it: marks beside a mask of which the eraser has left nothing are marks alone,
 * and so something else changes.
 */
export function readDrawing(steps: readonly DrawingStep[], image: Size): readonly DrawingStep[] {
  const before = known.get(steps);
  if (before) return before;
  const read = hasMarks(steps) && isErased(steps, image) ? withoutMask(steps) : steps;
  known.set(steps, read);
  return read;
}

/** Whether a mask is beside the marks, as a job sees it. */
export const hasMaskLeft = (steps: readonly DrawingStep[], image: Size): boolean =>
  maskBounds(maskStepsOf(readDrawing(steps, image)), image) !== undefined;

function isErased(steps: readonly DrawingStep[], image: Size): boolean {
  const mask = maskStepsOf(steps);
  if (!mask.some(erases) || !maskBounds(mask, image)) return false;
  const scale = Math.min(1, lookSide / Math.max(image.width, image.height));
  const look = {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  };
  const { data } = renderCoverage(mask, rectOf(image), look);
  return data.every((value) => value < traceOfErased);
}
