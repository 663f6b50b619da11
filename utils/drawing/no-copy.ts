import {
  type AreaStep,
  type BrushStroke,
  type DrawingStep,
  erases,
  isNoCopy,
  type NoCopyStroke,
  sinceLastClear,
} from './steps';

/** Strokes never change, and what is made for one (its outline) hangs on the object. */
const strokes = new WeakMap<NoCopyStroke, BrushStroke>();

/** The stroke that covers the same place; its points are the very same list. */
export function asStroke(step: NoCopyStroke): BrushStroke {
  const known = strokes.get(step);
  if (known) return known;
  const { size, hasPressure, points } = step;
  const stroke: BrushStroke = { kind: 'stroke', mode: 'add', size, hasPressure, points };
  strokes.set(step, stroke);
  return stroke;
}

const none: readonly AreaStep[] = [];

/** A drawing never changes. */
const areas = new WeakMap<readonly DrawingStep[], readonly AreaStep[]>();

/**
 * The steps that make the area which must not be copied, as those of a mask do; empty where none was drawn since the drawing
 * was cleared. Whatever takes from the mask takes from it as well; the same list for the same drawing.
 */
export function noCopyStepsOf(steps: readonly DrawingStep[]): readonly AreaStep[] {
  const known = areas.get(steps);
  if (known) return known;
  const since = sinceLastClear(steps);
  const area = since
    .slice(Math.max(0, since.findIndex(isNoCopy)))
    .flatMap((step) => (isNoCopy(step) ? [asStroke(step), ...(step.less ?? [])] : erases(step) ? step : [])); // biome-ignore format: one choice
  const found = since.some(isNoCopy) ? area : none;
  areas.set(steps, found);
  return found;
}

/**
 * What of a drawing belongs to the picture and not to the one wish: what must not be copied still must not where the picture goes
 * on from a result.
 */
export function carriedNoCopy(steps: readonly DrawingStep[]): NoCopyStroke[] {
  const since = sinceLastClear(steps);
  return since.flatMap((step, i) => {
    if (!isNoCopy(step)) return [];
    const less = [...(step.less ?? []), ...since.slice(i).filter(erases)];
    return { ...step, carried: true, ...(less.length > 0 && { less }) };
  });
}

/** A drawing never changes. */
const others = new WeakMap<readonly DrawingStep[], readonly DrawingStep[]>();

/** The drawing as all know it that copy nothing: two that differ only in what must not be copied ask a model for the same. */
export function withoutNoCopy(steps: readonly DrawingStep[]): readonly DrawingStep[] {
  if (!steps.some(isNoCopy)) return steps;
  const known = others.get(steps);
  if (known) return known;
  const left = steps.filter((step) => !isNoCopy(step));
  others.set(steps, left);
  return left;
}
