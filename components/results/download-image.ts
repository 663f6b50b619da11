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

/**
 * Saves an image in the chosen format, under a name made of its page's title.
 * @throws AppError as `exportImage`
 */
export async function downloadImage(
  { library, exportOptions }: Pick<PanelServices, 'library' | 'exportOptions'>,
  image: ImageRecord,
): Promise<void> {
  const file = await exportImage(library, image, exportOptions.value.value);
  const type = extensions[file.type] ? file.type : image.mimeType;
  saveFile(file, imageFileName(image.page, extensions[type] ?? 'png'));
}
