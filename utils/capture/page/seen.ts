import { intersect, type Rect } from '../../geometry';
import { viewOf } from './elements';
import type { OnScreen } from './page-image';
import { boxOf, frameOffset, onScreen } from './place';

/** How long the browser may take to say what is seen, ms; for a tab in the background it never does. */
const limitMs = 400;

/**
 * The part of an element that its surroundings let through (scrolled boxes, frames, the window), in CSS px of its
 * frame. The browser works it out: no walk through the ancestors' styles knows all the ways to cut something off.
 */
const unclippedPart = (element: Element): Promise<Rect | undefined> =>
  new Promise((resolve) => {
    const end = (part?: Rect) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(part);
    };
    const timer = setTimeout(end, limitMs);
    const observer = new IntersectionObserver(([entry]) => end(entry?.intersectionRect));
    observer.observe(element);
  });

/** Where an element's picture is on the screen; undefined where nothing of it is seen. */
export async function seenOf(element: Element): Promise<OnScreen | undefined> {
  const part = await unclippedPart(element);
  const box = boxOf(element);
  const offset = frameOffset(viewOf(element));
  if (!box || !offset) return undefined;
  const { x, y, width, height } = part ?? box;
  const seen = part ? intersect(box, { x: x + offset.x, y: y + offset.y, width, height }) : box;
  return seen && onScreen(box, seen);
}
