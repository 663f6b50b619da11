import { t } from '../../utils/i18n';
import type { PanelModel } from './panel-model';
import './deleted-notice.css';

/** Says that an image was deleted, with the way back, until something else is done. */
export function DeletedNotice({ model }: { readonly model: PanelModel }) {
  if (!model.deleted.value) return null;
  return (
    <div class="toast" role="status">
      <span>{t('deleted')}</span>
      <button type="button" class="button quiet" onClick={model.undoDelete}>
        {t('undoDelete')}
      </button>
    </div>
  );
}
