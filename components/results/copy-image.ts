import { decodeRaster } from '../../utils/image/decode';
import { encodePng } from '../../utils/image/encode-png';
import type { ImageRecord } from '../../utils/library/records';

/** Puts an image on the clipboard as PNG, the one type that every browser takes there. */
export async function copyImage({ blob, mimeType }: ImageRecord): Promise<void> {
  const png = mimeType === 'image/png' ? Promise.resolve(blob) : decodeRaster(blob).then(encodePng);
  // Safari and Firefox want the promise itself, so that the click's permission still holds.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
