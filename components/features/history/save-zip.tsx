import { useSignal } from '@preact/signals';
import { downloadZip } from 'client-zip';
import { uniqueName } from '../../../utils/base/file-name';
import { t } from '../../../utils/base/i18n';
import type { ImageRecord } from '../../../utils/library/records';
import { fileOf } from '../../session/download-image';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { saveFile } from '../../ui/save-file';

interface SaveZipButtonProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly images: readonly ImageRecord[];
}

/** Saves what the list shows as one file; counts while it does. */
export function SaveZipButton({ services, model, images }: SaveZipButtonProps) {
  const done = useSignal<number | undefined>(undefined);
  const total = useSignal(0);
  const save = async () => {
    total.value = images.length;
    done.value = 0;
    const count = (now: number) => {
      done.value = now;
    };
    await saveZip(services, images, count, model.showError).catch(model.showError);
    done.value = undefined;
  };
  return (
    <button
      type="button"
      class="button"
      disabled={done.value !== undefined}
      onClick={() => void save()}
    >
      {done.value === undefined
        ? t('historyZip', images.length)
        : t('historyZipping', done.value, total.value)}
    </button>
  );
}

/**
 * Saves images as one ZIP, each as "Download" would. One that can't be saved does not keep the others
 * back: what went wrong is given to `onError`.
 * @param onProgress how many are in it
 */
async function saveZip(
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
