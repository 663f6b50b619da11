/**
 * A document by its interface's own getters and methods. In a page, `<img name="title">` makes `document.title` that
 * element and `<form name="createElement">` makes `document.createElement` one, also for injected scripts.
 * https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem
 */
export function unclobbered(page: () => Document): Document {
  return new Proxy({} as Document, {
    get(_, name) {
      const target = page();
      const descriptor = descriptorOf(name);
      if (!descriptor) return Reflect.get(target, name) as unknown;
      if (descriptor.get) return descriptor.get.call(target) as unknown;
      const value: unknown = descriptor.value;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Of the document's own interfaces, the nearest first. */
function descriptorOf(name: string | symbol): PropertyDescriptor | undefined {
  for (const { prototype } of [HTMLDocument, Document, Node, EventTarget]) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}

/** The document that our script was injected into. */
export const pageDocument = unclobbered(() => document);
