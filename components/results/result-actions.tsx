import { Copy, Trash2 } from 'lucide';
import { t } from '../../utils/i18n';
import { copyDraft } from '../../utils/library/drafts';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { HoldButton } from '../ui/hold-button';
import { IconButton } from '../ui/icon-button';
import { copyImage } from './copy-image';
import { downloadImage } from './download-image';
import './result-actions.css';

interface ResultActionsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly result: ImageRecord;
}

/** What can be done with a result. */
export function ResultActions({ services, model, result }: ResultActionsProps) {
  const editThis = async () => {
    if (result.parentId) await copyDraft(services.library, result.parentId, result.id);
    model.openImage(result.id);
  };
  return (
    <div class="result-actions">
      <button
        type="button"
        class="button primary"
        onClick={() => void downloadImage(services, result).catch(model.showError)}
      >
        {t('download')}
      </button>
      {result.parentId && (
        <HoldButton label={t('compare')} title={t('compareHint')} held={model.comparing} />
      )}
      <button type="button" class="button" onClick={() => void editThis().catch(model.showError)}>
        {t('editThis')}
      </button>
      <IconButton
        icon={Copy}
        label={t('copy')}
        onClick={() => void copyImage(result).catch(model.showError)}
      />
      <IconButton icon={Trash2} label={t('delete')} onClick={() => model.deleteImage(result.id)} />
    </div>
  );
}
