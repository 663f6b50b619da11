import { parentOf, windowOf } from './elements';
import { seenOf } from './place';

interface Position {
  readonly element: Element;
  readonly left: number;
  readonly top: number;
}

let positions: Position[] = [];

/** Waits until the page has been drawn that often. */
export const frames = (count: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 400); // a hidden tab draws no frames
    const next = (left: number): void => {
      if (left > 0) return void requestAnimationFrame(() => next(left - 1));
      clearTimeout(timer);
      resolve();
    };
    next(count);
  });

/** Everything around an element that can be scrolled, out to the top of the tab. */
function* scrollable(element: Element): Generator<Element> {
  for (let at = parentOf(element); at; at = parentOf(at))
    if (at.scrollHeight > at.clientHeight || at.scrollWidth > at.clientWidth) yield at;
  const frame = windowOf(element).frameElement;
  if (frame) yield* scrollable(frame);
}

const isFullySeen = async (element: Element): Promise<boolean> => {
  const seen = await seenOf(element);
  return (
    !!seen &&
    seen.visible.width >= seen.whole.width - 1 &&
    seen.visible.height >= seen.whole.height - 1
  );
};

/** Scrolls an element to the middle of the screen if it is not all there; `putBack` undoes it. */
export async function bringIntoView(element: Element): Promise<void> {
  if (await isFullySeen(element)) return;
  // A second try must not take where the first has scrolled to for the user's place.
  if (positions.length > 0) return scrollTo(element);
  positions = [...scrollable(element)].map((at) => ({
    element: at,
    left: at.scrollLeft,
    top: at.scrollTop,
  }));
  await scrollTo(element);
}

async function scrollTo(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  await frames(2);
}

export function putBack(): void {
  for (const { element, left, top } of positions)
    element.scrollTo({ left, top, behavior: 'instant' });
  positions = [];
}
