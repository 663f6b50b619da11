import { haloColour, haloWidth } from '../../utils/markup/halo';
import { markColours, type PenMark } from '../../utils/markup/marks';

type Point = readonly [x: number, y: number];

/** Length of the line that stands for a dot, in thicknesses: canvases draw nothing for one of none. */
const dotLength = 0.01;

/** Draws a pen mark while its points grow in place. */
export interface LivePenMark {
  /**
   * Draws what was added since the last call, under the context's transform; each costs the same however
   * long the line is. The halo goes behind what is there, else its round start would cut the line before.
   */
  draw(context: CanvasRenderingContext2D): void;
}

/** Follows the smooth line of the finished mark, up to the middle between its last two points. */
export function followPenMark(mark: PenMark): LivePenMark {
  let seen = 0;
  return {
    draw(context) {
      const path = new Path2D();
      for (; seen < mark.points.length; seen++) trace(path, mark, seen);
      context.save();
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.globalCompositeOperation = 'destination-over';
      context.strokeStyle = haloColour(mark);
      context.lineWidth = mark.size + 2 * haloWidth(mark);
      context.stroke(path);
      context.globalCompositeOperation = 'source-over';
      context.strokeStyle = markColours[mark.colour];
      context.lineWidth = mark.size;
      context.stroke(path);
      context.restore();
    },
  };
}

/** Adds the part of the line that is known with the point of that index. */
function trace(path: Path2D, { points, size }: PenMark, index: number): void {
  const [before, last, next] = [points[index - 2], points[index - 1], points[index]];
  if (!next) return;
  if (!last) {
    path.moveTo(...next);
    path.lineTo(next[0] + dotLength * size, next[1]);
    return;
  }
  path.moveTo(...(before ? middle(before, last) : last));
  path.quadraticCurveTo(...last, ...middle(last, next));
}

const middle = (a: Point, b: Point): [number, number] => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
