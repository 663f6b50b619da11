import { pageMark, toldImage } from './describe';
import { createHtml, isHtml, isSvgElement, windowOf } from './elements';
import { imageWithUrl } from './find-images';
import type { FoundImage, ImageKind, PictureInPage, ReplaceOutcome, ShownAt } from './page-image';
import { naturalSizeOf } from './place';

/** What was replaced, by the address that it had: it has another one now. */
const replacedByUrl = new Map<string, FoundImage>();
const undoOf = new WeakMap<Element, () => void>();
/** By what names the pictures were given that are shown now. */
const nameOf = new WeakMap<Element, string>();

/** How long a page may take to show a picture that it has, ms. */
const limitMs = 10_000;

function find({ url, handle, mark }: PictureInPage): FoundImage | undefined {
  const told = mark === pageMark && handle !== undefined ? toldImage(handle) : undefined;
  if (told?.element.isConnected) return told;
  if (url === undefined) return undefined;
  const replaced = replacedByUrl.get(url);
  return replaced?.element.isConnected ? replaced : imageWithUrl(url);
}

const isShown = async ({ loaded }: Shown): Promise<boolean> => {
  const tooLate = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limitMs));
  return Promise.race([loaded, tooLate]);
};

/**
 * Shows a picture (as a `data:` address) where the page shows another one, until it is loaded anew.
 * @param name what `shownAt` says of it
 */
export async function replaceInPage(
  target: PictureInPage,
  dataUrl: string,
  name = '',
): Promise<ReplaceOutcome> {
  restoreImage(target);
  const image = find(target);
  const shown = image && showInstead(image, dataUrl);
  if (!shown) return 'missing';
  if (!(await isShown(shown))) {
    shown.undo();
    return 'refused';
  }
  undoOf.set(image.element, shown.undo);
  nameOf.set(image.element, name);
  if (target.url !== undefined) replacedByUrl.set(target.url, image);
  return 'replaced';
}

/** Shows the page's own picture again. */
export function restoreImage(target: PictureInPage): void {
  const image = find(target);
  if (!image) return;
  undoOf.get(image.element)?.();
  undoOf.delete(image.element);
  nameOf.delete(image.element);
}

/** What the page shows in a picture's place: its own, another one by its name, or nothing any more. */
export function shownAt(target: PictureInPage): ShownAt {
  const image = find(target);
  return { isThere: image !== undefined, name: image && nameOf.get(image.element) };
}

/** Another picture in the place of the page's own. */
interface Shown {
  /** Whether the page shows it; some forbid `data:` addresses. */
  readonly loaded: Promise<boolean>;
  undo(): void;
}

type Undo = () => void;

function setAttributes(element: Element, values: Readonly<Record<string, string | null>>): Undo {
  const set = ([name, value]: readonly [string, string | null]) =>
    value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
  const before = Object.keys(values).map((name) => [name, element.getAttribute(name)] as const);
  Object.entries(values).forEach(set);
  return () => before.forEach(set);
}

/** By property and not as an attribute, which a strict page's policy would forbid. */
function setStyles(
  { style }: HTMLElement | SVGElement,
  values: Readonly<Record<string, string>>,
): Undo {
  const before = Object.keys(values).map(
    (name) => [name, style.getPropertyValue(name), style.getPropertyPriority(name)] as const,
  );
  for (const [name, value] of Object.entries(values)) style.setProperty(name, value, 'important');
  return () => {
    for (const [name, value, priority] of before) style.setProperty(name, value, priority);
  };
}

const loads = (element: Element): Promise<boolean> =>
  new Promise((resolve) => {
    element.addEventListener('load', () => resolve(true), { once: true });
    element.addEventListener('error', () => resolve(false), { once: true });
  });

/** Keeps the width of an image whose box follows the file's own size, which the new file may not have. */
function pinWidth(img: HTMLImageElement): Undo {
  const { width, height } = naturalSizeOf(img);
  const isByFile = Math.abs(img.clientWidth * height - img.clientHeight * width) <= 2 * width;
  if (!isByFile || img.clientWidth === 0) return () => undefined;
  const { boxSizing } = windowOf(img).getComputedStyle(img);
  const shown = boxSizing === 'border-box' ? img.offsetWidth : img.clientWidth;
  return setStyles(img, { width: `${shown}px`, height: 'auto' });
}

