import { allElements, frameDocument, shadowRootOf } from './elements';
import { imagesOf, isMedia } from './find-images';
import type { FoundImage } from './page-image';
import { boxOf } from './place';

const holds = (element: Element, x: number, y: number): boolean => {
  const box = element.getBoundingClientRect();
  return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
};

/** Every element under a point, the topmost first: through shadow roots and same-origin frames. */
function elementsAt(root: DocumentOrShadowRoot, x: number, y: number, into: Set<Element>): void {
  for (const element of root.elementsFromPoint(x, y)) {
    if (into.has(element)) continue;
    const shadow = shadowRootOf(element);
    if (shadow && shadow !== root) elementsAt(shadow, x, y, into);
    const inner = frameDocument(element);
    if (inner) {
      const box = element.getBoundingClientRect();
      elementsAt(inner, x - box.x - element.clientLeft, y - box.y - element.clientTop, into);
    }
    into.add(element);
  }
}

const mediaTags = 'img,canvas,video,svg,object,embed,input[type=image]';

/** Media that let the pointer through; `elementsFromPoint` does not name them. */
function* mediaBelow(root: Document, x: number, y: number, known: ReadonlySet<Element>) {
  for (const element of root.querySelectorAll(mediaTags))
    if (!known.has(element) && holds(element, x, y)) yield element;
}

/** Every picture at a point of the viewport, the topmost first; nothing of `except`. */
export function imagesAt(x: number, y: number, except: Element): FoundImage[] {
  const elements = new Set<Element>([except]); // known already, so not looked into
  elementsAt(document, x, y, elements);
  elements.delete(except);
  const images = [...elements, ...mediaBelow(document, x, y, elements)].flatMap(imagesOf);
  // An embedded page is a picture only where there is nothing better.
  const better = images.filter(({ kind }) => kind !== 'frame');
  return better.length > 0 ? better : images;
}

const areaOf = (element: Element): number => {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
};

/** The largest picture that has this address among its own; undefined where the page has none. */
export function imageWithUrl(url: string): FoundImage | undefined {
  let best: FoundImage | undefined;
  for (const element of allElements(document)) {
    if (!isMedia(element)) continue;
    const shows = imagesOf(element).find(
      ({ kind, addresses }) =>
        kind !== 'background' && addresses.some((address) => address.url === url),
    );
    const video = element.localName === 'video' && (element as HTMLVideoElement).currentSrc === url;
    const image = shows ?? (video ? imagesOf(element)[0] : undefined);
    if (image && (!best || areaOf(image.element) > areaOf(best.element))) best = image;
  }
  return best;
}

/** Smaller than this in CSS px, a picture is a spacer or a counter. */
const smallestSide = 8;

/** The pictures of the page in document order, for walking through them. */
export function listImages(): FoundImage[] {
  const images: FoundImage[] = [];
  for (const element of allElements(document)) {
    const box = element.getBoundingClientRect();
    if (box.width < smallestSide || box.height < smallestSide) continue;
    images.push(...imagesOf(element).filter(() => boxOf(element) !== undefined));
  }
  return images;
}
