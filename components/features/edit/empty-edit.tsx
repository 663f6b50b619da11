import '../../ui/empty.css';
import './empty-edit.css';
import type { ComponentChildren } from 'preact';
import { AppError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { sendCommand } from '../../../utils/commands';
import { OpenFileButton } from '../../parts/open-file-button';
import type { PanelModel } from '../../session/panel-model';
import { usePicker } from '../../session/picker';
import type { PanelServices } from '../../session/services';
import { shortcutText } from '../../ui/shortcut';

interface EmptyEditProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  /** Why there is no image, if it should have been there. */
  readonly children?: ComponentChildren;
}

/** What the Edit tab says before there is an image. */
export function EmptyEdit({ services: { isTab }, model, children }: EmptyEditProps) {
  return (
    <div class="empty">
      {children ?? (
        <>
          <EmptyPicture />
          <h2>{t('emptyTitle')}</h2>
          <p>{t('emptyText')}</p>
        </>
      )}
      {isTab.value === false && <PickButton onError={model.showError} />}
      <OpenFileButton model={model} isPrimary={isTab.value === true} />
      <p class="hint">{t('emptyOtherWays')}</p>
      {isTab.value && <p class="hint">{t('pickFromTab', shortcutText('alt+p'))}</p>}
    </div>
  );
}

/** A picture frame with one brushed corner: the product in a drawing. */
function EmptyPicture() {
  return (
    <svg class="empty-picture" viewBox="0 0 120 88" aria-hidden="true">
      <rect x="2" y="2" width="116" height="84" rx="10" class="empty-frame" />
      <circle cx="36" cy="28" r="9" class="empty-sun" />
      <path d="M8 76 44 42l20 20 14-14 34 28z" class="empty-hill" />
      <path d="M66 30c12-14 24 6 34-8" class="empty-stroke" />
    </svg>
  );
}

interface PickButtonProps {
  onError(error: unknown): void;
}

/** Starts the image picker in the tab beside the panel; pressed again, or by Esc, ends it. */
function PickButton({ onError }: PickButtonProps) {
  const { picking, toggle } = usePicker(async (tab) => {
    const { error } = await sendCommand('pick-on-page', tab);
    if (error) throw new AppError(error.code, { details: error });
  }, onError);
  return (
    <>
      <button type="button" class="button primary" onClick={toggle}>
        {t(picking.value ? 'stopPicking' : 'pickOnPage')}
      </button>
      {picking.value && (
        <p class="hint" role="status">
          {t('pickingOnPage')}
        </p>
      )}
    </>
  );
}
