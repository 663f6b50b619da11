import { encodeFileBase64 } from '../base/bytes';
import { AppError } from '../base/errors';
import { encodeLossy } from '../codecs/encode-lossy';
import type { ImageRecord, PageContext } from '../library/records';
import type { PictureInPage } from '../page/page-image';
import { askPage, callPage, type PageFrame } from './call-page';

/** Up to here a picture goes to the page as it is; beyond, as WebP: it travels as text in one message. Bytes. */
const largestExact = 16 * 2 ** 20;
const webpQuality = 0.95;

/** @throws AppError page-gone for an image that is from no page */
function placeOf({ frame, imageUrl, place }: PageContext): [PageFrame, PictureInPage] {
  if (!frame) throw new AppError('page-gone');
  return [frame, { url: imageUrl, ...place }];
}

async function dataUrlOf({ blob, mimeType }: ImageRecord): Promise<string> {
  if (blob.size <= largestExact) return `data:${mimeType};base64,${await encodeFileBase64(blob)}`;
  const { bytes } = await encodeLossy(blob, 'image/webp', webpQuality);
  return `data:image/webp;base64,${await encodeFileBase64(new Blob([bytes]))}`;
}

/**
 * Shows an image where the page shows the picture that it was made from, until the page is loaded anew.
 * @throws AppError image-not-on-page, page-refuses-image, and those of `callPage`
 */
export async function putOnPage(image: ImageRecord): Promise<void> {
  const [frame, picture] = placeOf(image.page);
  const outcome = await callPage(frame, 'replaceImage', picture, await dataUrlOf(image), image.id);
  if (outcome === 'refused') throw new AppError('page-refuses-image');
  if (outcome !== 'replaced') throw new AppError('image-not-on-page');
}

/** Shows the page's own picture again. */
export async function takeOffPage({ page }: ImageRecord): Promise<void> {
  const [frame, picture] = placeOf(page);
  await callPage(frame, 'restoreImage', picture);
}

/**
 * Whether the page shows this image in its picture's place now. Where it was loaded anew since, it does not, and the
 * picture is looked for when it is asked to.
 * @throws AppError image-not-on-page, and those of `callPage`: why it could not be put there
 */
export async function isOnPage({ id, page }: ImageRecord): Promise<boolean> {
  const [frame, picture] = placeOf(page);
  const shown = await askPage(frame, 'shownAt', picture);
  if (shown?.isThere === false) throw new AppError('image-not-on-page');
  return shown?.name === id;
}
