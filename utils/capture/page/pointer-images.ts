import { frameDocument, shadowRootOf } from './elements';
import { cssImagesOf, tagImagesOf } from './find-images';
import type { FoundImage } from './page-image';

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

/** How long what was read of the page counts as true, ms: it may load, move and restyle anything. */
const keptForMs = 400;

interface Media {
  readonly element: Element;
  readonly box: DOMRect;
}

/**
 * Finds the pictures under a moving pointer. A page may have thousands of media and deep nests of styled
 * elements, and most of that is the same from one move to the next, so it is kept for a moment.
 */
export class PointerImages {
  readonly #except: Element;
  #media: readonly Media[] = [];
  #styled = new Map<Element, FoundImage[]>();
  #readAt = Number.NEGATIVE_INFINITY;

  /** @param except an element that counts as not there */
  constructor(except: Element) {
    this.#except = except;
  }

  /** Forgets what was read: the page has been scrolled or resized. */
  forget(): void {
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  /** Every picture at a point of the viewport, the topmost first. */
  at(x: number, y: number): FoundImage[] {
    this.#refresh();
    const elements = new Set<Element>([this.#except]); // known already, so not looked into
    elementsAt(document, x, y, elements);
    elements.delete(this.#except);
    // Media that let the pointer through; `elementsFromPoint` does not name them.
    for (const { element, box } of this.#media)
      if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) elements.add(element);
    const images = [...elements].flatMap((element) => this.#imagesOf(element));
    // An embedded page is a picture only where there is nothing better.
    const better = images.filter(({ kind }) => kind !== 'frame');
    return better.length > 0 ? better : images;
  }

  #refresh(): void {
    const now = performance.now();
    if (now - this.#readAt < keptForMs) return;
    this.#readAt = now;
    this.#styled.clear();
    const inView = ({ box }: Media) =>
      box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    this.#media = [...document.querySelectorAll(mediaTags)]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(inView);
  }

  #imagesOf(element: Element): FoundImage[] {
    let styled = this.#styled.get(element);
    if (!styled) {
      styled = cssImagesOf(element);
      this.#styled.set(element, styled);
    }
    return [...tagImagesOf(element), ...styled];
  }
}
