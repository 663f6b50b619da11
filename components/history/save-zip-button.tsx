import { useSignal } from '@preact/signals';
import { t } from '../../utils/i18n';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { saveZip } from './save-zip';

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
