import type { BrushStroke } from '../steps';
import { innerRadius, radiusAt, smoothed, soundPressure } from './outline';

/** A round-ended line of one width, image px; the last of its points is where the next one begins. */
export interface LinePiece {
  readonly width: number;
  readonly points: (readonly [x: number, y: number])[];
}

/** A stroke whose points grow in place. */
export interface LiveStroke {
  /** The lines of what was added since the last call; each costs the same however long the stroke is. */
  next(): readonly LinePiece[];
}

/** Where the pointer was, where the smoothed line is, and how hard it is pressed there. */
interface Tip {
  readonly raw: readonly [x: number, y: number];
  readonly line: readonly [x: number, y: number];
  readonly pressure: number;
  readonly radius: number;
}

/**
 * Draws a stroke while it grows: lines along its smoothed way, as wide as the outline will be there, and
 * along the pointer's own way, as the finished stroke has them. An outline of the newest points would
 * cost several times as much a frame and end in a provisional cap each time.
 * @param tolerance image px by which a line may be too wide or narrow, to save pieces
 */
export function followStroke(stroke: BrushStroke, tolerance: number): LiveStroke {
  let tip: Tip | undefined;
  let seen = 0;
  return {
    next() {
      const along: LinePiece[] = [];
      const inside: LinePiece[] = [];
      for (; seen < stroke.points.length; seen++) {
        const next = tipAfter(tip, stroke, seen);
        if (!next) continue;
        const from = tip ?? next;
        extend(along, from.line, next.line, 2 * next.radius, tolerance);
        const inner = innerRadius(stroke, from.pressure, next.pressure);
        // Discs around both ends that lie in the line hold all that is between them.
        const isCovered = [from, next].every(
          (end) => lag(end) + inner <= end.radius + 2 * tolerance,
        );
        if (!isCovered) extend(inside, from.raw, next.raw, 2 * inner, 0);
        tip = next;
      }
      return [...along, ...inside];
    },
  };
}

/** How far the smoothed line is behind the pointer, image px. */
const lag = ({ raw, line }: Tip): number => Math.hypot(raw[0] - line[0], raw[1] - line[1]);

/** Undefined where the point adds nothing. */
function tipAfter(before: Tip | undefined, stroke: BrushStroke, index: number): Tip | undefined {
  const [x = Number.NaN, y = Number.NaN, force] = stroke.points[index] ?? [];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const raw = [x, y] as const;
  const pressure = soundPressure(force);
  const radius = radiusAt(stroke, pressure);
  if (!before) return { raw, line: raw, pressure, radius };
  if (before.raw[0] === x && before.raw[1] === y) return undefined;
  return { raw, line: smoothed(stroke, before.line, raw), pressure, radius };
}

function extend(
  pieces: LinePiece[],
  from: readonly [number, number],
  to: readonly [number, number],
  width: number,
  tolerance: number,
): void {
  const last = pieces.at(-1);
  if (last && last.points.at(-1) === from && Math.abs(last.width - width) <= tolerance)
    last.points.push(to);
  else pieces.push({ width, points: [from, to] });
}
