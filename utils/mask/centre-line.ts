import { radiusAt, soundPoints } from './outline';
import type { BrushStroke, StrokePoint } from './steps';

/** A round-ended line of one width that lies inside a stroke, image px. */
export interface CentreLine {
  readonly width: number;
  readonly points: readonly StrokePoint[];
}

/** Steps of pressure that get lines of their own. */
const levels = 8;

/**
 * Lines along the pointer's way, to be stroked beside filling the outline. Where a hand scribbles in
 * bends tighter than the brush, an outline folds over itself and leaves holes (measured: up to a
 * third of what the brush went over); these lines cover them.
 */
export function centreLines(stroke: BrushStroke): CentreLine[] {
  const points = soundPoints(stroke.points);
  if (points.length < 2 || !(stroke.size > 0)) return [];
  if (!stroke.hasPressure) return [{ width: 2 * radiusAt(stroke, 0), points }];
  const lines: { level: number; width: number; points: StrokePoint[] }[] = [];
  for (const [i, point] of points.entries()) {
    const previous = points[i - 1];
    if (!previous) continue;
    const level = Math.floor(Math.min(previous[2], point[2]) * levels);
    const current = lines.at(-1);
    if (current?.level === level) current.points.push(point);
    else
      lines.push({ level, width: 2 * radiusAt(stroke, level / levels), points: [previous, point] });
  }
  return lines;
}
