import { closestAcrossRoots, isHtml, isSvgElement } from './elements';
import { pageDocument } from './page-document';
import type { Address, FoundImage, PageImage, SizedAddress } from './page-image';
import { naturalSizeOf } from './place';

const longestText = 500;
/** A text of the page on one line, cut; '' for what is no text. */
export const tidy = (text: unknown): string =>
  (typeof text === 'string' ? text : '')
    .slice(0, 10 * longestText)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestText);

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

function guessedOf(addresses: readonly Address[]): PageImage['guessed'] {
  const urls = addresses.flatMap(({ url, origin }) =>
    origin === 'link' || origin === 'lazy' ? [url] : [],
  );
  const shown = addresses[0]?.url;
  return urls.length > 0 && shown !== undefined ? { urls, shown } : undefined;
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
    guessed: guessedOf(addresses),
    altText: altTextOf(element),
    caption: captionOf(element),
    pageTitle: tidy(pageDocument.title),
    pageUrl: location.href,
    naturalSize: naturalSizeOf(element),
    isSeen: kind !== 'icon' && (!isHtml(element, 'img') || element.naturalWidth > 0),
  };
}

/** How long a file may take to tell its size, ms. */
const limitMs = 6_000;
/** A page may name hundreds of addresses; the best is among the first. */
const mostFiles = 12;
/** How far two files' shapes may differ and still be the same picture: rounding of small sizes. */
const shapeTolerance = 0.03;

/** The size of an image file as a page sees it, upright; undefined where it is none. */
function sizeOfFile({ url }: Address): Promise<SizedAddress | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    const end = (size?: SizedAddress) => {
      clearTimeout(timer);
      resolve(size);
      if (!image.complete) image.src = ''; // stops the transfer
    };
    const timer = setTimeout(end, limitMs);
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      end({ url, width, height });
    };
    image.onerror = () => end();
    image.src = url;
  });
}

const areaOf = ({ width, height }: SizedAddress): number => width * height;

/**
 * Whether a file can be the picture that is shown. A linked or lazy file may be of another shape (thumbnails
 * are cropped, placeholders are anything); a `srcset` may hold other crops for other screens.
 */
const isSamePicture = (
  file: SizedAddress,
  { origin }: Address,
  shown: SizedAddress | undefined,
) => {
  if (origin !== 'srcset' || !shown) return true;
  const shape = (file.width / file.height) * (shown.height / shown.width);
  return Math.abs(shape - 1) <= shapeTolerance + 1 / Math.min(shown.width, shown.height);
};

/**
 * The files of a picture, the largest first. What the page shows comes before others of its size;
 * a file that does not load here is left out, unless it is the shown one: then it is the last.
 */
async function measureFiles({ addresses }: FoundImage): Promise<SizedAddress[]> {
  const asked = addresses.slice(0, mostFiles);
  const sizes = await Promise.all(asked.map(sizeOfFile));
  const shown = sizes[0];
  const files = asked.flatMap((address, i) => {
    const size = sizes[i];
    if (!size) return i === 0 ? [{ url: address.url, width: 0, height: 0 }] : [];
    return isSamePicture(size, address, shown) ? [size] : [];
  });
  return files.sort((a, b) => areaOf(b) - areaOf(a));
}

/** Tells this document from all others, so that a number of an earlier one names nothing here. */
export const pageMark = [...crypto.getRandomValues(new Uint32Array(2))].join('-');
