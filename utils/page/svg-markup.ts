import { windowOf } from './elements';
import { fetchWhole } from './fetch-file';
import { pageDocument } from './page-document';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What the page's style sheets may say about a shape, and a drawing on its own would not know. */
const properties = [
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity'],
  ...['stroke-dasharray', 'stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin'],
  ...['stroke-miterlimit', 'stop-color', 'stop-opacity', 'flood-color', 'flood-opacity'],
  ...['color', 'opacity', 'visibility', 'display', 'transform', 'transform-origin'],
  ...['transform-box', 'clip-path', 'clip-rule', 'mask', 'filter', 'mix-blend-mode', 'paint-order'],
  ...['font-family', 'font-size', 'font-style', 'font-weight', 'letter-spacing', 'text-anchor'],
  ...['dominant-baseline', 'text-decoration', 'd', 'cx', 'cy', 'r', 'rx', 'ry', 'x', 'y'],
];

function copyStyles(from: Element, to: Element): void {
  const style = windowOf(from).getComputedStyle(from);
  const text = properties.flatMap((name) => {
    const value = style.getPropertyValue(name);
    return value === '' ? [] : [`${name}:${value}`];
  });
  to.setAttribute('style', text.join(';'));
  for (let i = 0; i < from.children.length; i++) {
    const child = from.children[i];
    const copy = to.children[i];
    if (child && copy) copyStyles(child, copy);
  }
}

const hrefOf = (element: Element): string =>
  element.getAttribute('href') ?? element.getAttribute('xlink:href') ?? '';

/** Brings symbols and gradients along that are kept elsewhere in the document (icon sprites). */
function addReferences(svg: SVGSVGElement, copy: Element): void {
  const root = svg.getRootNode() as Document | ShadowRoot;
  const defs = pageDocument.createElementNS(svgNamespace, 'defs');
  const known = new Set<string>();
  const bring = (markup: string): void => {
    for (const [, hash = '', url = ''] of markup.matchAll(
      /href="#([^"]+)"|url\((?:&quot;|["'])?[^)#]*#([^)"'&]+)/g,
    )) {
      const id = hash || url;
      if (known.has(id)) continue;
      known.add(id);
      const selector = `#${CSS.escape(id)}`;
      const target = root.querySelector(selector) ?? svg.ownerDocument.querySelector(selector);
      if (!target || svg.contains(target)) continue;
      const brought = target.cloneNode(true) as Element;
      copyStyles(target, brought);
      // Kept open: what uses a symbol decides its colour and its place.
      brought.removeAttribute('style');
      defs.append(brought);
      bring(brought.outerHTML);
    }
  };
  bring(copy.outerHTML);
  if (defs.children.length > 0) copy.prepend(defs);
}

/** For one picture inside a drawing. */
const limits = { silenceMs: 5_000, totalMs: 15_000, maxBytes: 20 * 2 ** 20 };

/** A drawing loads nothing from outside when it is shown as a file: pictures in it are put in. */
async function embedImages(copy: Element): Promise<void> {
  for (const image of copy.querySelectorAll('image')) {
    const href = hrefOf(image);
    if (href === '' || href.startsWith('data:')) continue;
    const file = await fetchWhole(new URL(href, pageDocument.baseURI).href, limits);
    if (!('base64' in file)) continue;
    image.removeAttribute('xlink:href');
    image.setAttribute('href', `data:image/*;base64,${file.base64}`);
  }
}

/** An inline SVG as a file of its own, looking as it does in the page. */
export async function svgMarkup(svg: SVGSVGElement): Promise<string> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copyStyles(svg, copy);
  for (const script of copy.querySelectorAll('script')) script.remove();
  for (const name of ['display', 'transform', 'x', 'y', 'visibility'])
    copy.style.removeProperty(name);
  addReferences(svg, copy);
  await embedImages(copy);
  const { width, height } = svg.getBoundingClientRect();
  if (!copy.hasAttribute('viewBox') && width > 0 && height > 0)
    copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  if (width > 0) copy.setAttribute('width', String(width));
  if (height > 0) copy.setAttribute('height', String(height));
  copy.setAttribute('xmlns', svgNamespace);
  return new XMLSerializer().serializeToString(copy);
}
