import { viewOf } from '../page/elements';
import { imageWithUrl, largeElements, locatedImagesOf } from '../page/find';
import type { FoundImage } from '../page/page-image';
import { boxOf, onScreen } from '../page/place';
import { PointerImages } from '../page/pointer-images';
import { siteIcon } from '../page/site-icon';

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
  const { innerWidth, innerHeight } = viewOf(element);
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
    const [icon] = siteIcon(document);
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

  /** Before the pointer has moved: the picture that was asked for, else the largest in view. */
  start(url: string | undefined): void {
    const asked = url ? imageWithUrl(url) : undefined;
    if (asked) {
      this.#choose(asked);
      return;
    }
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
