import type { Address, FoundImage, SizedAddress } from './page-image';

/** How long a file may take to tell its size, ms. */
const limitMs = 6_000;
/** A page may name hundreds of addresses; the best is among the first. */
const mostFiles = 12;
/** How far two files' shapes may differ and still be the same picture: rounding of small sizes. */
const shapeTolerance = 0.03;

/** The size of an image file as a page sees it, upright; undefined where it is none. */
function sizeOfFile(url: string): Promise<SizedAddress | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    const end = (size?: SizedAddress) => {
      clearTimeout(timer);
      resolve(size);
      if (!image.complete) image.src = ''; // stops the transfer
    };
    const timer = setTimeout(end, limitMs);
    image.onload = () => end({ url, width: image.naturalWidth, height: image.naturalHeight });
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
export async function measureFiles({ addresses }: FoundImage): Promise<SizedAddress[]> {
  const asked = addresses.slice(0, mostFiles);
  const sizes = await Promise.all(asked.map(({ url }) => sizeOfFile(url)));
  const shown = sizes[0];
  const files = asked.flatMap((address, i) => {
    const size = sizes[i];
    if (!size) return i === 0 ? [{ url: address.url, width: 0, height: 0 }] : [];
    return isSamePicture(size, address, shown) ? [size] : [];
  });
  return files.sort((a, b) => areaOf(b) - areaOf(a));
}
