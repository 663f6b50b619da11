import { imageFileName, imgAddresses, plainAddresses } from './addresses';
import { allElements, frameDocument, isHtml, isSvgElement, windowOf } from './elements';
import { pageDocument } from './page-document';
import type { FoundImage, ImageKind } from './page-image';
import { boxOf } from './place';

const found = (
  element: Element,
  kind: ImageKind,
  urls: readonly (string | null)[],
): FoundImage[] => {
  const addresses = plainAddresses(element, urls);
  return addresses.length > 0 ? [{ element, kind, addresses }] : [];
};

const ofLayers = (element: Element, kind: ImageKind, value: string): FoundImage[] =>
  value === 'none' || !/url\(|image-set\(/.test(value)
    ? []
    : cssLayers(value).flatMap((layer) => found(element, kind, cssImageUrls(layer)));

function ofStyle(element: Element, style: CSSStyleDeclaration): FoundImage[] {
  return [
    ...ofLayers(element, 'background', style.backgroundImage),
    ...ofLayers(element, 'border', style.borderImageSource),
    ...ofLayers(element, 'mask', style.maskImage || style.webkitMaskImage || 'none'),
    ...ofLayers(element, 'content', style.content),
    ...(style.display === 'list-item' ? ofLayers(element, 'marker', style.listStyleImage) : []),
  ];
}

/** The pictures that an element shows by its style, those of its pseudo-elements first. */
export function cssImagesOf(element: Element): FoundImage[] {
  const view = windowOf(element);
  const own = view.getComputedStyle(element);
  const names = ['::before', '::after', ...(own.display === 'list-item' ? ['::marker'] : [])];
  const pseudo = names.flatMap((name) => {
    const style = view.getComputedStyle(element, name);
    const shown = style.content !== 'none' && style.content !== 'normal' && style.content !== '';
    return shown ? ofStyle(element, style) : [];
  });
  return [...pseudo, ...ofStyle(element, own)];
}

/** Plug-in elements show an image only when their file is one; its address tells, or its type. */
const isImagePlugin = (type: string, url: string): boolean =>
  type.startsWith('image/') || imageFileName.test(url.replace(/[?#].*$/s, ''));

function ofVideo(video: HTMLVideoElement): FoundImage[] {
  const frame: FoundImage[] = [{ element: video, kind: 'video', addresses: [] }];
  return video.poster ? [...frame, ...found(video, 'poster', [video.poster])] : frame;
}

function ofSvg(element: SVGElement): FoundImage[] {
  if (element.localName === 'image') {
    const href = element.getAttribute('href') ?? element.getAttribute('xlink:href');
    return found(element, 'image', [href]);
  }
  // The outermost drawing: what lies inside is part of it.
  return element.localName === 'svg' && !(element.parentNode && isInSvg(element))
    ? [{ element, kind: 'svg', addresses: [] }]
    : [];
}

const isInSvg = (element: Element): boolean =>
  element.parentElement !== null &&
  isSvgElement(element.parentElement) &&
  element.parentElement.localName !== 'foreignObject';

/** The pictures that an element is by itself. */
export function tagImagesOf(element: Element): FoundImage[] {
  if (isHtml(element, 'img')) {
    const addresses = imgAddresses(element);
    return addresses.length > 0 ? [{ element, kind: 'image', addresses }] : [];
  }
  if (isHtml(element, 'input'))
    return element.type === 'image' ? found(element, 'image', [element.src]) : [];
  if (isHtml(element, 'canvas')) return [{ element, kind: 'canvas', addresses: [] }];
  if (isHtml(element, 'video')) return ofVideo(element);
  if (isHtml(element, 'object'))
    return isImagePlugin(element.type, element.data) ? found(element, 'image', [element.data]) : [];
  if (isHtml(element, 'embed'))
    return isImagePlugin(element.type, element.src) ? found(element, 'image', [element.src]) : [];
  if (isHtml(element, 'iframe'))
    return frameDocument(element) ? [] : [{ element, kind: 'frame', addresses: [] }];
  return isSvgElement(element) ? ofSvg(element) : [];
}

/** The pictures that one element itself shows, the topmost first; not those of its children. */
export const imagesOf = (element: Element): FoundImage[] => [
  ...tagImagesOf(element),
  ...cssImagesOf(element),
];

/** True for elements that are pictures by themselves, cheap enough for every element of a page. */
const isMedia = (element: Element): boolean =>
  /^(img|canvas|video|object|embed|input|image|svg)$/.test(element.localName);

const areaOf = (element: Element): number => {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
};

/** The largest picture that has this address among its own; undefined where the page has none. */
export function imageWithUrl(url: string): FoundImage | undefined {
  let best: FoundImage | undefined;
  for (const element of allElements(pageDocument)) {
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

/** Characters of an address from which on Chromium tells nobody (`url::kMaxURLChars`). */
const longAddress = 2 * 2 ** 20;

/** The picture with a `data:` address that is longer than browsers tell; undefined for none and for several. */
export function imageWithLongAddress(): FoundImage | undefined {
  const found = [...allElements(pageDocument)]
    .filter(isMedia)
    .flatMap((element) =>
      tagImagesOf(element).filter(({ addresses }) => (addresses[0]?.url.length ?? 0) > longAddress),
    );
  return found.length === 1 ? found[0] : undefined;
}

/** Smaller than this in CSS px, a picture is a spacer or a counter. */
const smallestSide = 8;

/** The elements of the page that are large enough to show a picture, in document order. */
export function* largeElements(): Generator<Element> {
  for (const element of allElements(pageDocument)) {
    const { width, height } = Element.prototype.getBoundingClientRect.call(element);
    if (width >= smallestSide && height >= smallestSide) yield element;
  }
}

/** The pictures of an element that can be located on the screen. */
export const locatedImagesOf = (element: Element): FoundImage[] =>
  imagesOf(element).filter(() => boxOf(element) !== undefined);

/** Splits a CSS value at its outermost commas: one part a layer. */
export function cssLayers(value: string): string[] {
  const layers: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    if (quote) {
      if (character === '\\') i++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) {
      layers.push(value.slice(start, i).trim());
      start = i + 1;
    }
  }
  layers.push(value.slice(start).trim());
  return layers;
}

const address = /\burl\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"'\s]*))\s*\)/g;
const bareImageSetEntry = /(?:^|[(,])\s*"((?:[^"\\]|\\.)*)"/g;

/** The addresses in one CSS image (`url()`, `image-set()`, `cross-fade()`), without gradients. */
export function cssImageUrls(image: string): string[] {
  const found = [...image.matchAll(address)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const bare = image.includes('image-set(')
    ? [...image.matchAll(bareImageSetEntry)].map((match) => match[1] ?? '')
    : [];
  const urls = [...found, ...bare].map((url) => url.replace(/\\(.)/g, '$1'));
  // A reference into this very document (an SVG mask or filter) is no file.
  return [...new Set(urls)].filter((url) => url !== '' && !url.startsWith('#'));
}
