import { imagePoint, mapRect, type Placement, type Point } from '../base/geometry';
import { type DrawingStep, isMark, type Mark, type StrokePoint } from './steps';

function mapMark(mark: Mark, placement: Placement): Mark {
  const { scaleX, scaleY, x, y } = placement;
  const size = mark.size * Math.sqrt(scaleX * scaleY);
  if (mark.kind === 'ellipse-mark') return { ...mark, size, rect: mapRect(mark.rect, placement) };
  if (mark.kind === 'arrow-mark') {
    const mapPoint = (at: Point) => imagePoint(at.x * scaleX + x, at.y * scaleY + y);
    return { ...mark, size, from: mapPoint(mark.from), to: mapPoint(mark.to) };
  }
  const points = mark.points.map(([px, py]) => [px * scaleX + x, py * scaleY + y] as const);
  return { ...mark, size, points };
}

function mapStep(step: DrawingStep, placement: Placement): DrawingStep {
  const { scaleX, scaleY, x, y } = placement;
  const mapPoint = (px: number, py: number) => [px * scaleX + x, py * scaleY + y] as const;
  if (step.kind === 'stroke' || step.kind === 'no-copy')
    return {
      ...step,
      size: step.size * Math.sqrt(scaleX * scaleY),
      points: step.points.map(([px, py, pressure]): StrokePoint => [...mapPoint(px, py), pressure]),
    };
  if (step.kind === 'polygon')
    return { ...step, points: step.points.map(([px, py]) => mapPoint(px, py)) };
  if (isMark(step)) return mapMark(step, placement);
  return 'rect' in step ? { ...step, rect: mapRect(step.rect, placement) } : step;
}

/** The same drawing on an image that the first one is a part or another size of. */
export const mapSteps = (steps: readonly DrawingStep[], to: Placement): DrawingStep[] =>
  steps.map((step) => mapStep(step, to));
