import type { Point, Stroke } from './strokes';

/** Decoded samples: RGBA, 8 bits each, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** How two pictures of one size differ, in pixels. */
export interface Change {
  readonly total: number;
  /** Farther from every stroke's edge than allowed. */
  readonly outside: number;
  readonly changedOutside: number;
  /** Under a stroke. */
  readonly inside: number;
  readonly changedInside: number;
  /** How far from the strokes' edge the farthest changed pixel lies, image px; below 0 is under them. */
  readonly farthest: number;
}

/**
 * Compares a picture with its original, pixel by pixel. Knows nothing of the extension's own arithmetic:
 * a stroke is all that lies within half its diameter of the pointer's way.
 * @param reach how far from a stroke's edge pixels may change, image px
 * @throws Error where the sizes differ
 */
export function measureChange(
  before: Pixels,
  after: Pixels,
  strokes: readonly Stroke[],
  reach: number,
): Change {
  const { width, height } = before;
  if (after.width !== width || after.height !== height)
    throw new Error(`The saved picture is ${size(after)}, the original ${size(before)}.`);
  const counts = { outside: 0, changedOutside: 0, inside: 0, changedInside: 0 };
  let farthest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < width * height; i += 1) {
    const distance = edgeDistance(
      { x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 },
      strokes,
    );
    const changed = differ(before.data, after.data, i * 4);
    if (changed) farthest = Math.max(farthest, distance);
    if (distance > reach) {
      counts.outside += 1;
      if (changed) counts.changedOutside += 1;
    } else if (distance <= 0) {
      counts.inside += 1;
      if (changed) counts.changedInside += 1;
    }
  }
  return { ...counts, total: width * height, farthest };
}

const size = ({ width, height }: Pixels): string => `${width} × ${height} px`;

function differ(a: Uint8Array, b: Uint8Array, at: number): boolean {
  return (
    a[at] !== b[at] || a[at + 1] !== b[at + 1] || a[at + 2] !== b[at + 2] || a[at + 3] !== b[at + 3]
  );
}

/** Signed distance to the nearest stroke's edge, image px: below 0 under a stroke. */
export function edgeDistance(at: Point, strokes: readonly Stroke[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const { points, diameter } of strokes) {
    for (let i = 0; i < points.length; i += 1) {
      const to = points[i] ?? at;
      const from = points[i - 1] ?? to;
      nearest = Math.min(nearest, segmentDistance(at, from, to) - diameter / 2);
    }
  }
  return nearest;
}

function segmentDistance(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / squared;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(at.x - from.x - part * dx, at.y - from.y - part * dy);
}

/**
 * Holds a change against the promise: nothing outside, and most of what is under the strokes.
 * @throws Error that says what does not hold
 */
export function judge({ changedOutside, inside, changedInside }: Change): void {
  if (changedOutside > 0)
    throw new Error(`${changedOutside} pixels outside the strokes are not what they were.`);
  if (changedInside <= inside / 2)
    throw new Error(`Only ${changedInside} of ${inside} pixels under the strokes changed.`);
}

/** The figures in words. `feather` and `margin` make up the reach that was allowed, image px. */
export function figures(change: Change, feather: number, margin: number): string[] {
  const number = new Intl.NumberFormat('en');
  const part = (count: number, of: number) => `${number.format(count)} of ${number.format(of)}`;
  return [
    `same size, ${number.format(change.total)} pixels`,
    `under the strokes ${part(change.changedInside, change.inside)} changed`,
    `outside ${part(change.changedOutside, change.outside)} changed`,
    `(outside: farther than ${feather} px feather + ${margin} px for the mouse's own steps;`,
    ` the farthest changed pixel lies ${change.farthest.toFixed(1)} px from the strokes)`,
  ];
}
