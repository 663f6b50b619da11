import { encodeFileBase64 } from '../base/bytes';
import type { FrameAddress } from '../library/records';
import { fetchInPage } from './page-fetch';

/** Px of a preview's longer side: twice what it has in the list. */
const longSide = 128;

/**
 * A small copy of one of a page's image files, as a `data:` address. Only the page itself is asked, out of whose cache it
 * comes: the page has measured the file when the picture was taken. Undefined where it can't be had so.
 */
export async function previewOf(frame: FrameAddress, url: string): Promise<string | undefined> {
  try {
    const blob = await fetchInPage(frame, url, undefined, true);
    const bitmap = await createImageBitmap(blob);
    const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height));
    const size = [bitmap.width, bitmap.height].map((px) => Math.max(1, Math.round(px * scale)));
    const [width = 1, height = 1] = size;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context) context.imageSmoothingQuality = 'high';
    context?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const small = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
    return `data:${small.type};base64,${await encodeFileBase64(small)}`;
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}
