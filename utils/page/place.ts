import { intersect, type Rect, rectOf, type Size } from '../base/geometry';
import { isHtml, viewOf } from './elements';
import type { OnScreen } from './page-image';

/** The size in image px of what an element shows; 0x0 where it shows nothing or has no such size. */
export function naturalSizeOf(element: Element): Size {
  if (isHtml(element, 'img')) return { width: element.naturalWidth, height: element.naturalHeight };
  if (isHtml(element, 'video')) return { width: element.videoWidth, height: element.videoHeight };
  if (isHtml(element, 'canvas')) return { width: element.width, height: element.height };
  return { width: 0, height: 0 };
}

const px = (length: string): number => Number.parseFloat(length) || 0;

/** The box inside border and padding, where replaced elements draw. CSS px of the element's frame. */
function contentBox(element: Element): Rect {
  const { x, y, width, height } = element.getBoundingClientRect();
  const style = viewOf(element).getComputedStyle(element);
  const isReplaced = naturalSizeOf(element).width > 0;
  if (!isReplaced || style.transform !== 'none') return { x, y, width, height };
  const left = px(style.borderLeftWidth) + px(style.paddingLeft);
  const top = px(style.borderTopWidth) + px(style.paddingTop);
  const right = px(style.borderRightWidth) + px(style.paddingRight);
  const bottom = px(style.borderBottomWidth) + px(style.paddingBottom);
  return { x: x + left, y: y + top, width: width - left - right, height: height - top - bottom };
}

/** Without the bars beside a picture that is fitted into its box (`object-fit: contain`). */
function withoutBars(element: Element, box: Rect): Rect {
  const natural = naturalSizeOf(element);
  const { objectFit } = viewOf(element).getComputedStyle(element);
  const fits = objectFit === 'contain' || (objectFit === 'fill' && isHtml(element, 'video'));
  if (!fits || natural.width === 0) return box;
  const scale = Math.min(box.width / natural.width, box.height / natural.height);
  const width = natural.width * scale;
  const height = natural.height * scale;
  return {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  };
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

/** The box in which an element draws, in CSS px of the tab's layout viewport. */
function contentBoxOf(element: Element): Rect | undefined {
  const offset = frameOffset(viewOf(element));
  if (!offset) return undefined;
  const box = contentBox(element);
  return { ...box, x: box.x + offset.x, y: box.y + offset.y };
}

/** Where an element's picture is, in CSS px of the tab's layout viewport. */
export function boxOf(element: Element): Rect | undefined {
  const box = contentBoxOf(element);
  return box && withoutBars(element, box);
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
  const offset = frameOffset(viewOf(element));
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

/** A computed `object-position`, one axis: the offset of the picture from the box's edge, CSS px. */
function offsetOf(position: string, room: number): number {
  const value = Number.parseFloat(position) || 0;
  return position.endsWith('%') ? (value / 100) * room : value;
}

/**
 * Where all of an element's picture is, in CSS px of the tab's viewport, also what its box cuts off
 * (`object-fit: cover`). Undefined for what is no element with a picture of its own size.
 */
export function pictureOnScreen(element: Element): Rect | undefined {
  const natural = naturalSizeOf(element);
  const box = contentBoxOf(element);
  if (natural.width === 0 || !box) return undefined;
  const { objectFit, objectPosition } = viewOf(element).getComputedStyle(element);
  const fit = objectFit === 'fill' && isHtml(element, 'video') ? 'contain' : objectFit;
  const [across, down] = scaleOf(fit, box, natural);
  const width = natural.width * across;
  const height = natural.height * down;
  const [left = '50%', top = '50%'] = objectPosition.split(' ');
  const x = box.x + offsetOf(left, box.width - width);
  const y = box.y + offsetOf(top, box.height - height);
  return onScreen({ x, y, width, height })?.whole;
}
