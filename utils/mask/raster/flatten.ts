import type { Placement } from '../../geometry';
import type { PathSink } from '../outline';

/** Takes closed curves in image px and gives them back as straight lines in target px. */
export interface FlatPath extends PathSink {
  lineTo(x: number, y: number): void;
  /** Adds an arc of the ellipse with those radii: from an angle on, by `turn` (radians, + as x turns to y). */
  arcTo(centre: readonly number[], radii: readonly number[], from: number, turn: number): void;
  /** The lines since the last call, x and y of both ends; valid until the next curve begins. */
  take(): Float64Array;
}

/** How far a line may be from its curve, target px; of a pixel at the edge at most two in 100. */
const flatness = 0.02;
/** Lines that a curve becomes at most, however large it is. */
const mostParts = 1024;
/** Places further out, target px, are moved here, as are those that are no numbers: all can be counted with. */
const farthest = 1e8;
const near = (at: number): number => (at > -farthest ? Math.min(at, farthest) : -farthest);

export function createFlatPath({ scaleX, scaleY, x: offsetX, y: offsetY }: Placement): FlatPath {
  const scale = Math.max(scaleX, scaleY);
  let lines = new Float64Array(1024);
  let length = 0;
  let [startX, startY, atX, atY] = [0, 0, 0, 0];

  function to(x: number, y: number): void {
    if (length + 4 > lines.length) {
      const larger = new Float64Array(2 * lines.length);
      larger.set(lines);
      lines = larger;
    }
    lines[length++] = atX;
    lines[length++] = atY;
    lines[length++] = atX = x;
    lines[length++] = atY = y;
  }
  const placedX = (x: number) => near(x * scaleX + offsetX);
  const placedY = (y: number) => near(y * scaleY + offsetY);

  return {
    moveTo(x, y) {
      startX = atX = placedX(x);
      startY = atY = placedY(y);
    },
    lineTo: (x, y) => to(placedX(x), placedY(y)),
    quadraticCurveTo(controlX, controlY, x, y) {
      const [fromX, fromY] = [atX, atY];
      const [middleX, middleY] = [placedX(controlX), placedY(controlY)];
      const [endX, endY] = [placedX(x), placedY(y)];
      // A chord over a part h of the curve is off by h² / 8 of its second derivative, which is constant.
      const bend = Math.hypot(fromX - 2 * middleX + endX, fromY - 2 * middleY + endY);
      const parts = Math.min(mostParts, Math.ceil(Math.sqrt(bend / (4 * flatness))));
      for (let part = 1; part < parts; part++) {
        const t = part / parts;
        const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
        to(a * fromX + b * middleX + c * endX, a * fromY + b * middleY + c * endY);
      }
      to(endX, endY);
    },
    arcTo([x = 0, y = 0], [radiusX = 0, radiusY = 0], from, turn) {
      const radius = Math.max(radiusX, radiusY) * scale;
      // A chord of a circle is off by r (1 - cos(angle / 2)).
      const widest = 2 * Math.acos(Math.max(0, 1 - flatness / radius));
      const parts = Math.min(mostParts, Math.ceil(Math.abs(turn) / widest));
      for (let part = 1; part <= parts; part++) {
        const angle = from + (turn * part) / parts;
        to(placedX(x + radiusX * Math.cos(angle)), placedY(y + radiusY * Math.sin(angle)));
      }
    },
    closePath: () => to(startX, startY),
    take() {
      const taken = lines.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}
