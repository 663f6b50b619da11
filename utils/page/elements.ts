interface HtmlElements {
  readonly img: HTMLImageElement;
  readonly input: HTMLInputElement;
  readonly video: HTMLVideoElement;
  readonly canvas: HTMLCanvasElement;
  readonly object: HTMLObjectElement;
  readonly embed: HTMLEmbedElement;
  readonly iframe: HTMLIFrameElement;
  readonly a: HTMLAnchorElement;
}

const htmlNamespace = 'http://www.w3.org/1999/xhtml';

/** By name and not by `instanceof`, which knows only the elements of its own frame. */
export const isHtml = <Tag extends keyof HtmlElements>(
  element: Element,
  tag: Tag,
): element is HtmlElements[Tag] =>
  element.localName === tag && element.namespaceURI === htmlNamespace;

/** A new HTML element also in a document of another kind (SVG, XML), whose own elements are none. */
export const createHtml = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  owner: Document = document,
): HTMLElementTagNameMap[Tag] =>
  // By the interface's own method: `<form name="createElementNS">` is the document's property of that name.
  Document.prototype.createElementNS.call(owner, htmlNamespace, tag) as HTMLElementTagNameMap[Tag];

export const isSvgElement = (element: Element): element is SVGElement =>
  element.namespaceURI === 'http://www.w3.org/2000/svg';

interface ContentScriptDom {
  readonly chrome?: {
    readonly dom?: { openOrClosedShadowRoot?(host: Element): ShadowRoot | null };
  };
}

/** The shadow root of an element, also a closed one: extensions may look into those. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  const firefox = (element as Element & { openOrClosedShadowRoot?: ShadowRoot | null })
    .openOrClosedShadowRoot;
  if (firefox !== undefined) return firefox;
  const { chrome } = globalThis as ContentScriptDom;
  // Chromium refuses elements of other namespaces.
  if (element.namespaceURI !== htmlNamespace) return null;
  return chrome?.dom?.openOrClosedShadowRoot?.(element) ?? element.shadowRoot;
}

/** The element around this one, out of shadow roots too. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return 'host' in root ? (root as ShadowRoot).host : null;
}

/** The nearest element that `test` accepts, this one included, out of shadow roots too. */
export function closestAcrossRoots(
  element: Element,
  test: (candidate: Element) => boolean,
): Element | undefined {
  for (let at: Element | null = element; at; at = parentOf(at)) if (test(at)) return at;
  return undefined;
}

/** The document of a frame of the same origin; undefined for others. */
export function frameDocument(element: Element): Document | undefined {
  if (!isHtml(element, 'iframe') && element.localName !== 'frame') return undefined;
  try {
    return (element as HTMLIFrameElement).contentDocument ?? undefined;
  } catch {
    return undefined;
  }
}

/** All elements of a document in document order, those of shadow roots and same-origin frames too. */
export function* allElements(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    const inner = shadowRootOf(element) ?? frameDocument(element);
    if (inner) yield* allElements(inner);
  }
}

/** The window in whose coordinates an element's box is given. */
export const windowOf = (element: Element): Window & typeof globalThis =>
  element.ownerDocument.defaultView ?? window;
