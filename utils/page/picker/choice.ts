import { siteIcon } from '../addresses';
import { frameDocument, shadowRootOf, windowOf } from '../elements';
import {
  cssImagesOf,
  imageWithUrl,
  largeElements,
  locatedImagesOf,
  tagImagesOf,
} from '../find-images';
import { pageDocument } from '../page-document';
import type { FoundImage, PickFirst } from '../page-image';
import { boxOf, onScreen } from '../place';

const isSame = (a: FoundImage, b: FoundImage): boolean =>
  a.element === b.element && a.kind === b.kind && a.addresses[0]?.url === b.addresses[0]?.url;

const visibleArea = ({ element }: FoundImage): number => {
  const box = boxOf(element);
  const seen = box && onScreen(box);
  return seen ? seen.visible.width * seen.visible.height : 0;
};

/** Whether an element reaches into its window; cheap enough for every element of a page. */
const mayBeInView = (element: Element): boolean => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { innerWidth, innerHeight } = windowOf(element);
  return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
};

/** Which picture is chosen: one of the layers at a point, the topmost at first. */
export class Choice {
  layers: readonly FoundImage[] = [];
  index = 0;
  readonly #host: Element;
  readonly #pointer: PointerImages;
  /** True since a step by keys: what the page shows under a resting pointer is not what is meant. */
  isWalking = false;
  /** False while the choice is only the one to begin with. */
  #isPointed = false;

  constructor(host: Element) {
    this.#host = host;
    this.#pointer = new PointerImages(host);
  }

  /** The page was scrolled or resized: what was under the pointer is elsewhere. */
  forget(): void {
    this.#pointer.forget();
  }

  get image(): FoundImage | undefined {
    return this.layers[this.index];
  }

  /** The layers under the pointer; the chosen one stays chosen while it is among them. */
  pointAt(x: number, y: number): void {
    const before = this.#isPointed ? this.image : undefined;
    this.#isPointed = true;
    this.isWalking = false;
    this.layers = this.#pointer.at(x, y);
    this.index = Math.max(0, before ? this.layers.findIndex((image) => isSame(image, before)) : 0);
  }

  /** One layer down (1) or up (-1). */
  walkLayers(by: 1 | -1): void {
    const count = this.layers.length;
    if (count > 0) this.index = (this.index + by + count) % count;
  }

  /** To the page's next (1) or previous (-1) picture, which is scrolled into view; the site's icon is the last. */
  walkPage(by: 1 | -1): void {
    this.isWalking = true;
    const current = this.image;
    const own = current ? locatedImagesOf(current.element) : [];
    const place = own.findIndex((image) => current && isSame(image, current));
    this.#choose((place >= 0 && own[place + by]) || this.#nextTo(current?.element, by));
  }

  /** The next element with a picture; only those on the way to it are looked into. */
  #nextTo(from: Element | undefined, by: 1 | -1): FoundImage | undefined {
    const [icon] = siteIcon(pageDocument);
    const elements = [...largeElements(), ...(icon ? [icon.element] : [])];
    const count = elements.length;
    const start = from ? elements.indexOf(from) : -1;
    for (let step = 1; step <= count; step++) {
      const at = start < 0 && by < 0 ? count - step : start + by * step;
      const element = elements[(at + count) % count];
      if (icon && element === icon.element) return icon;
      const images = element && element !== this.#host ? locatedImagesOf(element) : [];
      if (images.length > 0) return by > 0 ? images[0] : images.at(-1);
    }
    return undefined;
  }

  /** Before the pointer has moved: the picture that was asked for, the one pointed at, else the largest in view. */
  start({ url }: PickFirst = {}, pointed: readonly Element[] = []): void {
    const asked = url ? imageWithUrl(url) : undefined;
    if (asked) {
      this.#choose(asked);
      return;
    }
    this.layers = pointed.flatMap(locatedImagesOf).filter(({ kind }) => kind !== 'frame');
    if (this.layers.length > 0) return;
    const [largest] = [...largeElements()]
      .filter((element) => element !== this.#host && mayBeInView(element))
      .flatMap(locatedImagesOf)
      .filter(({ kind }) => kind !== 'frame')
      .map((image) => ({ image, area: visibleArea(image) }))
      .filter(({ area }) => area > 0)
      .sort((a, b) => b.area - a.area);
    this.layers = largest ? [largest.image] : [];
  }

  #choose(image: FoundImage | undefined): void {
    if (!image) return;
    image.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    this.forget();
    this.layers = [image];
    this.index = 0;
  }
}

/** What the pointer rests on by the browser's word, the innermost first, in same-origin frames too. */
export function pointedElements(page: ParentNode = pageDocument): Element[] {
  const hovered = [...page.querySelectorAll(':hover')].reverse();
  const [innermost] = hovered;
  const inner = innermost && (shadowRootOf(innermost) ?? frameDocument(innermost));
  return [...(inner ? pointedElements(inner) : []), ...hovered];
}

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
    elementsAt(pageDocument, x, y, elements);
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
    this.#media = [...pageDocument.querySelectorAll(mediaTags)]
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
