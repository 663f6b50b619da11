import '../ui/empty.css';
import './panel.css';
import { t } from '../../utils/base/i18n';

interface PrivateNoticeProps {
  onOpen(): void;
}

/** What stands in a panel that can't work where it is: in a private window of Firefox. */
export function PrivateNotice({ onOpen }: PrivateNoticeProps) {
  return (
    <div class="panel">
      <main class="panel-body">
        <div class="empty">
          <h2>{t('privateTitle')}</h2>
          <p>{t('privateText')}</p>
          <button type="button" class="button primary" onClick={onOpen}>
            {t('privateOpen')}
          </button>
        </div>
      </main>
    </div>
  );
}
