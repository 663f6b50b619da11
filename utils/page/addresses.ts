import { closestAcrossRoots, isHtml } from './elements';
import type { Address, AddressOrigin, FoundImage } from './page-image';

/** Attributes in which pages keep the address of an image that is loaded later, or a larger one. */
const lazyAttributes = [
  ...['src', 'original', 'lazy', 'lazy-src', 'original-src', 'orig-file', 'url', 'image', 'img'],
  ...['full', 'full-src', 'fullsize', 'large', 'large-file', 'large-src', 'large_image', 'hires'],
  ...[
    'hi-res-src',
    'highres',
    'high-res-src',
    'zoom',
    'zoom-image',
    'zoom-src',
    'actualsrc',
    'echo',
  ],
].map((name) => `data-${name}`);
const lazySets = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];

/** What images' files are called, of all kinds that some browser shows. */
export const imageFileName =
  /\.(apng|avif|bmp|gif|hei[cf]|ico|jfif|p?jpe?g|pjp|jxl|png|svg|webp)$/i;

/**
 * Whether an address that the page does not load for display by itself (a link, a `data-` attribute) is an image's
 * file by its name. No other is asked: `/wishlist/add/5`, `/photos/5/delete` or `/logout` would do something, whatever
 * words are in it, and so may a script that is told a file's name (`/delete?file=photo.png`).
 */
export function mayBeImageFile(href: string): boolean {
  if (!/^(https?|blob|data:image)/.test(href)) return false;
  if (!href.startsWith('http')) return true;
  return imageFileName.test(new URL(href).pathname);
}

/** Collects addresses once each, made absolute; what is none is left out. */
class Addresses {
  readonly #found = new Map<string, Address>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  add(origin: AddressOrigin, ...urls: readonly (string | null | undefined)[]): void {
    for (const url of urls) {
      if (!url?.trim() || !URL.canParse(url, this.#base)) continue;
      const { href } = new URL(url, this.#base);
      const isLoaded = origin === 'shown' || origin === 'srcset' || mayBeImageFile(href);
      if (isLoaded && /^(https?|data|blob|file):/.test(href) && !this.#found.has(href))
        this.#found.set(href, { url: href, origin });
    }
  }

  list(): Address[] {
    return [...this.#found.values()];
  }
}

function addLink(addresses: Addresses, element: Element): void {
  const link = closestAcrossRoots(element, (candidate) => isHtml(candidate, 'a'));
  if (link && isHtml(link, 'a') && mayBeImageFile(link.href)) addresses.add('link', link.href);
}

/** Every address an `<img>` may have its picture from; the one it shows is the first. */
export function imgAddresses(image: HTMLImageElement): Address[] {
  const addresses = new Addresses(image.baseURI);
  addresses.add('shown', image.currentSrc || image.src);
  addresses.add('srcset', ...srcsetUrls(image.srcset), image.src);
  const picture = image.parentElement?.localName === 'picture' ? image.parentElement : undefined;
  for (const source of picture?.querySelectorAll('source') ?? []) {
    addresses.add('srcset', ...srcsetUrls(source.srcset));
    addresses.add('lazy', ...srcsetUrls(source.getAttribute('data-srcset') ?? ''));
  }
  for (const name of lazySets) addresses.add('lazy', ...srcsetUrls(image.getAttribute(name) ?? ''));
  for (const name of lazyAttributes) {
    const value = image.getAttribute(name);
    // A path needs a dot or a slash: "true" and "3" are settings of some script.
    if (value && /[./]/.test(value)) addresses.add('lazy', value);
  }
  addLink(addresses, image);
  return addresses.list();
}

/** The given addresses, and the file that a link around the element leads to. */
export function plainAddresses(element: Element, urls: readonly (string | null)[]): Address[] {
  const addresses = new Addresses(element.baseURI);
  addresses.add('shown', ...urls);
  if (addresses.list().length > 0) addLink(addresses, element);
  return addresses.list();
}

/**
 * The addresses in a `srcset` attribute, in their order. Follows the splitting of the HTML standard
 * (an address may hold commas, but not at its end), not its choice: all are measured anyway.
 * https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
 */
export function srcsetUrls(srcset: string): string[] {
  const urls: string[] = [];
  let rest = srcset;
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '');
    const address = /^\S+/.exec(rest)?.[0];
    if (!address) return urls;
    const url = address.replace(/,+$/, '');
    if (url) urls.push(url);
    rest = rest.slice(address.length);
    if (url === address) rest = rest.replace(/^(?:[^,(]|\([^)]*\))*/, ''); // its descriptors
  }
}

/** The side in px that an icon for home screens has where its link names none. */
const touchIconSide = 180;

/** The largest side in px that a link promises, 0 where it promises none. */
function promisedSide({ sizes, rel }: HTMLLinkElement): number {
  const sides = [...sizes].map((size) => Number.parseInt(size, 10) || 0);
  return Math.max(0, ...sides, sides.length === 0 && /apple-touch/i.test(rel) ? touchIconSide : 0);
}

/** The picture that a site shows in the browser's tab and on home screens, in all its sizes; none where no link names it. */
export function siteIcon(page: Document): FoundImage[] {
  const links = [
    ...page.querySelectorAll<HTMLLinkElement>(
      'link[rel~=icon i],link[rel~=apple-touch-icon i],link[rel~=apple-touch-icon-precomposed i]',
    ),
  ].sort((a, b) => promisedSide(b) - promisedSide(a));
  const [element] = links;
  if (!element) return [];
  const addresses = plainAddresses(
    element,
    links.map(({ href }) => href),
  );
  return addresses.length > 0 ? [{ element, kind: 'icon', addresses }] : [];
}