function onImg(img: HTMLImageElement, dataUrl: string): Shown {
  const sources = img.parentElement?.localName === 'picture' ? img.parentElement.children : [];
  const undo = [
    pinWidth(img),
    ...[...sources]
      .filter(({ localName }) => localName === 'source')
      .map((source) => setAttributes(source, { srcset: null })),
  ];
  const loaded = loads(img);
  undo.push(setAttributes(img, { srcset: null, sizes: null, loading: null, src: dataUrl }));
  return {
    loaded,
    undo() {
      for (const each of undo) each();
    },
  };
}

function onAttribute(element: Element, name: string, dataUrl: string): Shown {
  const loaded = loads(element);
  return { loaded, undo: setAttributes(element, { [name]: dataUrl }) };
}

/** An image before the element, which is hidden: for what has no file of its own. */
function onStandIn(element: HTMLElement | SVGElement, dataUrl: string): Shown {
  const { width, height } = element.getBoundingClientRect();
  const { display } = windowOf(element).getComputedStyle(element);
  const standIn = createHtml('img', element.ownerDocument);
  standIn.setAttribute('class', element.getAttribute('class') ?? '');
  setStyles(standIn, {
    width: `${width}px`,
    height: `${height}px`,
    display: display === 'inline' ? 'inline-block' : display,
  });
  const loaded = loads(standIn);
  standIn.src = dataUrl;
  element.before(standIn);
  const show = setStyles(element, { display: 'none' });
  return {
    loaded,
    undo() {
      standIn.remove();
      show();
    },
  };
}

/** How long a page's policy may take to forbid a CSS image, ms: unlike an element it tells of nothing else. */
const violationMs = 300;

function isAllowed({ ownerDocument }: Element): Promise<boolean> {
  return new Promise((resolve) => {
    const forbid = () => resolve(false);
    ownerDocument.addEventListener('securitypolicyviolation', forbid, { once: true });
    setTimeout(() => {
      ownerDocument.removeEventListener('securitypolicyviolation', forbid);
      resolve(true);
    }, violationMs);
  });
}

const properties: Partial<Record<ImageKind, string>> = {
  background: 'background-image',
  border: 'border-image-source',
  mask: 'mask-image',
  content: 'content',
  marker: 'list-style-image',
};

/** Undefined where the picture is a pseudo-element's, which no script can style. */
function onProperty(
  element: HTMLElement | SVGElement,
  property: string,
  url: string,
  dataUrl: string,
): Shown | undefined {
  const value = windowOf(element).getComputedStyle(element).getPropertyValue(property);
  const layer = `url("${url.replace(/["\\]/g, '\\$&')}")`;
  if (!value.includes(layer)) return undefined;
  const loaded = isAllowed(element);
  return {
    loaded,
    undo: setStyles(element, { [property]: value.replace(layer, () => `url("${dataUrl}")`) }),
  };
}

const isStyled = (element: Element): element is HTMLElement | SVGElement => 'style' in element;

/** Shows a picture where the page shows another one; undefined where there is no way to. */
function showInstead({ element, kind, addresses }: FoundImage, dataUrl: string): Shown | undefined {
  if (!isStyled(element) || kind === 'frame') return undefined;
  const property = properties[kind];
  if (property) return onProperty(element, property, addresses[0]?.url ?? '', dataUrl);
  if (kind === 'poster')
    return { loaded: isAllowed(element), undo: setAttributes(element, { poster: dataUrl }) };
  if (isHtml(element, 'img')) return onImg(element, dataUrl);
  if (isHtml(element, 'input')) return onAttribute(element, 'src', dataUrl);
  if (isSvgElement(element) && kind === 'image') return onAttribute(element, 'href', dataUrl);
  return onStandIn(element, dataUrl);
}
