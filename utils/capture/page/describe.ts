import { closestAcrossRoots, isHtml, isSvgElement } from './elements';
import { measureFiles } from './measure';
import type { FoundImage, PageImage } from './page-image';
import { pageMark } from './page-mark';
import { naturalSizeOf } from './place';

const longestText = 500;
const tidy = (text: string | null | undefined): string =>
  (text ?? '').replace(/\s+/g, ' ').trim().slice(0, longestText);

function altTextOf(element: Element): string {
  const title = isSvgElement(element) ? element.querySelector(':scope > title')?.textContent : '';
  return tidy(
    element.getAttribute('alt') ||
      element.getAttribute('aria-label') ||
      title ||
      element.getAttribute('title'),
  );
}

function captionOf(element: Element): string {
  const figure = closestAcrossRoots(element, ({ localName }) => localName === 'figure');
  return tidy(figure?.querySelector('figcaption')?.textContent);
}

/**
 * The pictures told to the background; their elements stay here, under numbers. No two documents use the
 * same: a tab that goes to another page in the middle of a capture must not answer with another picture.
 */
const told = new Map<number, FoundImage>();

export const toldImage = (handle: number): FoundImage | undefined => told.get(handle);

function tell(image: FoundImage): number {
  const handle = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  told.set(handle, image);
  return handle;
}

/** All that the background needs to know of a picture before it fetches it. */
export async function describeImage(image: FoundImage): Promise<PageImage> {
  const { element, kind, addresses } = image;
  const handle = tell(image);
  const [only] = addresses;
  // One address needs no measuring, and the usual picture has one.
  const files = addresses.length > 1 ? await measureFiles(image) : only ? [{ url: only.url }] : [];
  return {
    handle,
    mark: pageMark,
    kind,
    files,
    altText: altTextOf(element),
    caption: captionOf(element),
    pageTitle: document.title,
    pageUrl: location.href,
    naturalSize: naturalSizeOf(element),
    isSeen: kind !== 'icon' && (!isHtml(element, 'img') || element.naturalWidth > 0),
  };
}
