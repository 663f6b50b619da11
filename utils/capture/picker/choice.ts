import { imagesAt, imageWithUrl, listImages } from '../page/find';
import type { FoundImage } from '../page/page-image';
import { boxOf, onScreen } from '../page/place';

const isSame = (a: FoundImage, b: FoundImage): boolean =>
  a.element === b.element && a.kind === b.kind && a.addresses[0]?.url === b.addresses[0]?.url;

const visibleArea = ({ element }: FoundImage): number => {
  const box = boxOf(element);
  const seen = box && onScreen(box);
  return seen ? seen.visible.width * seen.visible.height : 0;
};

/** Which picture is chosen: one of the layers at a point, the topmost at first. */
export class Choice {
  layers: readonly FoundImage[] = [];
  index = 0;
  readonly #host: Element;
  #all: readonly FoundImage[] | undefined;
  /** False while the choice is only the one to begin with. */
  #isPointed = false;

  constructor(host: Element) {
    this.#host = host;
  }

  get image(): FoundImage | undefined {
    return this.layers[this.index];
  }

  /** The layers under the pointer; the chosen one stays chosen while it is among them. */
  pointAt(x: number, y: number): void {
    const before = this.#isPointed ? this.image : undefined;
    this.#isPointed = true;
    this.layers = imagesAt(x, y, this.#host);
    this.index = Math.max(0, before ? this.layers.findIndex((image) => isSame(image, before)) : 0);
  }

  /** One layer down (1) or up (-1). */
  walkLayers(by: 1 | -1): void {
    const count = this.layers.length;
    if (count > 0) this.index = (this.index + by + count) % count;
  }

  /** To the page's next (1) or previous (-1) picture, which is scrolled into view. */
  walkPage(by: 1 | -1): void {
    this.#all ??= listImages().filter(({ element }) => element !== this.#host);
    const all = this.#all.filter(({ element }) => element.isConnected);
    const current = this.image;
    const at = current ? all.findIndex((image) => isSame(image, current)) : -1;
    const from = at < 0 && by < 0 ? 0 : at;
    this.#choose(all[(from + by + all.length) % all.length]);
  }

  /** Before the pointer has moved: the picture that was asked for, else the largest in view. */
  start(url: string | undefined): void {
    const asked = url ? imageWithUrl(url) : undefined;
    if (asked) {
      this.#choose(asked);
      return;
    }
    const [largest] = listImages()
      .filter(({ element, kind }) => element !== this.#host && kind !== 'frame')
      .map((image) => ({ image, area: visibleArea(image) }))
      .filter(({ area }) => area > 0)
      .sort((a, b) => b.area - a.area);
    this.layers = largest ? [largest.image] : [];
  }

  #choose(image: FoundImage | undefined): void {
    if (!image) return;
    image.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    this.layers = [image];
    this.index = 0;
  }
}
