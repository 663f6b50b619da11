import { plainAddresses } from './image-addresses';
import type { FoundImage } from './page-image';

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
