import { intersect, rectOf, type Size } from '../geometry';
import { markBounds } from '../markup/mark-bounds';
import { stepBounds } from '../mask/bounds';
import { type DrawingStep, isMark } from './steps';

/** Whether a step leaves anything on an image of that size. */
export function touchesImage(step: DrawingStep, imageSize: Size): boolean {
  if (step.kind === 'invert' || step.kind === 'clear') return true;
  const box = isMark(step) ? markBounds(step) : stepBounds(step);
  return box !== undefined && intersect(box, rectOf(imageSize)) !== undefined;
}
