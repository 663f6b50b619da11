import { downloadZip } from 'client-zip';
import { uniqueName } from '../../utils/file-name';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelServices } from '../panel/services';
import { fileOf } from '../results/download-image';
import { saveFile } from '../ui/save-file';

/**
 * Saves images as one ZIP, each as "Download" would. One that can't be saved does not keep the others
 * back: what went wrong is given to `onError`.
 * @param onProgress how many are in it
 */
export async function saveZip(
  services: Pick<PanelServices, 'library' | 'exportOptions'>,
  images: readonly ImageRecord[],
  onProgress: (done: number) => void,
  onError: (error: unknown) => void,
): Promise<void> {
  const taken = new Set<string>();
  async function* files() {
    for (const [index, image] of images.entries()) {
      try {
        const { file, name: wanted } = await fileOf(services, image);
        const name = uniqueName(wanted, taken);
        taken.add(name.toLowerCase());
        yield { name, lastModified: new Date(image.createdAt), input: file };
      } catch (error) {
        onError(error);
      }
      onProgress(index + 1);
    }
  }
  const zip = await downloadZip(files()).blob();
  if (taken.size > 0) saveFile(zip, `repaint ${new Date().toISOString().slice(0, 10)}.zip`);
}
