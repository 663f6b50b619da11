import {
  boxAround,
  grow,
  intersect,
  type Rect,
  rectOf,
  roundOut,
  type Size,
  union,
} from '../base/geometry';
import { reachOf, soundPoints } from './mask/outline';
import type { MaskMode, MaskStep } from './steps';

type PaintStep = Extract<MaskStep, { readonly mode: MaskMode }>;

/** Boxes around what is masked and around what is not; both may be too large, never too small. */
interface Extent {
  readonly masked: Rect | undefined;
  readonly unmasked: Rect | undefined;
}

/**
 * A box of whole image px, inside the image, that holds everything masked; it may be larger than
 * needed (erasing with the brush does not shrink it). Undefined where nothing is masked.
 */
export function maskBounds(steps: readonly MaskStep[], imageSize: Size): Rect | undefined {
  const image = rectOf(imageSize);
  let extent: Extent = { masked: undefined, unmasked: image };
  for (const step of steps) extent = after(extent, step, image);
  return extent.masked;
}

/** The box of what a step paints or erases, image px, not clipped; undefined where that is nothing. */
export function stepBounds(step: PaintStep): Rect | undefined {
  if (step.kind === 'rectangle' || step.kind === 'ellipse' || step.kind === 'runs')
    return soundRect(step.rect);
  if (step.kind === 'stroke') {
    return step.size > 0 ? boxOf(soundPoints(step.points), reachOf(step) / 2) : undefined;
  }
  return step.points.length > 2 ? boxOf(step.points, 0) : undefined;
}

function after(extent: Extent, step: MaskStep, image: Rect): Extent {
  if (step.kind === 'clear') return { masked: undefined, unmasked: image };
  if (step.kind === 'invert') return { masked: extent.unmasked, unmasked: extent.masked };
  const bounds = stepBounds(step);
  const box = bounds && intersect(roundOut(bounds), image);
  if (step.kind === 'runs' && step.replaces) return { masked: box, unmasked: image };
  if (!box) return extent;
  const { masked, unmasked } = extent;
  return step.mode === 'add'
    ? { masked: joined(masked, box), unmasked: without(unmasked, step) }
    : { masked: without(masked, step), unmasked: joined(unmasked, box) };
}

const joined = (box: Rect | undefined, other: Rect): Rect => (box ? union(box, other) : other);

/** Only a rectangle that covers the whole box empties it for sure. */
function without(box: Rect | undefined, step: PaintStep): Rect | undefined {
  if (!box || step.kind !== 'rectangle') return box;
  const common = intersect(box, step.rect);
  return common && common.width === box.width && common.height === box.height ? undefined : box;
}

function boxOf(points: readonly (readonly number[])[], margin: number): Rect | undefined {
  const box = boxAround(points);
  return box && soundRect(grow(box, margin));
}

const soundRect = (rect: Rect): Rect | undefined =>
  rect.width > 0 && rect.height > 0 && Number.isFinite(rect.x + rect.y + rect.width + rect.height)
    ? rect
    : undefined;
