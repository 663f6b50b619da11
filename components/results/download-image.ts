import { imageFileName } from '../../utils/file-name';
import { exportImage } from '../../utils/jobs/export-image';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelServices } from '../panel/services';
import { saveFile } from '../ui/save-file';

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
  const file = await exportImage(library, image, exportOptions.value.value);
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
