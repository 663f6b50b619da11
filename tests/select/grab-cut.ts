import type { Cv } from '../support/open-cv';
import type { Gesture } from './gestures';
import type { Method } from './measure';

/** Rounds of learning colours and cutting: as in OpenCV's own example, and where it goes on from an answer. */
const rounds = { first: 5, later: 1 } as const;
/** Radius of what a click or stroke says for certain, px. */
const touch = 8;
/** What may be the thing at first: a disc of that share of the shorter side around the click. */
const probableShare = 0.35;

/**
 * OpenCV's GrabCut (C. Rother, V. Kolmogorov and A. Blake, SIGGRAPH 2004) by the same gestures: what is touched is certain, the
 * picture's border is background, a disc around the first click is probably the thing; it goes on from its own last answer.
 */
export const byGrabCut =
  (cv: Cv): Method =>
  ({ pixels }) => {
    const { width, height, data } = pixels;
    const source = cv.matFromArray(height, width, cv.CV_8UC4, data as never);
    const picture = new cv.Mat();
    cv.cvtColor(source, picture, cv.COLOR_RGBA2RGB);
    source.delete();
    const mask = new cv.Mat(height, width, cv.CV_8UC1, new cv.Scalar(cv.GC_PR_BGD));
    let isFirst = true;
    const paint = ({ points }: Gesture, radius: number, value: number) => {
      for (const [i, { x, y }] of points.entries()) {
        const from = points[i - 1] ?? { x, y };
        const start = new cv.Point(Math.floor(from.x), Math.floor(from.y));
        const end = new cv.Point(Math.floor(x), Math.floor(y));
        cv.line(mask, start, end, new cv.Scalar(value), 2 * radius);
      }
    };
    return (gesture) => {
      const count = isFirst ? rounds.first : rounds.later;
      if (isFirst) {
        paint(gesture, Math.round(probableShare * Math.min(width, height)), cv.GC_PR_FGD);
        const last = new cv.Point(width - 1, height - 1);
        cv.rectangle(mask, new cv.Point(0, 0), last, new cv.Scalar(cv.GC_BGD), 1);
        isFirst = false;
      }
      paint(gesture, touch, gesture.mode === 'add' ? cv.GC_FGD : cv.GC_BGD);
      const [back, front] = [new cv.Mat(), new cv.Mat()];
      cv.grabCut(picture, mask, new cv.Rect(0, 0, 1, 1), back, front, count, cv.GC_INIT_WITH_MASK); // biome-ignore format: one call
      back.delete();
      front.delete();
      return Uint8Array.from(mask.data, (value: number) => value === cv.GC_FGD || value === cv.GC_PR_FGD ? 1 : 0); // biome-ignore format: one line
    };
  };
