import { intersect, type Rect, rectOf, type Size } from '../../geometry';
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
export function frameOffset(view: Window): { x: number; y: number } | undefined {
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
export function contentBoxOf(element: Element): Rect | undefined {
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
