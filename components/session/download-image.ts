import { imageFileName } from '../../utils/base/file-name';
import { decodeRaster } from '../../utils/codecs/decode';
import { encodePng } from '../../utils/codecs/png-write';
import { exportImage } from '../../utils/export/export-image';
import type { ImageRecord } from '../../utils/library/records';
import { saveFile } from '../ui/save-file';
import type { PanelServices } from './services';

/** By the bytes' own type, since browsers name files by what they are told. */
const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/x-icon': 'ico',
};

type SaveServices = Pick<PanelServices, 'library' | 'exportOptions'>;

/**
 * An image in the chosen format, and a name made of its page's title.
 * @throws AppError as `exportImage`
 */
export async function fileOf(
  { library, exportOptions }: SaveServices,
  image: ImageRecord,
): Promise<{ readonly file: Blob; readonly name: string }> {
  const file = await exportImage(library, image, exportOptions.current.value);
  const type = extensions[file.type] ? file.type : image.mimeType;
  return { file, name: imageFileName(image.page, extensions[type] ?? 'png') };
}

/**
 * Saves an image as such a file.
 * @throws AppError as `exportImage`
 */
export async function downloadImage(services: SaveServices, image: ImageRecord): Promise<void> {
  const { file, name } = await fileOf(services, image);
  saveFile(file, name);
}

/** Puts an image on the clipboard as PNG, the one type that every browser takes there. */
export async function copyImage({ blob, mimeType }: ImageRecord): Promise<void> {
  const png = mimeType === 'image/png' ? Promise.resolve(blob) : decodeRaster(blob).then(encodePng);
  // Safari and Firefox want the promise itself, so that the click's permission still holds.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
