import type { Rect } from '../base/geometry';
import { parentOf, windowOf } from './elements';

/** What CSS does to an element on its way to the screen, without the shift: zoom, scale, rotation, skew. */
type Linear = DOMMatrix;

/** `rotate: 90deg` and `scale: 2 3` are properties of their own, as `transform` is. */
function ownLinear({ transform, rotate, scale }: CSSStyleDeclaration): Linear {
  const own = new DOMMatrix();
  if (rotate && rotate !== 'none' && !rotate.includes(' ')) own.rotateSelf(angleOf(rotate));
  if (scale && scale !== 'none') {
    const [across = 1, down = across] = scale.split(' ').map(Number);
    own.scaleSelf(across, down);
  }
  if (transform && transform !== 'none') own.multiplySelf(new DOMMatrix(transform));
  return own;
}

/** In degrees, which computed angles are in. */
const angleOf = (value: string): number => Number.parseFloat(value) || 0;

/** Undefined where the element stands in perspective: then it is no parallelogram on the screen. */
export function linearOf(element: Element): Linear | undefined {
  const view = windowOf(element);
  let all = new DOMMatrix();
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const style = view.getComputedStyle(at);
    if (style.perspective && style.perspective !== 'none') return undefined;
    // Transforms are nothing to what has no box of its own; to a picture in a line they are.
    const hasBox = at === element || (style.display !== 'inline' && style.display !== 'contents');
    if (hasBox) all = ownLinear(style).multiply(all);
  }
  const { currentCSSZoom = 1 } = element as Element & { readonly currentCSSZoom?: number };
  all.scaleSelf(currentCSSZoom, currentCSSZoom);
  const isFlat = all.m14 === 0 && all.m24 === 0 && all.m34 === 0 && all.m44 === 1;
  return isFlat ? all : undefined;
}

/** The box around a rectangle that is given from its element's middle, on the screen. */
export function transformed(
  { x, y, width, height }: Rect,
  { a, b, c, d }: Linear,
  middle: { readonly x: number; readonly y: number },
): Rect {
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ].map(([left = 0, top = 0]) => [a * left + c * top, b * left + d * top] as const);
  const across = corners.map(([left]) => left);
  const down = corners.map(([, top]) => top);
  const [left, top] = [Math.min(...across), Math.min(...down)];
  return {
    x: middle.x + left,
    y: middle.y + top,
    width: Math.max(...across) - left,
    height: Math.max(...down) - top,
  };
}
