import { X } from 'lucide';
import { t } from '../../utils/i18n';
import { IconButton } from '../ui/icon-button';
import type { PanelModel } from './panel-model';
import './deleted-notice.css';

/** Says that an image was deleted, with the way back for a while; then all of it is gone. */
export function DeletedNotice({ model }: { readonly model: PanelModel }) {
  if (!model.deleted.value) return null;
  return (
    <div class="toast" role="status">
      <span>{t('deleted')}</span>
      <button type="button" class="button quiet" onClick={model.undoDelete}>
        {t('undoDelete')}
      </button>
      <IconButton icon={X} label={t('deleteForGood')} onClick={model.forgetDeleted} />
    </div>
  );
}
