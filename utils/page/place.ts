import { intersect, type Rect, rectOf, type Size } from '../base/geometry';
import { isHtml, windowOf } from './elements';
import type { OnScreen } from './page-image';
import { linearOf, transformed } from './transform';

/** The size in image px of what an element shows; 0x0 where it shows nothing or has no such size. */
export function naturalSizeOf(element: Element): Size {
  if (isHtml(element, 'img')) return { width: element.naturalWidth, height: element.naturalHeight };
  if (isHtml(element, 'video')) return { width: element.videoWidth, height: element.videoHeight };
  if (isHtml(element, 'canvas')) return { width: element.width, height: element.height };
  return { width: 0, height: 0 };
}

const px = (length: string): number => Number.parseFloat(length) || 0;

/** An element with a picture of its own size: where it draws, in CSS px of its own, from its middle. */
interface Drawn {
  /** The box inside border and padding, beyond which nothing is drawn. */
  readonly content: Rect;
  /** All of the picture, also what that box cuts off. */
  readonly picture: Rect;
}

/** Undefined for an element without a picture of a size of its own. */
function drawnBy(element: Element): Drawn | undefined {
  const natural = naturalSizeOf(element);
  if (natural.width === 0) return undefined;
  const style = windowOf(element).getComputedStyle(element);
  const left = px(style.borderLeftWidth) + px(style.paddingLeft);
  const top = px(style.borderTopWidth) + px(style.paddingTop);
  const across = left + px(style.borderRightWidth) + px(style.paddingRight);
  const down = top + px(style.borderBottomWidth) + px(style.paddingBottom);
  const isWhole = style.boxSizing === 'border-box';
  const whole = {
    width: px(style.width) + (isWhole ? 0 : across),
    height: px(style.height) + (isWhole ? 0 : down),
  };
  const content = {
    x: left - whole.width / 2,
    y: top - whole.height / 2,
    width: whole.width - across,
    height: whole.height - down,
  };
  return { content, picture: fitted(element, content, natural, style) };
}

/** Where a picture lies that is fitted into a box (`object-fit`, `object-position`). */
function fitted(
  element: Element,
  box: Rect,
  natural: Size,
  { objectFit, objectPosition }: CSSStyleDeclaration,
): Rect {
  const fit = objectFit === 'fill' && isHtml(element, 'video') ? 'contain' : objectFit;
  const [across, down] = scaleOf(fit, box, natural);
  const width = natural.width * across;
  const height = natural.height * down;
  const [left = '50%', top = '50%'] = axesOf(objectPosition);
  const x = box.x + offsetOf(left, box.width - width);
  const y = box.y + offsetOf(top, box.height - height);
  return { x, y, width, height };
}

/** A part of what an element draws, in CSS px of the element's frame, whatever CSS turns and zooms. */
function placed(element: Element, part: (drawn: Drawn) => Rect | undefined): Rect | undefined {
  const { x, y, width, height } = element.getBoundingClientRect();
  const drawn = drawnBy(element);
  const rect = drawn && part(drawn);
  const linear = rect && linearOf(element);
  if (!rect || !linear) return undefined;
  return transformed(rect, linear, { x: x + width / 2, y: y + height / 2 });
}

/** The box in which an element's picture is seen: without border, padding and the bars beside it. CSS px of its frame. */
function pictureBox(element: Element): Rect {
  const { x, y, width, height } = element.getBoundingClientRect();
  const shown = placed(element, ({ content, picture }) => intersect(content, picture));
  return shown ?? { x, y, width, height };
}

/** The offset from a frame's coordinates to the tab's; undefined below a frame of another origin. */
function frameOffset(view: Window): { x: number; y: number } | undefined {
  let x = 0;
  let y = 0;
  try {
    for (let at = view; at !== at.top; at = at.parent) {
      const frame = at.frameElement;
      if (!frame) return undefined;
      const box = frame.getBoundingClientRect();
      const style = frame.ownerDocument.defaultView?.getComputedStyle(frame);
      x += box.x + frame.clientLeft + px(style?.paddingLeft ?? '');
      y += box.y + frame.clientTop + px(style?.paddingTop ?? '');
    }
  } catch {
    return undefined; // another origin in between
  }
  return { x, y };
}

