import { AppError } from '../base/errors';
import type { Size } from '../base/geometry';

/** Small drawings are rendered up to this long edge, in px. */
const crispEdge = 2048;
const largestEdge = 8192;
/** What an SVG without any size becomes. */
const defaultSize: Size = { width: 1024, height: 768 };

/**
 * An SVG drawn as a PNG, at least twice its own size while the long edge stays about 2,048 px.
 * Its own size is that of `width` and `height` (in units of fonts and screens the browser says what they come to),
 * else of `viewBox`, else 1,024 x 768 px. Through an
 * `<img>`, so only in a page; scripts do not run and external resources do not load there.
 * @param mostFiltered how much its filters may have to work, see `filteredBy`: for where drawing can't be ended
 * @throws AppError image-not-an-image where the markup is broken; svg-too-heavy
 */
export async function rasteriseSvg(
  svg: Blob,
  mostFiltered = Number.POSITIVE_INFINITY,
): Promise<Blob> {
  if (svg.size > mostBytes) throw new AppError('svg-too-heavy');
  const root = parse(await textOf(svg));
  if (isTooDeep(root) || nodesOf(root) > mostNodes) throw new AppError('svg-too-heavy');
  const own = ownSize(root) ?? (await sizeByBrowser(svg));
  const size = targetSize(own);
  if (filteredBy(root, size) > mostFiltered) throw new AppError('svg-too-heavy');
  // Without a viewBox a larger viewport would show more instead of larger.
  if (!boxOf(root) && isSized(root)) {
    root.setAttribute('viewBox', `0 0 ${own.width} ${own.height}`);
    root.setAttribute('preserveAspectRatio', 'none'); // the size is rounded to whole px
  }
  root.setAttribute('width', String(size.width));
  root.setAttribute('height', String(size.height));
  const markup = new XMLSerializer().serializeToString(root);
  const url = URL.createObjectURL(new Blob([markup], { type: 'image/svg+xml' }));
  try {
    return await draw(url, size);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Maps of whole countries have 10 MB and 100,000 elements, and are drawn within seconds. */
const mostBytes = 20 * 2 ** 20;
const mostNodes = 200_000;

/** How long the browser may take to read it, ms. */
const readLimitMs = 20_000;

/**
 * How many pixels its filters compute at most, all steps of all filtered elements together. A browser does about 500
 * million in a second; a few lines of text can ask for hours.
 */
function filteredBy(root: SVGElement, { width, height }: Size): number {
  const steps = new Map<string, number>();
  for (const filter of root.querySelectorAll('filter[id]'))
    steps.set(filter.id, filter.childElementCount);
  const stepsOf = (element: Element): number => {
    const said = `${element.getAttribute('filter') ?? ''} ${element.getAttribute('style') ?? ''}`;
    const ids = [...said.matchAll(/url\(\s*["']?#([^)"']+)/g)].map(([, id = '']) => id);
    return ids.reduce((sum, id) => sum + (steps.get(id) ?? 0), 0);
  };
  return countAll(root, stepsOf) * width * height;
}

/** How many elements are drawn. */
const nodesOf = (root: SVGElement): number => countAll(root, () => 1);

/**
 * Counts something of every element that is drawn: those that are used again count each time, as a few lines of `<use>` in `<use>` are
 * billions. A use of what is around it is drawn by no browser, and counts once.
 */
function countAll(root: SVGElement, ofOne: (element: Element) => number): number {
  const known = new Map<Element, number>();
  const byId = new Map<string, Element>();
  for (const element of root.querySelectorAll('[id]')) byId.set(element.id, element);
  const count = (element: Element): number => {
    const before = known.get(element);
    if (before !== undefined) return before;
    let sum = ofOne(element);
    known.set(element, sum); // while it is counted
    for (const child of element.children) sum += count(child);
    const target = element.localName === 'use' ? byId.get(usedId(element)) : undefined;
    if (target) sum += count(target);
    known.set(element, sum);
    return sum;
  };
  return count(root);
}

const usedId = (use: Element): string =>
  (use.getAttribute('href') ?? use.getAttributeNS(xlink, 'href') ?? '').replace(/^#/, '');

const xlink = 'http://www.w3.org/1999/xlink';

/** Deeper than this no drawing is nested, and no browser's parser or ours has room on its stack. */
const deepest = 500;

function isTooDeep(root: Element): boolean {
  let level: Element[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((element) => [...element.children]);
  }
  return false;
}

function parse(markup: string): SVGElement {
  const root = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  // Browsers answer broken markup with an element of this name, as root or inside.
  if (!(root instanceof SVGElement) || root.querySelector('parsererror'))
    throw new AppError('image-not-an-image');
  return root;
}

/** In which letters a file is written that says so by its first two bytes: the prolog's word counts for less. */
async function textOf(svg: Blob): Promise<string> {
  const bytes = new Uint8Array(await svg.arrayBuffer());
  const label = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

const isSized = (root: SVGElement): boolean =>
  pixels(root.getAttribute('width')) !== undefined &&
  pixels(root.getAttribute('height')) !== undefined;

const units: Readonly<Record<string, number>> = {
  ...{ '': 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6 },
};

const lengthPattern = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i;

/** A length attribute in CSS px; undefined for percentages and what is no length, 'unknown' for a unit of the browser. */
function pixels(value: string | null): number | 'unknown' | undefined {
  const [, digits, unit = ''] = lengthPattern.exec(value ?? '') ?? [];
  if (digits === undefined || Number(digits) <= 0) return undefined;
  const factor = units[unit.toLowerCase()];
  return factor === undefined ? 'unknown' : Number(digits) * factor;
}

/** Undefined where the browser has to say it. */
function ownSize(root: SVGElement): Size | undefined {
  const width = pixels(root.getAttribute('width'));
  const height = pixels(root.getAttribute('height'));
  if (width === 'unknown' || height === 'unknown') return undefined;
  if (width && height) return { width, height };
  const box = boxOf(root);
  if (!box) return defaultSize;
  if (width) return { width, height: (width * box.height) / box.width };
  if (height) return { width: (height * box.width) / box.height, height };
  return box;
}

/** The size of its \`viewBox\`, if that is one. */
function boxOf(root: SVGElement): Size | undefined {
  const numbers = (root.getAttribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [width = 0, height = 0] = numbers.slice(2);
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** What an `<img>` of it measures, CSS px. */
async function sizeByBrowser(svg: Blob): Promise<Size> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const { naturalWidth: width, naturalHeight: height } = await loaded(url);
    return width > 0 && height > 0 ? { width, height } : defaultSize;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function targetSize({ width, height }: Size): Size {
  const long = Math.max(width, height);
  const enlarged = long < crispEdge ? Math.max(crispEdge / long, 1) : 1;
  const scale = Math.min(enlarged, largestEdge / long);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Not by `decode()`: that waits for the screen, which a frame that is never shown may not get for minutes. */
function loaded(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = (cause) => reject(new AppError('image-not-an-image', { cause }));
    image.src = url;
  });
}

async function draw(url: string, { width, height }: Size): Promise<Blob> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('svg-too-heavy')), readLimitMs);
  });
  const image = await Promise.race([loaded(url), tooLate]).finally(() => clearTimeout(timer));
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/png' });
}
