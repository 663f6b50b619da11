import { imageFileName } from '../../utils/file-name';
import type { ImageRecord } from '../../utils/library/records';

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** Saves an image as it is stored, under a name made of its page's title. */
export function downloadImage({ blob, mimeType, page }: ImageRecord): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = imageFileName(page, extensions[mimeType] ?? 'png');
  link.click();
  // The browser reads the address when the download starts, which may be after this event.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
