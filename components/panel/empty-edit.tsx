import type { ComponentChildren } from 'preact';
import { t } from '../../utils/i18n';
import { OpenFileButton } from './open-file-button';
import type { PanelModel } from './panel-model';
import { PickButton } from './pick-button';
import '../ui/empty.css';
import './empty-edit.css';

interface EmptyEditProps {
  readonly model: PanelModel;
  /** Why there is no image, if it should have been there. */
  readonly children?: ComponentChildren;
}

/** What the Edit tab says before there is an image. */
export function EmptyEdit({ model, children }: EmptyEditProps) {
  return (
    <div class="empty">
      {children ?? (
        <>
          <EmptyPicture />
          <h2>{t('emptyTitle')}</h2>
          <p>{t('emptyText')}</p>
        </>
      )}
      <PickButton onError={model.showError} />
      <OpenFileButton model={model} />
      <p class="hint">{t('emptyOtherWays')}</p>
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
