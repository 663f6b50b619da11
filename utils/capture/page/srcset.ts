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
