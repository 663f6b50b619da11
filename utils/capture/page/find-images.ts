import { cssImageUrls, cssLayers } from './css-image';
import { frameDocument, isHtml, isSvgElement, viewOf } from './elements';
import { imgAddresses, plainAddresses } from './image-addresses';
import type { FoundImage, ImageKind } from './page-image';

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
  const view = viewOf(element);
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
  type.startsWith('image/') || /\.(avif|bmp|gif|jpe?g|png|svg|webp)([?#]|$)/i.test(url);

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
export const isMedia = (element: Element): boolean =>
  /^(img|canvas|video|object|embed|input|image|svg)$/.test(element.localName);
