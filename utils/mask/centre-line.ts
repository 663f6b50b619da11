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
  const lines: { width: number; points: StrokePoint[] }[] = [];
  for (const [i, point] of points.entries()) {
    const previous = points[i - 1];
    if (!previous) continue;
    const width = 2 * innerRadius(stroke, previous[2], point[2]);
    const current = lines.at(-1);
    if (current?.width === width) current.points.push(point);
    else lines.push({ width, points: [previous, point] });
  }
  return lines;
}

/** Half the width, image px, of the line between two points of those pressures. */
export const innerRadius = (stroke: BrushStroke, from: number, to: number): number =>
  radiusAt(stroke, stroke.hasPressure ? Math.floor(Math.min(from, to) * levels) / levels : 0);
