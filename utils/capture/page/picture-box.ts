import type { Rect, Size } from '../../geometry';
import { isHtml, viewOf } from './elements';
import { contentBoxOf, naturalSizeOf, onScreen } from './place';

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
