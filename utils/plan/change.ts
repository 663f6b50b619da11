import { type Rect, type Size, union } from '../base/geometry';
import { maskBounds } from '../drawing/bounds';
import { areaOfMarks, boxOfMarks } from '../drawing/marks/area';
import { marksIn } from '../drawing/marks/live';
import { type DrawingStep, type MaskStep, maskStepsOf } from '../drawing/steps';
import type { EditJobOptions } from './options';

/** What a drawing asks for: what may change, and what is shown to the model. */
export interface EditChange {
  /** What may change: the mask, or the place of marks without one; empty where that is all of the picture. */
  readonly mask: readonly MaskStep[];
  /** A box of all that and of the marks that go along, image px; undefined where there is neither. */
  readonly bounds: Rect | undefined;
  /** Whether the marks go along, in the place of a mask. */
  readonly markup: boolean;
  /** Whether there are marks alone and they can't go along. */
  readonly needsMarks: boolean;
}

/** How a drawing is to be read. */
interface ChangeOptions extends Pick<EditJobOptions, 'scope'> {
  /** Of the model and the server (see `takesMarks`); without it marks count for nothing. */
  readonly takesMarks: boolean;
}

/**
 * What may change is always the user's own mask where there is one, also where only marks can be sent. For
 * marks alone it is a box around them, or, where the whole image is asked for, all of it.
 */
export function changeOf(
  steps: readonly DrawingStep[],
  image: Size,
  { scope, takesMarks }: ChangeOptions,
): EditChange {
  const mask = maskStepsOf(steps);
  const masked = maskBounds(mask, image);
  const marks = marksIn(steps);
  const marked = boxOfMarks(marks, image);
  if (!marked || !takesMarks)
    return { mask, bounds: masked, markup: false, needsMarks: !!marked && !masked };
  const sent = { markup: true, needsMarks: false };
  if (masked) return { ...sent, mask, bounds: union(masked, marked) };
  const area = scope === 'whole-image' ? undefined : areaOfMarks(marks, image);
  return { ...sent, mask: area ? [rectangle(area)] : [], bounds: area };
}

const rectangle = (rect: Rect): MaskStep => ({ kind: 'rectangle', mode: 'add', rect });
