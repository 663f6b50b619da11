import { allElements } from './elements';
import { imagesOf, isMedia } from './find-images';
import type { FoundImage } from './page-image';
import { boxOf } from './place';

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

/** The elements of the page that are large enough to show a picture, in document order. */
export function* largeElements(): Generator<Element> {
  for (const element of allElements(document)) {
    const { width, height } = element.getBoundingClientRect();
    if (width >= smallestSide && height >= smallestSide) yield element;
  }
}

/** The pictures of an element that can be located on the screen. */
export const locatedImagesOf = (element: Element): FoundImage[] =>
  imagesOf(element).filter(() => boxOf(element) !== undefined);
