import type { Rect } from '../geometry';
import type { MaskStep, StrokePoint } from './steps';

/** How one image lies in another: px of the one × scale + offset = px of the other. */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

function mapStep(step: MaskStep, { scaleX, scaleY, x, y }: Placement): MaskStep {
  const mapRect = (rect: Rect): Rect => ({
    x: rect.x * scaleX + x,
    y: rect.y * scaleY + y,
    width: rect.width * scaleX,
    height: rect.height * scaleY,
  });
  if (step.kind === 'stroke')
    return {
      ...step,
      size: step.size * Math.sqrt(scaleX * scaleY),
      points: step.points.map(
        ([px, py, pressure]): StrokePoint => [px * scaleX + x, py * scaleY + y, pressure],
      ),
    };
  if (step.kind === 'polygon')
    return {
      ...step,
      points: step.points.map(([px, py]) => [px * scaleX + x, py * scaleY + y] as const),
    };
  return 'rect' in step ? { ...step, rect: mapRect(step.rect) } : step;
}

/** The same mask on an image that the first one is a part or another size of. */
export const mapSteps = (steps: readonly MaskStep[], to: Placement): MaskStep[] =>
  steps.map((step) => mapStep(step, to));