const shifted = (box: Rect, by: { readonly x: number; readonly y: number }): Rect => ({
  ...box,
  x: box.x + by.x,
  y: box.y + by.y,
});

/** Where an element's picture is, in CSS px of the tab's layout viewport. */
export function boxOf(element: Element): Rect | undefined {
  const offset = frameOffset(windowOf(element));
  return offset && shifted(pictureBox(element), offset);
}

/**
 * A box as it is on the screen: a page zoomed by pinching shows a part of its layout, enlarged. `part` is what of it is
 * not cut off by something in the page.
 */
export function onScreen(box: Rect, part = box): OnScreen | undefined {
  const top = window.top ?? window;
  const { offsetLeft = 0, offsetTop = 0, scale = 1 } = top.visualViewport ?? {};
  const enlarged = ({ x, y, width, height }: Rect): Rect => ({
    x: (x - offsetLeft) * scale,
    y: (y - offsetTop) * scale,
    width: width * scale,
    height: height * scale,
  });
  const viewport = { width: top.innerWidth, height: top.innerHeight };
  const visible = intersect(enlarged(part), rectOf(viewport));
  const { devicePixelRatio } = top;
  return visible && { visible, whole: enlarged(box), viewport, devicePixelRatio };
}

/** How long the browser may take to say what is seen, ms; for a tab in the background it never does. */
const limitMs = 400;

/**
 * The part of an element that its surroundings let through (scrolled boxes, frames, the window), in CSS px of its
 * frame. The browser works it out: no walk through the ancestors' styles knows all the ways to cut something off.
 */
const unclippedPart = (element: Element): Promise<Rect | undefined> =>
  new Promise((resolve) => {
    const end = (part?: Rect) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(part);
    };
    const timer = setTimeout(end, limitMs);
    const observer = new IntersectionObserver(([entry]) => end(entry?.intersectionRect));
    observer.observe(element);
  });

/** Where an element's picture is on the screen; undefined where nothing of it is seen. */
export async function seenOf(element: Element): Promise<OnScreen | undefined> {
  const part = await unclippedPart(element);
  const box = boxOf(element);
  const offset = frameOffset(windowOf(element));
  if (!box || !offset) return undefined;
  const { x, y, width, height } = part ?? box;
  const seen = part ? intersect(box, { x: x + offset.x, y: y + offset.y, width, height }) : box;
  return seen && onScreen(box, seen);
}

/** By what a picture is enlarged across and down to get into its box. */
function scaleOf(fit: string, box: Size, natural: Size): readonly [number, number] {
  const across = box.width / natural.width;
  const down = box.height / natural.height;
  const inside = Math.min(across, down);
  const byFit: Readonly<Record<string, number>> = {
    cover: Math.max(across, down),
    contain: inside,
    none: 1,
    'scale-down': Math.min(1, inside),
  };
  const scale = byFit[fit];
  return scale === undefined ? [across, down] : [scale, scale];
}

/** The two axes of a computed `object-position`; each may be a sum ("calc(100% - 10px)"). */
const axesOf = (position: string): readonly string[] =>
  position.match(/calc\([^)]*\)|[^\s]+/g) ?? [];

/** One axis: the offset of the picture from the box's edge, CSS px. */
function offsetOf(position: string, room: number): number {
  const terms = position.replace(/^calc\(|\)$/g, '').match(/[+-]?\s*[\d.]+(?:%|px)/g) ?? [];
  return terms.reduce((sum, term) => {
    const value = Number.parseFloat(term.replace(/\s/g, '')) || 0;
    return sum + (term.endsWith('%') ? (value / 100) * room : value);
  }, 0);
}

/**
 * Where all of an element's picture is, in CSS px of the tab's viewport, also what its box cuts off
 * (`object-fit: cover`). Undefined for what is no element with a picture of its own size.
 */
export function pictureOnScreen(element: Element): Rect | undefined {
  const offset = frameOffset(windowOf(element));
  const picture = placed(element, (drawn) => drawn.picture);
  return offset && picture && onScreen(shifted(picture, offset))?.whole;
}
